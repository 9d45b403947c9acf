import { css } from 'lit';

export const compareStyles = css`
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 12px;
    margin-bottom: 14px;
  }
  header h2 {
    flex: 1;
  }
  .answer {
    margin-bottom: 14px;
    font-size: 16px;
  }
  .notice {
    margin-bottom: 14px;
  }
  .scroll {
    position: relative;
  }
  table {
    table-layout: fixed;
    min-width: 520px;
  }
  th:first-child {
    width: 22%;
  }
  tbody th,
  tbody td,
  thead th {
    text-align: left;
    white-space: normal;
    overflow-wrap: anywhere;
    padding: 6px 8px;
    vertical-align: top;
  }
  thead select {
    max-width: 100%;
  }
  tr.group th {
    padding-top: 14px;
    font-size: 12px;
    font-weight: 650;
    color: var(--text-3);
  }
  .mark-differs {
    margin-right: 6px;
    color: var(--wasm-text);
  }
  tr.differs td {
    color: var(--text);
  }
  td {
    color: var(--text-2);
  }
  rp-compare-chart {
    margin: 4px 0 14px;
  }
`;
