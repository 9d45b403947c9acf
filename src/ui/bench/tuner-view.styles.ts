import { css } from 'lit';

export const tunerViewStyles = css`
  :host {
    container-type: inline-size;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 8px 18px;
    margin-bottom: 10px;
  }
  .head > div {
    flex: 1 1 220px;
  }
  .head button {
    flex: none;
  }
  h3 {
    margin: var(--gap) 0 4px;
    font-size: 13px;
  }
  h3 small {
    font-weight: 400;
  }
  progress {
    width: 100%;
    height: 4px;
    border: 0;
    border-radius: 2px;
    overflow: hidden;
    background: var(--line);
    appearance: none;
  }
  progress::-webkit-progress-bar {
    background: var(--line);
  }
  progress::-webkit-progress-value {
    background: var(--gpu);
  }
  progress::-moz-progress-bar {
    background: var(--gpu);
  }
  .scroll {
    overflow-x: auto;
  }
  .scroll:focus-visible {
    outline-offset: -2px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 13px;
  }
  th,
  td {
    height: 28px;
    padding: 0 10px 0 0;
    text-align: left;
    font-weight: 400;
    white-space: nowrap;
  }
  thead th {
    font-size: 12px;
    color: var(--text-3);
  }
  tbody tr {
    border-top: 1px solid var(--line);
  }
  tbody th,
  .ms {
    font-family: var(--mono);
    font-size: 12.5px;
    font-variant-numeric: tabular-nums;
  }
  .ms {
    text-align: right;
  }
  td:last-child {
    padding-right: 0;
    color: var(--text-2);
  }
  td:last-child.wrap {
    white-space: normal;
    min-width: 110px;
    line-height: 1.3;
  }
  .won :is(th, td) {
    font-weight: 650;
    color: var(--text);
  }
  .idle :is(th, td) {
    color: var(--text-3);
  }
  .bar {
    width: 40%;
    min-width: 56px;
  }
  .bar div {
    height: 8px;
    min-width: 2px;
    border-radius: 1px;
    background: var(--oracle);
  }
  .won .bar div,
  .best .bar div {
    background: var(--gpu);
  }
  .wasm :is(.won, .best) .bar div {
    background: var(--wasm);
  }
  .gain {
    font-family: var(--mono);
    text-align: right;
  }
  .origin {
    margin-top: 8px;
  }
  .chip {
    margin-left: 4px;
    font-family: system-ui, sans-serif;
    font-weight: 400;
  }
  @container (max-width: 430px) {
    .bar {
      width: 24%;
      min-width: 40px;
    }
  }
`;
