import { css } from 'lit';

export const familyCardStyles = css`
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 6px 14px;
    margin-bottom: 8px;
  }
  .axes {
    display: flex;
  }
  .axes button {
    min-height: 30px;
    padding: 0 12px;
    font-size: 13px;
  }
  .axes button:first-child {
    border-radius: var(--radius-control) 0 0 var(--radius-control);
  }
  .axes button:last-child {
    margin-left: -1px;
    border-radius: 0 var(--radius-control) var(--radius-control) 0;
  }
  .axes button[aria-pressed='true'] {
    background: var(--inset);
    font-weight: 650;
  }
  .empty {
    display: grid;
    gap: 10px;
    justify-items: start;
    color: var(--text-2);
  }
  svg {
    display: block;
    margin-top: 4px;
    width: 100%;
    height: auto;
    font-family: system-ui, sans-serif;
  }
  text {
    font-size: 11px;
    fill: var(--text-3);
  }
  .label {
    font-size: 12px;
    fill: var(--text-2);
  }
  .grid {
    stroke: var(--line);
  }
  .webgpu {
    --colour: var(--gpu);
  }
  .wasm {
    --colour: var(--wasm);
  }
  .bar {
    fill: var(--colour);
  }
  .spread {
    stroke: var(--text);
    stroke-width: 1.5px;
  }
  .promised {
    fill: none;
    stroke: var(--text-2);
    stroke-width: 1.5px;
    stroke-dasharray: 5 4;
  }
  .dot {
    fill: var(--card);
    stroke: var(--text-2);
    stroke-width: 1.5px;
  }
  .sentence {
    margin: 6px 0 10px;
    color: var(--text-2);
  }
  @media (max-width: 820px) {
    .axes button {
      min-height: 40px;
    }
  }
`;
