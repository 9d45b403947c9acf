import { css } from 'lit';

export const resultCardStyles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 18px;
    min-height: 36px;
    margin-bottom: 12px;
  }
  .score {
    display: flex;
    flex: 0 1 330px;
    align-items: center;
    gap: 10px;
    font-size: 13px;
    color: var(--text-2);
    white-space: nowrap;
  }
  .score input {
    flex: 1;
    min-width: 60px;
    margin: 0;
    padding: 0;
    background: none;
    accent-color: var(--text);
  }
  output {
    color: var(--text);
  }
  .both {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 216px;
    gap: 18px;
  }
  .stage {
    display: grid;
    place-items: center;
    min-width: 0;
    border-radius: var(--radius-control);
    background: var(--inset);
  }
  .frame {
    position: relative;
    overflow: hidden;
    border-radius: var(--radius-control);
  }
  canvas {
    display: block;
    width: 100%;
    height: auto;
  }
  svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    overflow: visible;
    pointer-events: none;
  }
  rect {
    fill: none;
  }
  .halo {
    stroke: rgb(0 0 0 / 60%);
    stroke-width: 5px;
  }
  .line {
    stroke: #fff;
    stroke-width: 2px;
  }
  circle {
    fill: #fff;
    stroke: rgb(0 0 0 / 70%);
    stroke-width: 1.5px;
  }
  text {
    font: 650 14px var(--mono);
    fill: #fff;
    stroke: rgb(0 0 0 / 75%);
    stroke-width: 4px;
    stroke-linejoin: round;
    paint-order: stroke;
  }
  .list {
    min-width: 0;
    color: var(--text-2);
    font-size: 13px;
  }
  ol {
    display: grid;
    gap: 12px;
    max-height: 440px;
    margin: 0 0 10px;
    padding: 0 0 0 28px;
    overflow-y: auto;
  }
  li::marker {
    font-family: var(--mono);
    color: var(--text-3);
  }
  .bar {
    display: block;
    height: 6px;
    margin: 7px 0 6px;
    border-radius: 3px;
    background: var(--inset);
  }
  .bar span {
    display: block;
    height: 100%;
    border-radius: 3px;
    background: var(--text-2);
  }
  li .number {
    color: var(--text);
    font-size: 12px;
  }
  summary {
    cursor: pointer;
  }
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 12px;
    margin: 4px 0 0;
  }
  dd {
    margin: 0;
    text-align: right;
  }
  @media (max-width: 820px) {
    summary {
      padding: 9px 0;
    }
    .both {
      grid-template-columns: minmax(0, 1fr);
    }
    .score {
      flex: 1 1 100%;
    }
    fieldset {
      flex: 1;
    }
  }
`;
