import { css } from 'lit';

export const boxControlsStyles = css`
  .card + .card {
    margin-top: var(--gap);
  }
  .card {
    display: grid;
    gap: 12px;
  }
  .row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 2px 10px;
    font-size: 13px;
    color: var(--text-2);
  }
  output {
    color: var(--text);
  }
  input[type='range'] {
    grid-column: 1 / -1;
    width: 100%;
    min-width: 0;
    min-height: 24px;
    margin: 0;
    padding: 0;
    accent-color: var(--gpu-text);
  }
  input[type='number'] {
    width: 104px;
    text-align: right;
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    margin-bottom: 5px;
    font-size: 13px;
    color: var(--text-2);
  }
  .choices {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: 1fr;
    padding: 3px;
    border-radius: var(--radius-control);
    background: var(--inset);
  }
  .choices span {
    display: grid;
    place-items: center;
    min-height: 30px;
    padding: 0 4px;
    border-radius: 6px;
    font-size: 13px;
    color: var(--text-2);
    cursor: pointer;
  }
  .choices input:checked + span {
    background: var(--card);
    box-shadow: inset 0 0 0 1px var(--line);
    font-weight: 650;
    color: var(--text);
  }
  .choices input:focus-visible + span {
    outline: 2px solid var(--focus);
  }
  .wrong {
    grid-column: 1 / -1;
    font-size: 12px;
    color: var(--bad);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .actions button {
    flex: 1;
    padding: 0 8px;
    white-space: nowrap;
  }
  @media (max-width: 820px) {
    input[type='range'] {
      min-height: 40px;
    }
    .choices span {
      min-height: 40px;
    }
  }
`;
