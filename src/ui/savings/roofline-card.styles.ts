import { css } from 'lit';

export const rooflineCardStyles = css`
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 18px;
    min-height: 32px;
    margin-bottom: 8px;
  }
  .switch {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 32px;
    cursor: pointer;
  }
  .switch input {
    position: relative;
    flex: none;
    width: 34px;
    height: 20px;
    min-height: 0;
    margin: 0;
    padding: 0;
    border: 1px solid var(--text-3);
    border-radius: 10px;
    background: var(--inset);
    appearance: none;
    cursor: pointer;
    transition: background 150ms;
  }
  .switch input::before {
    content: '';
    position: absolute;
    top: 3px;
    left: 3px;
    width: 12px;
    height: 12px;
    border-radius: 6px;
    background: var(--text-3);
    transition: left 150ms;
  }
  .switch input:checked {
    border-color: var(--gpu-text);
    background: var(--gpu-text);
  }
  .switch input:checked::before {
    left: 17px;
    background: var(--on-gpu);
  }
  .empty {
    display: grid;
    gap: 12px;
    justify-items: start;
    max-width: 64ch;
    color: var(--text-2);
  }
  .dot :is(.hit, .ring, .mark) {
    transition:
      cx 200ms ease-out,
      cy 200ms ease-out;
  }
  .dot .ring {
    fill: none;
  }
  .dot.open .mark,
  .dot.wasm.open .mark,
  .dot.reference.open .mark {
    fill: var(--card);
    stroke: var(--colour);
    stroke-width: 2px;
  }
  .dot.wasm .mark,
  .dot.reference .mark {
    fill: var(--colour);
    stroke: var(--card);
    stroke-width: 1px;
  }
  .dot.layer .mark {
    opacity: 0.75;
  }
  .before {
    fill: none;
    stroke: var(--colour);
    stroke-width: 1.25px;
    stroke-dasharray: 2 3;
  }
  .trail {
    stroke: var(--colour);
    stroke-width: 1.5px;
    stroke-dasharray: 5 4;
  }
  .gap {
    stroke: var(--text-3);
    stroke-width: 1px;
    stroke-dasharray: 1 3;
  }
  .readout {
    min-height: 21px;
    margin-top: 6px;
    font-size: 13px;
    color: var(--text-2);
  }
  @media (max-width: 820px) {
    .switch {
      min-height: 40px;
    }
    .readout {
      min-height: 42px;
    }
  }
`;
