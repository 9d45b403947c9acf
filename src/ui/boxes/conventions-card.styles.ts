import { css } from 'lit';

export const conventionsCardStyles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 14px;
  }
  h2 {
    flex: 1 1 260px;
  }
  .intro {
    margin: 8px 0 4px;
    color: var(--text-2);
  }
  .rows {
    display: grid;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li.convention {
    display: grid;
    grid-template-columns: minmax(0, 240px) 92px minmax(0, 1fr);
    gap: 2px 18px;
    padding: 11px 0;
    border-top: 1px solid var(--line);
  }
  h3 {
    font-size: 14px;
    font-weight: 600;
    line-height: 1.5;
  }
  .kept {
    text-align: right;
    white-space: nowrap;
  }
  .kept b {
    font-size: 17px;
    font-weight: 650;
  }
  .delta {
    display: block;
    font-size: 12px;
    color: var(--text-3);
  }
  .delta.other {
    color: var(--wasm-text);
  }
  .why {
    display: grid;
    gap: 2px;
    margin: 5px 0 0;
    padding: 0;
    list-style: none;
    font-size: 13px;
    color: var(--text-2);
  }
  .why button {
    min-height: 24px;
    padding: 0 7px;
    margin-right: 6px;
    font-size: 12px;
  }
  @media (max-width: 820px) {
    li.convention {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .words {
      grid-column: 1 / -1;
    }
    .why button {
      min-height: 40px;
    }
  }
`;
