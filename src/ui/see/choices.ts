import { css, html } from 'lit';

/** One of a few, side by side. */
export const choicesStyles = css`
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
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
    padding: 0 10px;
    border-radius: 6px;
    font-size: 13px;
    color: var(--text-2);
    white-space: nowrap;
    cursor: pointer;
  }
  .choices input:checked + span {
    background: var(--card);
    box-shadow: inset 0 0 0 1px var(--line);
    font-weight: 650;
    color: var(--text);
  }
  .choices input:disabled + span {
    opacity: 0.55;
    cursor: default;
  }
  .choices input:focus-visible + span {
    outline: 2px solid var(--focus);
  }
  @media (max-width: 820px) {
    .choices span {
      min-height: 40px;
    }
  }
`;

export interface Choice<Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly disabled?: boolean;
}

export const choices = <Id extends string>(
  label: string,
  all: readonly Choice<Id>[],
  chosen: Id,
  choose: (id: Id) => void,
) =>
  html`<fieldset>
    <legend class="visually-hidden">${label}</legend>
    <div class="choices">
      ${all.map(
        ({ id, title, disabled = false }) =>
          html`<label
            ><input
              class="visually-hidden"
              type="radio"
              name=${label}
              ?disabled=${disabled}
              .checked=${id === chosen}
              @change=${() => choose(id)}
            /><span>${title}</span></label
          >`,
      )}
    </div>
  </fieldset>`;
