import { css } from 'lit';

export const keptStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--gap);
    border-radius: var(--radius-card);
  }
  :host([hovering]) {
    outline: 2px dashed var(--focus);
    outline-offset: 6px;
  }
  h2 {
    margin-bottom: 12px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .row + .row,
  .row + p {
    margin-top: 10px;
  }
  label {
    display: flex;
    align-items: center;
    gap: 8px;
    flex: 1 1 220px;
    max-width: 420px;
  }
  label input {
    flex: 1;
    min-width: 0;
    min-height: 36px;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-bottom: 12px;
  }
  .head h2 {
    flex: 1;
    margin: 0;
  }
  .empty {
    padding-bottom: 6px;
    max-width: 60ch;
    color: var(--text-2);
  }
  .notice {
    margin-bottom: 12px;
  }
  .said {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 10px;
    min-height: 36px;
    color: var(--text-2);
  }
  .said .bad {
    color: var(--bad);
    overflow-wrap: anywhere;
  }
`;
