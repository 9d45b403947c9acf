import { css } from 'lit';

export const timeTableStyles = css`
  .scroll {
    margin-top: 8px;
    overflow-x: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 13px;
    white-space: nowrap;
  }
  th,
  td {
    padding: 8px 10px;
    border-top: 1px solid var(--line);
    text-align: left;
    font-weight: 400;
  }
  th:first-child,
  td:first-child {
    position: sticky;
    left: 0;
    background: var(--card);
    padding-left: 2px;
  }
  thead th {
    border: 0;
    font-size: 12px;
    color: var(--text-3);
  }
  .right {
    text-align: right;
  }
  .spread {
    margin-left: 6px;
    font-size: 11px;
    color: var(--text-3);
  }
  .swatch {
    display: inline-block;
    width: 10px;
    height: 10px;
    margin-right: 8px;
    border-radius: 3px;
    background: var(--oracle);
  }
  .webgpu {
    background: var(--gpu);
  }
  .wasm {
    background: var(--wasm);
  }
  .ok {
    color: var(--ok-text);
  }
  .bad {
    color: var(--bad);
  }
  .note {
    margin-top: 8px;
  }
`;
