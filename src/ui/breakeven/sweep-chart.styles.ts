import { css } from 'lit';

export const sweepChartStyles = css`
  header {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 2px 14px;
    margin-bottom: 4px;
  }
  svg {
    display: block;
    width: 100%;
    height: auto;
    overflow: visible;
    font-family: system-ui, sans-serif;
  }
  text {
    font-size: 11px;
    fill: var(--text-3);
  }
  .grid path {
    stroke: var(--line);
  }
  .zone {
    opacity: 0.55;
  }
  .zone.cpu {
    fill: var(--warn-soft);
  }
  .zone.gpu {
    fill: var(--gpu-soft);
  }
  .cpu {
    --colour: var(--wasm);
    --word: var(--wasm-text);
  }
  .gpu {
    --colour: var(--gpu);
    --word: var(--gpu-text);
  }
  .word {
    font-size: 12px;
    font-weight: 650;
    fill: var(--word);
  }
  .name {
    font-size: 12px;
    fill: var(--word);
  }
  .name.endToEnd {
    font-weight: 650;
  }
  .line {
    fill: none;
    stroke: var(--colour);
    stroke-width: 2px;
  }
  .kernel .line {
    stroke-width: 1.25px;
    stroke-dasharray: 5 4;
  }
  .mark {
    fill: var(--colour);
    stroke: var(--card);
  }
  .kernel .mark {
    fill: var(--card);
    stroke: var(--colour);
    stroke-width: 1.5px;
  }
  .meet path {
    stroke: var(--text-2);
    stroke-dasharray: 3 3;
  }
  .meet circle {
    fill: var(--card);
    stroke: var(--text);
    stroke-width: 2px;
  }
  .meet text {
    font-size: 13px;
    font-weight: 700;
    fill: var(--text);
    paint-order: stroke;
    stroke: var(--card);
    stroke-width: 4px;
    stroke-linejoin: round;
  }
  .band {
    fill: transparent;
    outline: none;
  }
  .band:hover,
  .band[data-on] {
    fill: color-mix(in srgb, var(--text) 6%, transparent);
  }
  .band:focus-visible {
    stroke: var(--focus);
    stroke-width: 2px;
  }
  .readout {
    min-height: 21px;
    margin-top: 6px;
    font-size: 13px;
    color: var(--text-2);
  }
  @media (max-width: 820px) {
    .readout {
      min-height: 64px;
    }
  }
`;
