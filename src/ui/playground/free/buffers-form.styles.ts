import { css } from 'lit';

export const buffersFormStyles = css`
  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 10px;
  }
  pre {
    margin: 6px 0 8px;
    padding: 9px 11px;
    overflow-x: auto;
    border-radius: var(--radius-control);
    background: var(--inset);
    font: 12px/1.55 var(--mono);
  }
  .paste {
    margin-top: 14px;
    padding-top: 12px;
    border-top: 1px solid var(--line);
  }
  .both {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .both button {
    flex: 1 1 auto;
    padding: 0 10px;
    font-size: 13px;
  }
`;
