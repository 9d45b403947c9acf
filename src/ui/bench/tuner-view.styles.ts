import { css } from 'lit';
import { progressBar } from '../progress-bar.styles';

export const tunerViewStyles = css`
  ${progressBar}
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
  .won :is(th, td) {
    font-weight: 650;
    color: var(--text);
  }
  .bar {
    width: 40%;
    min-width: 56px;
  }
  .bar svg {
    display: block;
    width: 100%;
    height: 8px;
    fill: var(--oracle);
  }
  :is(.won, .best) .bar svg {
    fill: var(--gpu);
  }
  .wasm :is(.won, .best) .bar svg {
    fill: var(--wasm);
  }
  .gain {
    font-family: var(--mono);
    text-align: right;
  }
  dl {
    margin: 8px 0 0;
  }
  dl div {
    display: flex;
    gap: 6px;
  }
  dt {
    flex: none;
    color: var(--text-2);
  }
  dt::after {
    content: ':';
  }
  dd {
    margin: 0;
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
