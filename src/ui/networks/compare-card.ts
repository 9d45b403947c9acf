import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { backendNames } from '../bench/rows';
import { tableStyles } from '../roofline/table.styles';
import { shared } from '../shared.styles';
import { formatRatio } from '../units';
import { compareRows, type CompareRow } from './compare';
import { DetailsOfEvent } from './events';
import type { Figures } from './figures';

/** Two networks side by side, line by line. */
@customElement('rp-compare-card')
export class CompareCard extends LitElement {
  static override styles = [
    shared,
    tableStyles,
    css`
      .scroll {
        margin-top: 6px;
      }
      thead th {
        white-space: normal;
        vertical-align: bottom;
        line-height: 1.25;
        padding-bottom: 6px;
      }
      @media (max-width: 820px) {
        th,
        td {
          padding: 0 4px;
          font-size: 12px;
        }
        fieldset label {
          min-height: 40px;
        }
        tbody th:first-child {
          white-space: normal;
          line-height: 1.25;
        }
      }
      tr.main :is(th, td) {
        font-weight: 650;
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 2px 14px;
        margin: 8px 0 0;
        padding: 8px 0 0;
        border: 0;
        border-top: 1px solid var(--line);
        font-size: 13px;
      }
      legend {
        float: left;
        padding: 0;
        color: var(--text-2);
      }
      fieldset label {
        display: flex;
        align-items: center;
        gap: 6px;
        min-height: 28px;
      }
      fieldset input {
        width: 16px;
        height: 16px;
        min-height: 0;
        margin: 0;
        accent-color: var(--gpu-text);
      }
      thead small {
        display: block;
        margin: 0;
      }
      thead th {
        color: var(--text);
      }
      small.webgpu {
        color: var(--gpu-text);
      }
      small.wasm {
        color: var(--wasm-text);
      }
    `,
  ];

  @property({ attribute: false }) first!: Figures;
  @property({ attribute: false }) second!: Figures;

  /** Whose details stand below. */
  @property({ type: Number }) shown = 0;

  override render() {
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Side by side</h2>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="title">
        <table>
          <thead>
            <tr>
              <th scope="col"><span class="visually-hidden">What</span></th>
              ${[this.first, this.second].map(name)}
              <th scope="col" title="The second over the first.">ratio</th>
            </tr>
          </thead>
          <tbody>
            ${compareRows(this.first, this.second).map(line)}
          </tbody>
        </table>
      </div>
      <fieldset>
        <legend>Details and layers of</legend>
        ${([0, 1] as const).map((which) => this.#choice(which))}
      </fieldset>
    </section>`;
  }

  #choice(which: 0 | 1) {
    const { promise } = which === 0 ? this.first : this.second;
    return html`<label>
      <input
        type="radio"
        name="shown"
        .checked=${live(this.shown === which)}
        @change=${() => this.dispatchEvent(new DetailsOfEvent(which))}
      />${promise.subject.title}
    </label>`;
  }
}

const name = ({ promise }: Figures) => {
  const { title, backend } = promise.subject;
  return html`<th scope="col">
    ${title}<small class=${backend}>${backendNames[backend]}</small>
  </th>`;
};

const line = ({ title, help, texts, ratio, isMain }: CompareRow) =>
  html`<tr class=${isMain ? 'main' : ''}>
    <th scope="row" title=${help}>${title}</th>
    ${texts.map((text) => html`<td>${text}</td>`)}
    <td>${ratio === null ? '–' : formatRatio(ratio)}</td>
  </tr>`;

declare global {
  interface HTMLElementTagNameMap {
    'rp-compare-card': CompareCard;
  }
}
