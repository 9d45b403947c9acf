import { css } from 'lit';

export const bufferFieldsStyles = css`
  fieldset {
    min-width: 0;
    margin: 10px 0 0;
    padding: 10px 0 0;
    border: 0;
    border-top: 1px solid var(--line);
  }
  legend {
    float: left;
    padding: 0;
    font-size: 12px;
    line-height: 30px;
    color: var(--text-3);
  }
  legend + * {
    clear: none;
  }
  .tools {
    display: flex;
    justify-content: flex-end;
    gap: 4px;
  }
  .tools button {
    min-width: 30px;
    min-height: 30px;
    padding: 0 8px;
    font-size: 13px;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(6, minmax(0, 1fr));
    gap: 8px;
    margin-top: 6px;
  }
  .fields > label {
    display: grid;
    grid-column: span 2;
    gap: 2px;
    font-size: 12px;
    color: var(--text-3);
  }
  .fields > .half {
    grid-column: span 3;
  }
  .fields > .whole {
    grid-column: 1 / -1;
  }
  input,
  select,
  textarea {
    width: 100%;
    min-width: 0;
  }
  /* The longest choice stands beside the arrow. */
  select {
    padding: 0 2px 0 6px;
    font-size: 12px;
  }
  textarea {
    min-height: 62px;
    padding: 7px 8px;
    border: 1px solid transparent;
    border-radius: var(--radius-control);
    background: var(--inset);
    font: 13px/1.45 var(--mono);
    color: var(--text);
    resize: vertical;
  }
  textarea[aria-invalid='true'] {
    border-color: var(--bad);
  }
  .why {
    grid-column: 1 / -1;
    margin: 0;
    font-size: 12px;
    line-height: 1.4;
    color: var(--bad);
  }
  @media (max-width: 820px) {
    .tools button {
      min-width: 40px;
      min-height: 40px;
    }
    legend {
      line-height: 40px;
    }
  }
`;
