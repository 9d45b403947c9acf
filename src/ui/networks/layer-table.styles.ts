import { css } from 'lit';

export const layerTableStyles = css`
  .card {
    padding: 14px 0 6px;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 6px 14px;
    padding: 0 16px 8px;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 10px;
  }
  .tools button {
    min-height: 30px;
    padding: 0 10px;
    font-size: 13px;
  }
  fieldset {
    display: flex;
    gap: 12px;
    margin: 0;
    padding: 0;
    border: 0;
    font-size: 13px;
  }
  fieldset label {
    display: flex;
    align-items: center;
    gap: 6px;
    min-height: 30px;
  }
  fieldset input {
    width: 16px;
    height: 16px;
    min-height: 0;
    margin: 0;
    accent-color: var(--gpu-text);
  }
  .scroll {
    overflow-x: auto;
    border-radius: 0 0 var(--radius-card) var(--radius-card);
  }
  .scroll:focus-visible {
    outline-offset: -2px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 12.5px;
  }
  th,
  td {
    height: 30px;
    padding: 0 5px;
    text-align: right;
    white-space: nowrap;
    font-weight: 400;
  }
  td {
    font-family: var(--mono);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  .text,
  th:first-child {
    text-align: left;
  }
  td.text {
    font-family: inherit;
  }
  th:first-child {
    position: sticky;
    left: 0;
    z-index: 1;
    padding-left: 12px;
    background: var(--card);
  }
  :is(th, td):last-child {
    padding-right: 14px;
  }
  thead th {
    height: 34px;
    padding-bottom: 4px;
    vertical-align: bottom;
  }
  thead button {
    min-height: 0;
    padding: 2px 0;
    border: 0;
    background: none;
    font-size: 12px;
    line-height: 1.2;
    white-space: normal;
    text-align: inherit;
    color: var(--text-3);
  }
  thead button:hover,
  [aria-sort] button {
    color: var(--text);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  tbody tr,
  tfoot tr {
    border-top: 1px solid var(--line);
  }
  tbody tr.member,
  tbody tr.detail {
    border-top-color: transparent;
  }
  tr.group :is(th, td) {
    background: var(--inset);
  }
  tbody tr:not(.group, .detail):hover :is(th, td) {
    background: color-mix(in srgb, var(--inset) 55%, var(--card));
  }
  tr[data-selected] :is(th, td) {
    background: var(--gpu-soft);
  }
  tfoot :is(th, td) {
    font-weight: 650;
  }
  .clock {
    padding: 8px 16px 6px;
  }
  .name {
    display: inline-flex;
    align-items: center;
    gap: 7px;
    min-height: 26px;
    padding: 0 4px;
    border: 0;
    background: none;
    font-size: 12.5px;
    text-align: left;
  }
  .member .name {
    margin-left: 14px;
    color: var(--text-2);
  }
  .group .name {
    font-weight: 600;
  }
  .arrow {
    width: 0;
    height: 0;
    border: 4px solid transparent;
    border-left: 5px solid var(--text-3);
    border-right: 0;
    transition: rotate 120ms;
  }
  [aria-expanded='true'] .arrow {
    rotate: 90deg;
  }
  .share {
    display: inline-grid;
    grid-template-columns: 54px 46px;
    align-items: center;
    gap: 6px;
  }
  .group .track,
  [data-selected] .track {
    fill: var(--card);
  }
  .detail td {
    height: auto;
    padding: 0;
    text-align: left;
    white-space: normal;
    font-family: inherit;
  }
  /* As wide as what is in view, wherever the table is scrolled to. */
  .sheet {
    position: sticky;
    left: 0;
    display: grid;
    gap: 8px;
    max-width: min(1100px, calc(100vw - 260px));
    padding: 10px 16px 14px 36px;
    font-size: 13px;
    color: var(--text-2);
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(180px, 1fr));
    gap: 4px 24px;
    margin: 0;
  }
  dl div {
    display: flex;
    justify-content: space-between;
    gap: 10px;
    border-bottom: 1px dotted var(--line);
  }
  dt {
    color: var(--text-3);
  }
  dd {
    margin: 0;
    font-family: var(--mono);
    font-size: 12px;
    color: var(--text);
  }
  @media (max-width: 820px) {
    .wide {
      display: none;
    }
    th,
    td {
      height: 44px;
      padding: 0 4px;
    }
    thead button,
    .tools button,
    fieldset label {
      min-height: 40px;
    }
    .name {
      min-height: 40px;
      max-width: 34vw;
      padding: 0;
      white-space: normal;
      overflow-wrap: anywhere;
      line-height: 1.25;
    }
    .member .name {
      margin-left: 8px;
    }
    .share {
      display: block;
    }
    .share .bar {
      width: 44px;
      margin: 0 0 3px auto;
    }
    .sheet {
      max-width: calc(100vw - 36px);
      padding: 8px 14px 14px;
    }
    dl {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
