import { css } from 'lit';

export const devicePageStyles = css`
  :host {
    display: grid;
    gap: var(--gap);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 14px;
    min-height: 36px;
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr));
    gap: var(--gap);
  }
  .wide {
    grid-column: 1 / -1;
  }
  dl {
    display: grid;
    gap: 0 36px;
    margin: 10px 0 0;
  }
  .wide dl {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr));
  }
  dl div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 18px;
    min-width: 0;
    padding: 7px 0;
    border-top: 1px solid var(--line);
  }
  dt {
    overflow-wrap: anywhere;
    color: var(--text-2);
  }
  dd {
    margin: 0 0 0 auto;
    text-align: right;
    font-size: 13px;
    overflow-wrap: anywhere;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin: 12px 0 0;
    padding: 0;
    list-style: none;
  }
`;
