import { css } from 'lit';

export const trialRooflineStyles = css`
  .dot {
    cursor: default;
  }
  .dot .ring {
    fill: none;
  }
  .dot.original .mark,
  .dot.before .mark {
    fill: var(--card);
    stroke: var(--oracle);
    stroke-width: 2px;
  }
  .dot.before {
    opacity: 0.75;
  }
  .readout {
    min-height: 21px;
    margin-top: 8px;
    font-size: 13px;
    color: var(--text-2);
  }
  .verdict {
    margin-top: 8px;
    padding: 10px 14px;
    border-left: 3px solid var(--gpu);
    border-radius: 0 var(--radius-control) var(--radius-control) 0;
    background: var(--inset);
    color: var(--text-2);
  }
  .verdict strong {
    color: var(--text);
  }
  .empty {
    display: grid;
    gap: 12px;
    justify-items: start;
    max-width: 56ch;
    color: var(--text-2);
  }
`;
