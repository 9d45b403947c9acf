import { css } from 'lit';

export const filterPanelStyles = css`
  .card {
    display: grid;
    gap: 10px;
  }
  .group {
    display: grid;
    grid-template-columns: 58px minmax(0, 1fr);
    align-items: start;
    gap: 6px;
  }
  .group > .small {
    padding-top: 5px;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .option span {
    display: flex;
    align-items: center;
    min-height: 28px;
    padding: 0 10px;
    border: 1px solid var(--line);
    border-radius: 14px;
    font-size: 13px;
    cursor: pointer;
  }
  .option span:hover {
    border-color: var(--text-3);
  }
  .option input:checked + span {
    border-color: var(--text);
    background: var(--text);
    color: var(--card);
  }
  .option input:focus-visible + span {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .muted {
    font-size: 13px;
  }
  .controls {
    display: grid;
    gap: 8px;
  }
  .controls label {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 10px;
  }
  .slider {
    display: flex;
    align-items: center;
    gap: 10px;
    min-width: 0;
  }
  input[type='range'] {
    width: 110px;
    padding: 0;
    accent-color: var(--text-2);
  }
  output {
    width: 3ch;
    text-align: right;
  }
  select {
    max-width: 170px;
  }
  @media (max-width: 820px) {
    .option span {
      min-height: 40px;
      border-radius: 20px;
      padding: 0 14px;
    }
    .group > .small {
      padding-top: 11px;
    }
  }
`;
