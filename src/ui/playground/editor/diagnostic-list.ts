import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Diagnostic } from '../../../engine/api';
import { shared } from '../../shared.styles';

/** More than that say nothing new. */
const most = 12;

/**
 * What the compiler says of a text, each with a way to its line: fires
 * `rp-go-to-line` (detail: the diagnostic).
 */
@customElement('rp-diagnostic-list')
export class DiagnosticList extends LitElement {
  static override styles = [
    shared,
    css`
      ul {
        display: grid;
        gap: 4px;
        margin: 8px 0 0;
        padding: 0;
        list-style: none;
        font-size: 13px;
        line-height: 1.45;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 8px;
      }
      .lines {
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
      button {
        flex: none;
        min-height: 24px;
        padding: 0 6px;
        font: 12px var(--mono);
      }
      @media (max-width: 820px) {
        button {
          min-width: 40px;
          min-height: 40px;
        }
      }
    `,
  ];

  @property({ attribute: false }) diagnostics: readonly Diagnostic[] = [];

  #goTo(detail: Diagnostic) {
    this.dispatchEvent(new CustomEvent('rp-go-to-line', { detail }));
  }

  override render() {
    if (this.diagnostics.length === 0) return nothing;
    const left = this.diagnostics.length - most;
    return html`<ul aria-live="polite">
      ${this.diagnostics.slice(0, most).map(
        (said) =>
          html`<li class=${said.type}>
            <span class="sign">${said.type}</span>
            ${
              said.line > 0
                ? html`<button
                    aria-label="${said.line}:${said.column}, go to this line"
                    @click=${() => this.#goTo(said)}
                  >
                    ${`${said.line}:${said.column}`}
                  </button>`
                : nothing
            }
            <span class="lines">${said.message}</span>
          </li>`,
      )}
      ${left > 0 ? html`<li class="small">and ${left} more</li>` : nothing}
    </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-diagnostic-list': DiagnosticList;
  }
}
