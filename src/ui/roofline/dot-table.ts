import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { roofFor } from '../../roofline/ceiling-roofs';
import type { Dot } from '../../roofline/dots';
import type { Roof } from '../../roofline/roof';
import { percent, verdictOf, type Regime } from '../../roofline/verdict';
import { backendNames } from '../bench/rows';
import { shared } from '../shared.styles';
import { formatNumber } from '../units';
import { DotSelectEvent } from './events';
import { tableStyles } from './table.styles';

const columns: readonly (readonly [
  name: string,
  help: string,
  kind?: string,
])[] = [
  ['Backend', ''],
  ['Kernel', 'Opens the run and its source.', 'text'],
  ['Layer', '', 'text'],
  ['ms', 'Kernel time, or many runs in one wait divided by their number.'],
  ['GFLOP/s', '10⁹ operations per second; a multiply-add counts as two.'],
  ['FLOP/byte', 'Logical bytes: each input and output moved once.'],
  ['no reuse', 'FLOP/byte if every operand were fetched anew.'],
  ['of its roof', 'Of what the roof allows at this intensity.', 'text'],
  ['held down by', 'The nearer of the two limits.', 'text'],
];

const regimes: Readonly<Record<Regime, string>> = {
  memory: 'memory',
  compute: 'multiply-adds',
  neither: 'neither roof',
  above: 'above: cache?',
  unknown: 'no roof yet',
};

/** The chart's dots as a table: the same runs, the same numbers. */
@customElement('rp-dot-table')
export class DotTable extends LitElement {
  static override styles = [shared, tableStyles];

  @property({ attribute: false }) dots: readonly Dot[] = [];
  @property({ attribute: false }) roofs: readonly Roof[] = [];
  @property() selected = '';

  override render() {
    const dots = this.dots.toSorted(
      (a, b) => (b.share ?? 0) - (a.share ?? 0) || a.ms - b.ms,
    );
    return html`
      <div
        class="scroll"
        tabindex="0"
        role="region"
        aria-label="Figures of the runs"
      >
        <table>
          <thead>
            <tr>
              ${columns.map(
                ([name, help, kind]) =>
                  html`<th
                    scope="col"
                    class=${kind ?? nothing}
                    title=${help || nothing}
                  >
                    ${name}
                  </th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${dots.map((dot) => this.#row(dot))}
          </tbody>
        </table>
      </div>
    `;
  }

  #row(dot: Dot) {
    const { regime } = verdictOf(dot, roofFor(this.roofs, dot.backend));
    return html`
      <tr
        ?data-selected=${dot.id === this.selected}
        @click=${() => this.dispatchEvent(new DotSelectEvent(dot.id, false))}
      >
        <th scope="row">
          <span class="mark ${dot.backend}" aria-hidden="true"></span
          >${backendNames[dot.backend]}
        </th>
        <td class="text"><a href=${dot.href}>${dot.kernel}</a></td>
        <td class="text">${dot.label}</td>
        <td>${formatNumber(dot.ms)}</td>
        <td>${formatNumber(dot.gflops)}</td>
        <td>${formatNumber(dot.intensity)}</td>
        <td>${formatNumber(dot.intensityNoReuse)}</td>
        <td class="text share">${share(dot)}</td>
        <td class="text">
          ${
            dot.verified === false
              ? html`<span class="bad">✗ wrong result</span>`
              : regimes[regime]
          }
        </td>
      </tr>
    `;
  }
}

const share = ({ share, backend }: Dot) =>
  share === null
    ? '–'
    : html`<svg viewBox="0 0 60 6" class=${backend} aria-hidden="true">
          <rect class="track" width="60" height="6" rx="3" />
          <rect
            width=${Math.max(1, 60 * Math.min(1, share))}
            height="6"
            rx="3"
            fill="currentColor"
          />
        </svg>
        <span>${percent(share)}</span>`;

declare global {
  interface HTMLElementTagNameMap {
    'rp-dot-table': DotTable;
  }
}
