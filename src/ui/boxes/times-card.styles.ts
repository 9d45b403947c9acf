import { css } from 'lit';

export const timesCardStyles = css`
  rp-sweep-chart {
    margin-top: var(--gap);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 14px;
  }
  h2 {
    flex: 1;
  }
  h3 {
    margin: 18px 0 8px;
    font-size: 14px;
  }
  .verdict {
    margin-top: 10px;
    color: var(--text-2);
  }
  .verdict strong {
    font-size: 21px;
    color: var(--text);
    font-variant-numeric: tabular-nums;
  }
  .scroll {
    margin-top: 10px;
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
    padding: 7px 10px;
    border-bottom: 1px solid var(--line);
    text-align: right;
  }
  th:first-child,
  td:first-child {
    position: sticky;
    left: 0;
    padding-left: 0;
    background: var(--card);
    text-align: left;
  }
  thead th {
    font-weight: 400;
    color: var(--text-3);
  }
  tbody th {
    font-weight: 400;
  }
  i {
    display: inline-block;
    width: 10px;
    height: 10px;
    margin-right: 8px;
    border-radius: 2px;
    background: var(--colour);
  }
  .webgpu {
    --colour: var(--gpu);
  }
  .wasm {
    --colour: var(--wasm);
  }
  .strip {
    display: flex;
    height: 26px;
    overflow: hidden;
    border-radius: 6px;
    background: var(--inset);
  }
  .strip span {
    min-width: 1px;
    border-right: 1px solid var(--card);
    background: var(--gpu);
  }
  .strip span:nth-child(even) {
    background: color-mix(in srgb, var(--gpu) 62%, var(--card));
  }
  .bar {
    display: inline-block;
    width: 90px;
    height: 7px;
    margin-right: 10px;
    border-radius: 4px;
    background: linear-gradient(var(--gpu) 0 0) 0 / var(--share) 100% no-repeat
      var(--inset);
  }
  progress {
    width: 130px;
    accent-color: var(--gpu-text);
  }
  .note {
    margin-top: 8px;
  }
`;
