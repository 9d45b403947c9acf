import { css } from 'lit';

export const kernelTableStyles = css`
  .card {
    padding: 14px 0 6px;
  }
  header {
    display: flex;
    justify-content: space-between;
    padding: 0 18px 6px;
  }
  .scroll {
    overflow-x: auto;
    padding: 0 10px;
    border-radius: 0 0 var(--radius-card) var(--radius-card);
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
    padding: 0 4px;
    height: 36px;
    text-align: right;
    white-space: nowrap;
    font-weight: 400;
  }
  th:nth-child(-n + 2),
  td:nth-child(2),
  td:last-child,
  th:last-child {
    text-align: left;
  }
  thead th {
    height: 36px;
    padding-bottom: 6px;
    vertical-align: bottom;
    white-space: normal;
    line-height: 1.2;
    font-size: 12px;
    color: var(--text-3);
  }
  /* A slash is a place to break a line in some browsers. */
  thead th.word {
    white-space: nowrap;
  }
  tbody tr {
    border-top: 1px solid var(--line);
    cursor: pointer;
  }
  tbody tr:hover {
    background: var(--inset);
  }
  tbody tr.best {
    background: var(--gpu-soft);
  }
  tbody tr.best.wasm {
    background: var(--warn-soft);
  }
  tbody tr[data-selected] th:first-child {
    box-shadow: inset 3px 0 var(--gpu);
  }
  td {
    font-size: 12.5px;
    font-family: var(--mono);
    font-variant-numeric: tabular-nums;
  }
  td small {
    display: inline-block;
    min-width: 74px;
    margin-left: 2px;
    font-size: 11px;
  }
  td.check {
    font-size: 12px;
  }
  td.check,
  td.note {
    font-family: inherit;
  }
  td.note {
    text-align: left;
    color: var(--text-3);
    white-space: normal;
  }
  tr.unsupported,
  tr.unsupported .name {
    color: var(--text-3);
  }
  .mark {
    display: inline-block;
    width: 10px;
    height: 10px;
    margin-right: 8px;
    border-radius: 2px;
    background: var(--oracle);
  }
  .mark.webgpu {
    background: var(--gpu);
  }
  .mark.wasm {
    background: var(--wasm);
  }
  .unsupported .mark {
    opacity: 0.45;
  }
  .name {
    min-height: 28px;
    padding: 0 4px;
    margin-left: -4px;
    border: 0;
    background: none;
    font-size: 12.5px;
    font-family: var(--mono);
    color: var(--text-2);
  }
  .phone {
    display: none;
  }
  .speed svg {
    width: 40px;
    height: 10px;
    margin-right: 8px;
    color: var(--oracle);
  }
  .speed svg.webgpu {
    color: var(--gpu);
  }
  .speed svg.wasm {
    color: var(--wasm);
  }
  /* The number says it; the bar is for who has the room. */
  @media (max-width: 1560px) {
    .speed svg {
      display: none;
    }
  }
  .speed span {
    display: inline-block;
    min-width: 48px;
  }
  .track {
    fill: var(--inset);
  }
  .best .track {
    fill: var(--card);
  }
  .middle {
    stroke: var(--text-3);
  }
  .ok {
    color: var(--ok-text);
  }
  .bad {
    color: var(--bad);
  }
  /* Greyed, not faded: the figures stay readable. */
  :host([stale]) tbody :is(th, td, .name, .ok, small) {
    color: var(--text-3);
  }
  :host([stale]) :is(.mark, svg) {
    filter: grayscale(1);
  }
  @media (max-width: 820px) {
    .scroll {
      padding: 0;
    }
    .wide,
    thead th:nth-child(2) {
      display: none;
    }
    th:first-child {
      position: sticky;
      left: 0;
      z-index: 1;
      padding-left: 16px;
      border-right: 1px solid var(--line);
      background: var(--card);
    }
    tbody tr.best th:first-child {
      background: var(--gpu-soft);
    }
    tbody tr.best.wasm th:first-child {
      background: var(--warn-soft);
    }
    tbody tr:hover th:first-child {
      background: var(--inset);
    }
    .phone {
      display: block;
    }
    .name {
      min-height: 40px;
      margin: -8px 0 -4px;
      padding: 0;
    }
    td.note {
      min-width: 260px;
    }
    th,
    td {
      height: 56px;
    }
  }
`;
