import { css } from 'lit';

export const tableStyles = css`
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
    height: 34px;
    padding: 0 8px;
    text-align: right;
    white-space: nowrap;
    font-weight: 400;
  }
  thead th {
    font-size: 12px;
    color: var(--text-3);
  }
  th:first-child,
  th.text,
  td.text {
    text-align: left;
  }
  td {
    font-family: var(--mono);
    font-variant-numeric: tabular-nums;
  }
  td.text {
    font-family: inherit;
  }
  tbody tr {
    border-top: 1px solid var(--line);
  }
  tbody tr[data-selected] {
    background: var(--gpu-soft);
  }
  td small {
    margin-left: 6px;
    font-size: 11px;
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
  .share svg {
    width: 60px;
    height: 6px;
    margin-right: 8px;
    color: var(--oracle);
  }
  .share svg.webgpu {
    color: var(--gpu);
  }
  .share svg.wasm {
    color: var(--wasm);
  }
  .share span {
    font-family: var(--mono);
    display: inline-block;
    min-width: 44px;
  }
  .track {
    fill: var(--inset);
  }
  .bad {
    color: var(--bad);
  }
  @media (max-width: 820px) {
    th:first-child {
      position: sticky;
      left: 0;
      z-index: 1;
      border-right: 1px solid var(--line);
      background: var(--card);
    }
    tbody th,
    tbody td {
      height: 44px;
    }
  }
`;
