import { css } from 'lit';

export const workloadFormStyles = css`
  .preset {
    display: grid;
    gap: 1px;
    margin: 12px 0 10px;
    padding: 7px 11px 8px;
    border-radius: var(--radius-control);
    background: var(--inset);
  }
  .preset select {
    min-height: 28px;
    width: calc(100% + 8px);
    margin: 0 -4px;
    padding: 0;
    font: 650 14px system-ui;
    text-overflow: ellipsis;
  }
  .preset small {
    display: flex;
    justify-content: space-between;
  }
  .reset {
    min-height: 0;
    padding: 0;
    border: 0;
    background: none;
    font-size: 12px;
    color: var(--gpu-text);
    text-decoration: underline;
  }
  .row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 0 10px;
    min-height: 30px;
  }
  label {
    color: var(--text-2);
  }
  input,
  select {
    min-height: 26px;
  }
  .row input {
    width: 112px;
    text-align: right;
  }
  .row select {
    width: 112px;
    text-align-last: right;
  }
  summary {
    padding: 4px 0;
    color: var(--text-2);
    cursor: pointer;
  }
  .op {
    margin-top: 12px;
  }
  .op select {
    width: 160px;
    font-weight: 650;
  }
  .row input[role='switch'] {
    position: relative;
    width: 34px;
    min-height: 20px;
    height: 20px;
    margin: 0;
    padding: 0;
    border-radius: 99px;
    border: 1px solid var(--text-3);
    appearance: none;
    cursor: pointer;
  }
  .row input[role='switch']::before {
    content: '';
    position: absolute;
    top: 3px;
    left: 3px;
    width: 12px;
    height: 12px;
    border-radius: 50%;
    background: var(--text-2);
    transition: translate 120ms;
  }
  .row input[role='switch']:checked {
    border-color: var(--gpu-text);
    background: var(--gpu-text);
  }
  .row input[role='switch']:checked::before {
    translate: 14px;
    background: var(--on-gpu);
  }
  .why {
    grid-column: 1 / -1;
    margin: 2px 0 6px;
    font-size: 12px;
    line-height: 1.4;
    color: var(--bad);
  }
  .output {
    display: flex;
    justify-content: space-between;
    gap: 10px;
    margin-top: 8px;
    padding-top: 8px;
    border-top: 1px solid var(--line);
    font-size: 13px;
  }
  .output .number {
    font-weight: 650;
  }
  @media (max-width: 820px) {
    .row {
      min-height: 44px;
    }
    .row input,
    .row select {
      width: 132px;
      min-height: 40px;
    }
    .preset select {
      min-height: 40px;
    }
    .reset {
      min-height: 40px;
      margin: -10px 0;
    }
  }
`;
