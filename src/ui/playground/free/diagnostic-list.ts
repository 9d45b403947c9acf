import { css, html, nothing } from 'lit';
import type { Diagnostic } from '../../../engine/api';
import { GoToLineEvent } from './events';

/** More than that say nothing new. */
const most = 12;

/** What is wrong with a text, each with a way to its line. */
export const diagnosticList = (diagnostics: readonly Diagnostic[]) => html`
  <ul class="diagnostics">
    ${diagnostics.slice(0, most).map(
      ({ type, line, column, message }) =>
        html`<li class=${type}>
          <span class="sign">${type === 'error' ? 'error' : 'note'}</span>
          ${
            line > 0
              ? html`<button
                  aria-label="${line}:${column}, go to this line"
                  @click=${(event: Event) =>
                    event.currentTarget!.dispatchEvent(new GoToLineEvent(line))}
                >
                  ${`${line}:${column}`}
                </button>`
              : nothing
          }
          <span class="lines">${message}</span>
        </li>`,
    )}
    ${
      diagnostics.length > most
        ? html`<li class="small">and ${diagnostics.length - most} more</li>`
        : nothing
    }
  </ul>
`;

export const diagnosticListStyles = css`
  .diagnostics {
    display: grid;
    gap: 4px;
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: 13px;
    line-height: 1.45;
  }
  .diagnostics li {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 8px;
  }
  .diagnostics .lines {
    flex: 1 1 200px;
    min-width: 0;
  }
  .sign {
    flex: none;
    min-width: 38px;
    font-size: 12px;
    font-weight: 650;
    color: var(--wasm-text);
  }
  .error .sign {
    color: var(--bad);
  }
  .diagnostics button {
    flex: none;
    min-height: 24px;
    padding: 0 6px;
    font: 12px var(--mono);
  }
  @media (max-width: 820px) {
    .diagnostics button {
      min-height: 40px;
      min-width: 40px;
    }
  }
`;
