import { css } from 'lit';

export const kernelGridStyles = css`
  .card {
    display: grid;
    gap: 12px;
  }
  .grids {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 12px;
  }
  figure {
    flex: 1 1 100px;
    max-width: 190px;
    margin: 0;
    text-align: center;
  }
  svg {
    display: block;
    width: 100%;
  }
  g {
    transform-box: fill-box;
    transform-origin: center;
  }
  .positive {
    fill: var(--text);
    stroke: var(--line);
  }
  .negative {
    fill: var(--focus);
    stroke: var(--focus);
    stroke-opacity: 0.55;
  }
  text {
    fill: var(--text);
    font: 13px var(--mono);
    text-anchor: middle;
    dominant-baseline: central;
  }
  .field {
    fill: var(--inset);
  }
  .tap {
    fill: var(--text);
  }
  figcaption {
    margin-top: 4px;
  }
  .switch {
    display: grid;
    grid-template-columns: 1fr 1fr;
    padding: 3px;
    border-radius: var(--radius-control);
    background: var(--inset);
  }
  .switch span {
    display: grid;
    place-items: center;
    min-height: 30px;
    border-radius: 6px;
    font-size: 13px;
    color: var(--text-2);
    cursor: pointer;
  }
  .switch input:checked + span {
    background: var(--card);
    color: var(--text);
    font-weight: 600;
  }
  .switch input:focus-visible + span {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
  }
  @media (max-width: 820px) {
    .switch span {
      min-height: 40px;
    }
  }
`;
