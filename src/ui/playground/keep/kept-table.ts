import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ShelfItem } from '../../../state/shelf';
import { tableStyles } from '../../roofline/table.styles';
import { shared } from '../../shared.styles';
import { ItemEvent, RenameEvent, type ItemAction } from './events';
import { factsOf, formatWhen } from './facts';

/** The shelf, a row each; names are changed in their place. */
@customElement('rp-kept-table')
export class KeptTable extends LitElement {
  static override styles = [
    shared,
    tableStyles,
    css`
      /* What is visually hidden stays inside it, and widens no page. */
      .scroll {
        position: relative;
      }
      .name {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      .name button {
        min-height: 28px;
        padding: 0 8px;
        font-size: 12px;
      }
      .name input {
        width: 20ch;
      }
      .adapter {
        display: inline-block;
        max-width: 22ch;
        overflow: hidden;
        text-overflow: ellipsis;
        vertical-align: bottom;
      }
      .actions {
        display: flex;
        justify-content: flex-end;
        gap: 6px;
      }
      .actions button {
        min-height: 30px;
        padding: 0 10px;
        font: 13px system-ui;
      }
      input[type='checkbox'] {
        min-height: 0;
        width: 18px;
        height: 18px;
      }
      @media (max-width: 820px) {
        .name {
          flex-wrap: wrap;
          width: 132px;
          padding: 4px 0;
          white-space: normal;
          overflow-wrap: anywhere;
        }
        .name input {
          width: 100%;
        }
        .name button,
        .actions button {
          min-height: 40px;
        }
        input[type='checkbox'] {
          width: 24px;
          height: 24px;
        }
      }
    `,
  ];

  @property({ attribute: false }) items: readonly ShelfItem[] = [];
  /** Not stored: they live as long as the tab. */
  @property({ attribute: false }) unstored: ReadonlySet<string> = new Set();
  /** To be compared. */
  @property({ attribute: false }) chosen: readonly string[] = [];
  @state() naming = '';

  override render() {
    return html`<div class="scroll" tabindex="0" role="group" aria-label="Kept">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col" class="text">Kind</th>
            <th scope="col" class="text">Op</th>
            <th scope="col" class="text">Kernel</th>
            <th scope="col" class="text">Adapter</th>
            <th scope="col">Ratio</th>
            <th scope="col">When</th>
            <th scope="col">Compare</th>
            <th scope="col"><span class="visually-hidden">Actions</span></th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            this.items,
            ({ id }) => id,
            (item) => this.#row(item),
          )}
        </tbody>
      </table>
    </div>`;
  }

  #row(item: ShelfItem) {
    const { kind, op, kernel, adapter, ratio, spread } = factsOf(item);
    const { id, name } = item;
    const isDraft = item.kind === 'draft' || item.kind === 'run';
    return html`<tr ?data-selected=${this.chosen.includes(id)}>
      <th scope="row">${this.#name(item)}</th>
      <td class="text">${kind}</td>
      <td class="text">${op}</td>
      <td class="text">${kernel}</td>
      <td class="text">
        <span class="adapter" title=${adapter}>${adapter}</span>
      </td>
      <td>${ratio}${spread && html`<small>${spread}</small>`}</td>
      <td>${formatWhen(item.keptAt)}</td>
      <td>
        ${
          item.kind === 'run'
            ? html`<input
                type="checkbox"
                aria-label="Compare ${name}"
                .checked=${this.chosen.includes(id)}
                @change=${() => this.#tell('choose', id)}
              />`
            : nothing
        }
      </td>
      <td>
        <div class="actions">
          ${isDraft ? this.#action('open', 'Open', item) : nothing}
          ${this.#action('export', 'Export', item)}
          ${this.#action('delete', 'Delete', item)}
        </div>
      </td>
    </tr>`;
  }

  #name({ id, name }: ShelfItem) {
    if (this.naming === id)
      return html`<form class="name" @submit=${this.#rename}>
        <input
          aria-label="New name of ${name}"
          maxlength="200"
          .value=${name}
          @keydown=${(event: KeyboardEvent) =>
            event.key === 'Escape' && this.#endNaming()}
        />
        <button>Save</button>
      </form>`;
    return html`<span class="name">
      ${name}
      ${
        this.unstored.has(id)
          ? html`<span class="chip">this tab only</span>`
          : nothing
      }
      <button aria-label="Rename ${name}" @click=${() => void this.#begin(id)}>
        Rename
      </button>
    </span>`;
  }

  #action(action: ItemAction, title: string, { id, name }: ShelfItem) {
    return html`<button
      aria-label="${title} ${name}"
      @click=${() => this.#tell(action, id)}
    >
      ${title}
    </button>`;
  }

  async #begin(id: string) {
    this.naming = id;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>('form input')?.select();
  }

  #rename(event: SubmitEvent) {
    event.preventDefault();
    const input = this.renderRoot.querySelector<HTMLInputElement>('form input');
    if (input) this.dispatchEvent(new RenameEvent(this.naming, input.value));
    this.#endNaming();
  }

  #endNaming() {
    this.naming = '';
  }

  #tell(action: ItemAction, id: string) {
    this.dispatchEvent(new ItemEvent(action, id));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-kept-table': KeptTable;
  }
}
