import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BenchReport } from '../../engine/api';
import { shared } from '../shared.styles';
import {
  formatCompact,
  formatCount,
  formatNumber,
  formatRatio,
  formatSpread,
} from '../units';
import type { Computed, StageResult } from './compute';
import { timeTableStyles } from './time-table.styles';
import { cross, tick } from './tick';
import { speedUp } from './timing';

const backends = { webgpu: 'WebGPU', wasm: 'WASM', reference: 'Oracle' };

/** Every measurement of the results on show. */
@customElement('rp-time-table')
export class TimeTable extends LitElement {
  static override styles = [shared, timeTableStyles];

  @property({ attribute: false }) results: readonly StageResult[] = [];

  override render() {
    const several = this.results.length > 1;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Times</h2>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="title">
        <table>
          <thead>
            <tr>
              <th scope="col">Backend</th>
              ${several ? html`<th scope="col">Stage</th>` : nothing}
              <th scope="col">Kernel</th>
              <th scope="col" class="right">kernel ms, p20–p80</th>
              <th scope="col" class="right">end to end ms</th>
              <th scope="col" class="right">MACs</th>
              <th scope="col" class="right">vs CPU</th>
              <th scope="col">Check</th>
            </tr>
          </thead>
          <tbody>
            ${this.results.flatMap((result) =>
              [result.cpu, result.gpu].map((side) =>
                side.status === 'done'
                  ? this.#row(result, side, several)
                  : nothing,
              ),
            )}
          </tbody>
        </table>
      </div>
      ${this.#notes()}
    </section>`;
  }

  #row(result: StageResult, side: Computed, several: boolean) {
    const { report } = side;
    const alone =
      result.cpu.status === 'failed' || result.gpu.status === 'failed';
    const ratio = side.backend === 'webgpu' ? speedUp(result) : report && 1;
    return html`<tr>
      <th scope="row">
        <span class="swatch ${side.backend}"></span>${backends[side.backend]}
      </th>
      ${several ? html`<td>${result.stage.title}</td>` : nothing}
      <td class="number muted">${side.kernel}</td>
      <td class="number right">${report ? kernelTime(report) : '…'}</td>
      <td class="number right">
        ${report ? formatNumber(report.endToEndMs.medianMs) : '…'}
      </td>
      <td class="number right">
        ${report ? formatCompact(report.cost.macs) : '…'}
      </td>
      <td class="number right">
        ${ratio ? formatRatio(ratio) : alone ? '–' : '…'}
      </td>
      <td>${check(side)}</td>
    </tr>`;
  }

  #notes() {
    const notes = this.results
      .flatMap(({ cpu, gpu }) => [cpu, gpu])
      .flatMap((side) =>
        side.status === 'done'
          ? [side.timingProblem, side.report?.kernelMsMissing]
          : [],
      )
      .filter((note) => note !== undefined);
    return [...new Set(notes)].map(
      (note) => html`<p class="small note">≈ ${note}</p>`,
    );
  }
}

/** Where the clock cannot see one kernel: a run among many, marked ≈. */
function kernelTime({ kernelMs, throughputMs }: BenchReport) {
  const time = kernelMs ?? throughputMs;
  return html`${kernelMs ? nothing : '≈ '}${formatNumber(time.medianMs)}
    <span class="spread">${formatSpread(time.p20Ms, time.p80Ms)}</span>`;
}

function check({ backend, report }: Computed) {
  if (backend === 'reference') return 'reference';
  if (!report) return '…';
  if (!report.check)
    return html`<span class="small">too large for the oracle</span>`;
  const { ok, maxUlp, allowedUlp } = report.check;
  return html`<span class=${ok ? 'ok' : 'bad'}>${ok ? tick : cross}</span>
    ${formatCount(maxUlp)} of ${formatCount(allowedUlp)} ULP`;
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-time-table': TimeTable;
  }
}
