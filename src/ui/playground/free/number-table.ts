import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { TypedArray } from '../../../ops/tensor';
import { shared } from '../../shared.styles';
import { formatCount } from '../../units';
import { formatValue } from './summary';

const perRow = 8;
/** A window onto the numbers: a buffer has more than a page can hold. */
const perWindow = 25 * perRow;

/** A buffer's numbers with their places, a window at a time. */
@customElement('rp-number-table')
export class NumberTable extends LitElement {
  static override styles = [
    shared,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 10px;
        margin-bottom: 8px;
      }
      .bar p {
        flex: 1 1 auto;
        font-size: 13px;
      }
      .bar label {
        display: flex;
        align-items: center;
        gap: 6px;
        font-size: 13px;
        color: var(--text-2);
      }
      .bar input {
        width: 96px;
        text-align: right;
      }
      .bar button {
        min-height: 32px;
        padding: 0 10px;
        font-size: 13px;
      }
      .frame {
        max-height: 340px;
        overflow: auto;
        border-radius: var(--radius-control);
        background: var(--inset);
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font: 12px/1.4 var(--mono);
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: 3px 9px;
        text-align: right;
        white-space: nowrap;
      }
      th {
        position: sticky;
        font-weight: 400;
        color: var(--text-3);
        background: var(--inset);
      }
      thead th {
        top: 0;
        z-index: 1;
      }
      tbody th {
        left: 0;
      }
      td.odd {
        color: var(--bad);
      }
      @media (max-width: 820px) {
        .bar button {
          min-height: 40px;
        }
      }
    `,
  ];

  @property({ attribute: false }) data: TypedArray = new Float32Array();
  @property() name = '';
  /** The first number in view, a multiple of the row. */
  @state() first = 0;

  protected override willUpdate(changed: PropertyValues<this>) {
    // The same place of the next run is what one wants to compare.
    if (changed.has('data') && this.first >= this.data.length) this.first = 0;
  }

  #go(index: number) {
    const last = Math.max(0, this.data.length - 1);
    const at = Math.min(last, Math.max(0, index));
    this.first = Math.floor(at / perRow) * perRow;
  }

  override render() {
    const { data, first, name } = this;
    const end = Math.min(data.length, first + perWindow);
    const rows = Math.ceil((end - first) / perRow);
    return html`
      <div class="bar">
        <p role="status">
          <span class="number">${formatCount(first)}</span> to
          <span class="number">${formatCount(end - 1)}</span> of
          <span class="number">${formatCount(data.length)}</span>
        </p>
        ${data.length > perWindow ? this.#tools(end) : nothing}
      </div>
      <div
        class="frame"
        tabindex="0"
        role="region"
        aria-label="Numbers of ${name}"
      >
        <table>
          <thead>
            <tr>
              <th scope="col">index</th>
              ${Array.from(
                { length: perRow },
                (_, i) => html`<th scope="col">+${i}</th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${Array.from({ length: rows }, (_, row) =>
              this.#row(first + row * perRow, end),
            )}
          </tbody>
        </table>
      </div>
    `;
  }

  #tools(end: number) {
    const { first, data } = this;
    return html`
      <label>
        Go to
        <input
          inputmode="numeric"
          autocomplete="off"
          @change=${(event: Event) => {
            const { value } = event.target as HTMLInputElement;
            const index = Number(value.replace(/\D/g, ''));
            this.#go(index);
          }}
        />
      </label>
      <button
        ?disabled=${first === 0}
        @click=${() => this.#go(first - perWindow)}
      >
        Previous
      </button>
      <button
        ?disabled=${end >= data.length}
        @click=${() => this.#go(first + perWindow)}
      >
        Next
      </button>
    `;
  }

  #row(from: number, end: number) {
    const values = this.data.subarray(from, Math.min(end, from + perRow));
    return html`<tr>
      <th scope="row">${from}</th>
      ${[...values].map((raw) => {
        const value = Number(raw);
        return html`<td class=${Number.isFinite(value) ? '' : 'odd'}>
          ${formatValue(value)}
        </td>`;
      })}
    </tr>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-number-table': NumberTable;
  }
}
