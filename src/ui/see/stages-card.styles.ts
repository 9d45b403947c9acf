import { css } from 'lit';

export const stagesCardStyles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    min-height: 36px;
    margin-bottom: 6px;
  }
  h2 {
    flex: 1;
    white-space: nowrap;
  }
  progress {
    width: 110px;
    height: 6px;
    accent-color: var(--text-2);
  }
  .empty {
    padding: 14px 0;
    color: var(--text-2);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 13px;
  }
  th,
  td {
    padding: 6px 0;
    border-bottom: 1px solid var(--line);
    font-weight: 400;
    text-align: left;
    vertical-align: middle;
  }
  tfoot :is(th, td) {
    border-bottom: 0;
    font-weight: 650;
  }
  thead :is(th, td) {
    font-size: 12px;
    color: var(--text-3);
  }
  tbody th small {
    display: block;
    line-height: 1.35;
  }
  th:first-child {
    width: 232px;
    padding-right: 18px;
  }
  .figure {
    width: 84px;
    padding-left: 12px;
    text-align: right;
    white-space: nowrap;
  }
  tfoot small {
    display: block;
    font-weight: 400;
  }
  i {
    display: inline-block;
    width: 9px;
    height: 9px;
    margin-right: 6px;
    border-radius: 2px;
    background: var(--colour);
  }
  .wasm {
    --colour: var(--wasm);
  }
  .webgpu {
    --colour: var(--gpu);
  }
  thead .time {
    font-family: var(--mono);
  }
  thead .time span:last-child {
    float: right;
  }
  .lane {
    position: relative;
    display: block;
    height: 9px;
    border-radius: 3px;
    background: var(--inset);
  }
  .lane + .lane {
    margin-top: 3px;
  }
  .lane span {
    position: absolute;
    top: 0;
    bottom: 0;
    min-width: 2px;
    border-radius: 2px;
    background: var(--colour);
  }
  .notice,
  p.small {
    margin-top: 10px;
  }
  .badge {
    margin-top: 8px;
  }
  @media (max-width: 620px) {
    /* No column: the bars go below the numbers, as wide as the row. */
    .time {
      width: 0;
      padding-inline: 0;
    }
    thead .time > * {
      display: none;
    }
    tbody tr {
      position: relative;
    }
    tbody :is(th, td) {
      padding-bottom: 36px;
    }
    .lanes {
      position: absolute;
      inset: auto 0 10px;
    }
    tbody th small {
      display: none;
    }
    th:first-child {
      width: auto;
      padding-right: 0;
    }
    .figure {
      width: auto;
    }
  }
`;
