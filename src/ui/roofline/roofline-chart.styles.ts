import { css } from 'lit';

export const rooflineChartStyles = css`
  :host {
    position: relative;
  }
  svg {
    display: block;
    width: 100%;
    height: auto;
    overflow: visible;
    background: var(--card);
    font-family: system-ui, sans-serif;
  }
  text {
    font-size: 11px;
    fill: var(--text-3);
  }
  .labels text {
    fill: var(--text-2);
    paint-order: stroke;
    stroke: var(--card);
    stroke-width: 3px;
    stroke-linejoin: round;
  }
  .labels .webgpu {
    fill: var(--gpu-text);
  }
  .labels .wasm {
    fill: var(--wasm-text);
  }
  path {
    fill: none;
  }
  .grid path {
    stroke: var(--line);
  }
  .webgpu {
    --colour: var(--gpu);
  }
  .wasm {
    --colour: var(--wasm);
  }
  .reference {
    --colour: var(--oracle);
  }
  .roof .line {
    stroke: var(--colour);
    stroke-width: 2px;
    stroke-linejoin: round;
  }
  .roof.other .line {
    stroke-width: 1.25px;
    stroke-dasharray: 6 4;
  }
  .roof .cache {
    stroke: var(--colour);
    stroke-width: 1.25px;
    stroke-dasharray: 2 4;
  }
  .ridge {
    fill: var(--card);
    stroke: var(--colour);
    stroke-width: 1.5px;
  }
  .sweep path {
    stroke: var(--text-2);
    stroke-width: 1.25px;
  }
  .ladders path {
    stroke: var(--text-3);
    stroke-dasharray: 2 3;
  }
  .whiskers path,
  .gap {
    stroke: var(--colour);
    stroke-width: 1.25px;
  }
  .gap {
    stroke-dasharray: 1 3;
  }
  .dot {
    cursor: pointer;
    outline: none;
  }
  .dot .hit {
    fill: transparent;
  }
  .dot .mark {
    fill: var(--colour);
    stroke: var(--card);
    stroke-width: 1px;
  }
  /* Colour is not the only carrier: the CPU's marks are open. */
  .dot.wasm .mark,
  .dot.reference .mark {
    fill: var(--card);
    stroke: var(--colour);
    stroke-width: 2.25px;
  }
  .dot.wrong .mark {
    fill: var(--card);
    stroke: var(--bad);
    stroke-width: 2.25px;
  }
  .dot .ring {
    stroke: transparent;
    stroke-width: 2px;
    transition: stroke 120ms;
  }
  .dot:hover .ring {
    stroke: var(--line);
  }
  .dot[aria-pressed='true'] .ring {
    stroke: var(--text);
  }
  .dot:focus-visible .ring {
    stroke: var(--focus);
  }
  .tip {
    position: absolute;
    z-index: 3;
    left: var(--x);
    top: var(--y);
    width: max-content;
    max-width: min(290px, 90%);
    padding: 10px 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius-control);
    background: var(--card);
    font-size: 12px;
    line-height: 1.45;
    color: var(--text-2);
    pointer-events: none;
  }
  .tip b {
    color: var(--text);
  }
  .tip dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 10px;
    margin: 4px 0;
  }
  .tip dt {
    color: var(--text-3);
  }
  .tip dd {
    margin: 0;
  }
`;
