import { css } from 'lit';

export const sweepFormStyles = css`
  label,
  legend {
    display: block;
    padding: 0;
    margin: 12px 0 4px;
    font-size: 13px;
    color: var(--text-2);
  }
  select {
    width: 100%;
    text-overflow: ellipsis;
    font: 600 13px system-ui;
  }
  fieldset {
    min-width: 0;
    margin: 12px 0 0;
    padding: 0;
    border: 0;
  }
  legend {
    margin: 0;
  }
  .choice {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 32px;
    margin: 0;
    font-size: 14px;
    color: var(--text);
  }
  .choice input {
    width: 16px;
    min-height: 0;
    height: 16px;
    margin: 0;
    accent-color: var(--gpu-text);
  }
  .range {
    margin-top: 10px;
    padding-top: 10px;
    border-top: 1px solid var(--line);
    font-size: 13px;
    color: var(--text-2);
  }
  .range span {
    white-space: nowrap;
  }
  .range b {
    font-family: var(--mono);
    font-weight: 600;
    color: var(--text);
  }
  @media (max-width: 820px) {
    .choice {
      min-height: 40px;
    }
  }
`;
