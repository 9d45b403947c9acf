import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { shared } from './shared.styles';

export interface SaveChoice {
  /** "CSV, one row each". */
  readonly title: string;
  save(): void | Promise<void>;
}

/** The forms in which something can be saved as a file. */
@customElement('rp-save-menu')
export class SaveMenu extends LitElement {
  static override styles = [
    shared,
    css`
      details {
        position: relative;
      }
      summary {
        display: flex;
        align-items: center;
        justify-content: center;
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary[aria-disabled='true'] {
        opacity: 0.55;
        cursor: default;
      }
      div {
        position: absolute;
        z-index: 4;
        right: 0;
        top: calc(100% + 6px);
        display: grid;
        gap: 4px;
        width: 208px;
        padding: 6px;
        border: 1px solid var(--line);
        border-radius: var(--radius-card);
        background: var(--card);
      }
      div button {
        border: 0;
        text-align: left;
      }
      div button:hover {
        background: var(--inset);
      }
      @media (max-width: 820px) {
        summary {
          min-height: 40px;
        }
        div {
          right: auto;
          left: 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) choices: readonly SaveChoice[] = [];
  /** Why there is nothing to save; '' where there is. */
  @property() empty = '';
  #details = createRef<HTMLDetailsElement>();

  async #save(choice: SaveChoice) {
    await choice.save();
    this.#close();
  }

  #close() {
    this.#details.value?.removeAttribute('open');
  }

  #key(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    this.#close();
    this.renderRoot.querySelector('summary')?.focus();
  }

  #leave(event: FocusEvent) {
    if (!this.renderRoot.contains(event.relatedTarget as Node | null))
      this.#close();
  }

  override render() {
    const { empty } = this;
    return html`
      <details
        ${ref(this.#details)}
        @keydown=${this.#key}
        @focusout=${this.#leave}
      >
        <summary
          class="button"
          aria-disabled=${empty !== ''}
          title=${empty}
          @click=${(event: Event) => empty && event.preventDefault()}
        >
          Export
        </summary>
        <div>
          ${this.choices.map(
            (choice) =>
              html`<button @click=${() => this.#save(choice)}>
                ${choice.title}
              </button>`,
          )}
        </div>
      </details>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-save-menu': SaveMenu;
  }
}
