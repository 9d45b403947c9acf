import { css } from 'lit';

export const roiCardStyles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 14px;
  }
  h2 {
    flex: 1 1 220px;
  }
  .head label {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 13px;
    color: var(--text-2);
  }
  .verdict {
    margin: 10px 0 14px;
    color: var(--text-2);
  }
  .verdict strong {
    color: var(--text);
  }
  .views {
    display: grid;
    grid-template-columns: minmax(0, 1.35fr) minmax(0, 1.35fr) minmax(0, 0.9fr);
    gap: var(--gap);
    align-items: start;
  }
  figure {
    display: grid;
    gap: 6px;
    margin: 0;
  }
  figcaption {
    font-size: 12px;
    color: var(--text-3);
  }
  .frame {
    position: relative;
    overflow: hidden;
    border-radius: var(--radius-control);
    background: var(--inset);
  }
  canvas {
    display: block;
    width: 100%;
  }
  .map canvas,
  .bins canvas {
    image-rendering: pixelated;
  }
  .bins {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    align-items: start;
    gap: 10px;
  }
  svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    touch-action: none;
  }
  svg * {
    vector-effect: non-scaling-stroke;
  }
  .exact,
  .rounded {
    fill: none;
    stroke-width: 1px;
  }
  .exact {
    stroke: #35d0c0;
  }
  .rounded {
    stroke: #ffb454;
    stroke-dasharray: 4 3;
  }
  .exact rect,
  .rounded rect {
    stroke-width: 2.5px;
  }
  .hold {
    fill: transparent;
    cursor: move;
    outline: none;
  }
  .hold:focus-visible {
    stroke: var(--focus);
    stroke-width: 6px;
  }
  .corner {
    fill: #35d0c0;
    stroke: #0c1413;
    cursor: nwse-resize;
  }
  .lost {
    fill: #ff4d3d;
    fill-opacity: 0.5;
  }
  .foreign {
    fill: #ffb454;
    fill-opacity: 0.32;
  }
  .picture figcaption {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
  }
  .picture figcaption span {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .picture figcaption .how {
    flex-basis: 100%;
  }
  i {
    flex: none;
    width: 18px;
    border-top: 3px solid #11a396;
  }
  i.dashed {
    border-top: 3px dashed #c77a12;
  }
  i.area {
    height: 11px;
    border: 0;
  }
  i.lost {
    background: #ff4d3d99;
  }
  i.foreign {
    background: #ffb45488;
  }
  @media (max-width: 1060px) {
    .views {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
