import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Roof } from '../../roofline/roof';
import { percent } from '../../roofline/verdict';
import { timeTableStyles } from '../picture/time-table.styles';
import { shared } from '../shared.styles';
import {
  formatBytes,
  formatCompact,
  formatNumber,
  formatSpread,
} from '../units';
import { intensityOf, roofMs, sumOf, type Layer } from './layers';
import { outcomeOf, type Figure, type SavingsRun } from './outcome';
import { partsOf, type Part } from './parts';
import { chosenId, type Plan, type Variant } from './plan';

/** Each form and its layers in numbers; on paper before a run. */
@customElement('rp-savings-table')
export class SavingsTable extends LitElement {
  static override styles = [
    shared,
    timeTableStyles,
    css`
      thead th {
        vertical-align: bottom;
        white-space: normal;
        line-height: 1.3;
      }
      td {
        font-family: var(--mono);
        font-variant-numeric: tabular-nums;
      }
      .form :is(th, td) {
        font-weight: 650;
      }
      .layer th {
        padding-left: 18px;
        color: var(--text-2);
      }
      .layer :is(th, td) {
        padding-block: 5px;
        border-top-color: transparent;
      }
      .kernel {
        font-family: var(--mono);
        font-size: 12px;
        font-weight: 400;
        color: var(--text-2);
      }
      .spread {
        font-weight: 400;
      }
    `,
  ];

  @property({ attribute: false }) plan!: Plan;
  @property({ attribute: false }) run: SavingsRun | null = null;
  @property({ attribute: false }) roof: Roof | null = null;

  override render() {
    const { plan, run } = this;
    const outcome = run && outcomeOf(plan, run, chosenId(plan));
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Layer by layer</h2>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="title">
        <table>
          <thead>
            <tr>
              <th scope="col">Form, layer</th>
              <th scope="col">Kernel</th>
              <th scope="col" class="right">MACs</th>
              <th scope="col" class="right">Bytes moved</th>
              <th scope="col" class="right">FLOP/byte</th>
              <th scope="col">Bound by</th>
              <th scope="col" class="right">ms, p20–p80</th>
              <th scope="col" class="right">of its time</th>
              <th scope="col" class="right">of its roof</th>
            </tr>
          </thead>
          <tbody>
            ${plan.variants.map((variant) =>
              this.#form(variant, outcome?.[variant.id] ?? null),
            )}
          </tbody>
        </table>
      </div>
      <p class="small note">
        Bytes: each input, filter and output moved once. A form's time is
        ${
          plan.settings.kind === 'network'
            ? 'that of a whole run, with submitting and waiting'
            : 'that of its kernels'
        }${
          outcome?.basis === 'whole' && plan.settings.kind !== 'network'
            ? '; here of whole runs, for no clock times a kernel alone'
            : ''
        }.
      </p>
    </section>`;
  }

  #form(variant: Variant, figure: Figure | null) {
    const { roof } = this;
    const layers = brief(figure?.variant.layers ?? variant.layers);
    const work = sumOf(layers);
    const parts = partsOf(layers, figure?.layerMs ?? null, roof);
    const ms = figure?.ms;
    const least = roof && roofMs(roof, layers);
    const kernelOf = ({ kind }: Part) =>
      named(figure?.kernels.filter((_, i) => layers[i].kind === kind) ?? []);
    const alone = parts.length === 1;
    return html`<tr class="form">
        <th scope="row">${variant.title}</th>
        <td class="kernel">${alone ? kernelOf(parts[0]) : nothing}</td>
        <td class="right">${formatCompact(work.macs)}</td>
        <td class="right">${formatBytes(work.bytes)}</td>
        <td class="right">${formatNumber(intensityOf(work))}</td>
        <td>${alone ? parts[0].bound : nothing}</td>
        <td class="right">
          ${
            ms
              ? html`${formatNumber(ms.medianMs)}<span class="spread"
                    >${formatSpread(ms.p20Ms, ms.p80Ms)}</span
                  >`
              : '–'
          }
        </td>
        <td></td>
        <td class="right">
          ${ms && least ? percent(least / ms.medianMs) : '–'}
        </td>
      </tr>
      ${alone ? nothing : parts.map((part) => layerRow(part, kernelOf(part)))}`;
  }
}

/** In a long list, what hardly multiplies becomes one line. */
function brief(layers: readonly Layer[]): readonly Layer[] {
  const kinds = partsOf(layers, null, null);
  if (kinds.length <= fewKinds) return layers;
  const small = new Set(
    kinds.filter(({ macsShare }) => macsShare < 0.01).map(({ kind }) => kind),
  );
  return layers.map((layer) =>
    small.has(layer.kind) ? { ...layer, kind: 'everything else' } : layer,
  );
}
const fewKinds = 4;

const layerRow = (part: Part, kernel: string) =>
  html`<tr class="layer">
    <th scope="row">${part.kind}${part.count > 1 ? ` × ${part.count}` : ''}</th>
    <td class="kernel">${kernel}</td>
    <td class="right">${formatCompact(part.macs)}</td>
    <td class="right">${formatBytes(part.bytes)}</td>
    <td class="right">${formatNumber(part.intensity)}</td>
    <td>${part.bound ?? '–'}</td>
    <td class="right">${part.ms === null ? '–' : formatNumber(part.ms)}</td>
    <td class="right">
      ${part.timeShare === null ? '–' : percent(part.timeShare)}
    </td>
    <td class="right">${part.ofRoof === null ? '–' : percent(part.ofRoof)}</td>
  </tr>`;

/** The most used first; a network's layers may run several. */
function named(kernels: readonly string[]): string {
  const names = [...new Set(kernels)].filter((name) => name !== 'none');
  const [first = '', ...others] = names;
  return others.length > 0 ? `${first} + ${others.length}` : first;
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-savings-table': SavingsTable;
  }
}
