import { css } from 'lit';

export const networksFormStyles = css`
  .preset {
    gap: 4px;
  }
  .preset small {
    display: block;
  }
  .row select {
    width: 132px;
    text-overflow: ellipsis;
  }
  .reset {
    margin-top: 4px;
  }
  h3 {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    margin: 14px 0 6px;
    padding-top: 12px;
    border-top: 1px solid var(--line);
    font-size: 13px;
    font-weight: 650;
  }
  h3 .reset {
    margin: 0;
  }
  .tune {
    display: block;
    line-height: 1.35;
  }
  #against {
    width: 100%;
    min-height: 32px;
    text-overflow: ellipsis;
    font: 600 13px system-ui;
  }
  .segments {
    display: grid;
    grid-template-columns: 1fr auto auto;
    align-items: center;
    gap: 6px;
    margin: 6px 0;
    padding: 0;
    border: 0;
  }
  .segments legend {
    float: left;
    padding: 0;
    color: var(--text-2);
  }
  .segments label {
    position: relative;
    display: flex;
    align-items: center;
    min-height: 30px;
    padding: 0 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius-control);
    font-size: 13px;
    cursor: pointer;
  }
  .segments input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    min-height: 0;
    margin: 0;
    border-radius: inherit;
    appearance: none;
    background: none;
    cursor: pointer;
  }
  .segments label:has(:checked) {
    border-color: var(--gpu-text);
    background: var(--gpu-soft);
    font-weight: 650;
    color: var(--gpu-text);
  }
  .segments label.wasm:has(:checked) {
    border-color: var(--wasm);
    background: var(--warn-soft);
    color: var(--wasm-text);
  }
  .segments label:has(:disabled) {
    opacity: 0.55;
    cursor: default;
  }
  .segments label:has(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  @media (max-width: 820px) {
    .segments label,
    #against {
      min-height: 40px;
    }
    .row select {
      width: 160px;
    }
  }
`;
