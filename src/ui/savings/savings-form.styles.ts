import { css } from 'lit';

export const savingsFormStyles = css`
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
  .numbers {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 84px;
    align-items: center;
    gap: 6px 10px;
    margin-top: 12px;
  }
  .numbers label {
    margin: 0;
    font-size: 14px;
    color: var(--text);
  }
  .numbers input {
    width: 100%;
    text-align: right;
    appearance: textfield;
  }
  .numbers input::-webkit-inner-spin-button {
    appearance: none;
  }
  .numbers input:invalid {
    border-color: var(--bad);
  }
  .slider {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: baseline;
    margin-top: 10px;
  }
  .slider output {
    font-size: 13px;
    font-weight: 600;
  }
  .slider input {
    grid-column: 1 / -1;
    width: 100%;
    min-height: 24px;
    padding: 0;
    background: none;
    accent-color: var(--gpu-text);
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0 18px;
    min-width: 0;
    margin: 14px 0 0;
    padding: 10px 0 0;
    border: 0;
    border-top: 1px solid var(--line);
  }
  legend {
    float: left;
    width: 100%;
    margin: 0 0 2px;
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
  .swatch {
    width: 10px;
    height: 10px;
    border-radius: 3px;
    background: var(--gpu);
  }
  .swatch.wasm {
    background: var(--wasm);
  }
  .notice {
    margin-top: 12px;
    font-size: 13px;
  }
  @media (max-width: 820px) {
    .slider input {
      min-height: 40px;
    }
    .choice {
      min-height: 40px;
    }
  }
`;
