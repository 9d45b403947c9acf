import { LitElement, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BenchReport, Stats } from '../../engine/api';
import { roofFor } from '../../roofline/ceiling-roofs';
import { shareOf } from '../../roofline/dots';
import type { Roof } from '../../roofline/roof';
import { percent } from '../../roofline/verdict';
import { shared } from '../shared.styles';
import {
  formatCount,
  formatNumber,
  formatRatio,
  formatRough,
  formatSpread,
  formatUlp,
} from '../units';
import { RowSelectEvent } from './events';
import { kernelTableStyles } from './kernel-table.styles';
import {
  backendNames,
  fastest,
  gigaPerSecond,
  nameOf,
  sortRows,
  timeMs,
  type KernelRow,
} from './rows';

const columns = [
  ['Backend', 'Where the kernel runs.'],
  ['Kernel', 'Its name in links and in scripts, then its constants.'],
  ['kernel ms', 'Median time on the device alone, with p20 to p80 beside it.'],
  ['throughput ms', 'Many runs, one wait at the end, divided by their number.'],
  ['end‑to‑end ms', 'Milliseconds for upload, run and readback.'],
  ['GFLOP/s', '10⁹ operations per second; a multiply-add counts as two.'],
  ['GB/s', '10⁹ logical bytes per second: each input and output once.'],
  ['of its roof', 'Of what the measured roof allows at this intensity.'],
  ['vs CPU', 'How many times less than the fastest WASM kernel.'],
  ['Check', 'Largest error of how much is allowed, in units of last place.'],
] as const;

/** Every backend and kernel of a workload, measured or not yet. */
@customElement('rp-kernel-table')
export class KernelTable extends LitElement {
  static override styles = [shared, kernelTableStyles];

  @property({ attribute: false }) rows: readonly KernelRow[] = [];
  @property() selected = '';
  /** The device's, as soon as they are measured. */
  @property({ attribute: false }) roofs: readonly Roof[] = [];
  @property({ type: Boolean, reflect: true }) stale = false;

  #select(id: string) {
    this.dispatchEvent(new RowSelectEvent(id));
  }

  override render() {
    const rows = sortRows(this.rows);
    const best = fastest(rows, 'webgpu') ?? fastest(rows, 'wasm');
    const cpu = fastest(rows, 'wasm');
    const cpuMs = cpu?.report ? timeMs(cpu.report) : null;
    return html`
      <section class="card" aria-labelledby="title">
        <header>
          <h2 id="title">Kernels</h2>
          ${cpu ? html`<small>CPU row: WASM ${cpu.kernel}</small>` : nothing}
        </header>
        <div class="scroll" tabindex="0" role="region" aria-label="Figures">
          <table>
            <thead>
              <tr>
                ${columns.map(
                  ([name, help]) =>
                    html`<th
                      scope="col"
                      title=${help}
                      class=${name.includes(' ') ? '' : 'word'}
                    >
                      ${name}
                    </th>`,
                )}
              </tr>
            </thead>
            <tbody>
              ${rows.map((row) => this.#row(row, row === best, cpuMs))}
            </tbody>
          </table>
        </div>
      </section>
    `;
  }

  #row(row: KernelRow, best: boolean, cpuMs: number | null) {
    const name = html`<button
      class="name"
      title=${row.idea}
      aria-pressed=${row.id === this.selected}
      @click=${() => this.#select(row.id)}
    >
      ${nameOf(row)}
    </button>`;
    return html`
      <tr
        class="${row.state} ${row.backend} ${best ? 'best' : ''}"
        ?data-selected=${row.id === this.selected}
        @click=${() => this.#select(row.id)}
      >
        <th scope="row">
          <span class="mark ${row.backend}" aria-hidden="true"></span
          >${backendNames[row.backend]}<span class="phone">${name}</span>
        </th>
        <td class="wide">${name}</td>
        ${
          row.report
            ? measured(row.report, cpuMs, this.roofs)
            : html`<td class="note" colspan="8">${stateText(row)}</td>`
        }
      </tr>
    `;
  }
}

function measured(
  report: BenchReport,
  cpuMs: number | null,
  roofs: readonly Roof[],
) {
  const { backend, cost, kernelMs, kernelMsMissing, throughputMs, endToEndMs } =
    report;
  const ms = timeMs(report);
  const bytes = cost.bytesRead + cost.bytesWritten;
  const share = shareOf(report, roofFor(roofs, backend));
  const speed = cpuMs === null ? null : cpuMs / ms;
  return html`
    <td title=${kernelMsMissing ?? ''}>
      ${kernelMs ? spread(kernelMs) : html`<small>below resolution</small>`}
    </td>
    <td>${formatNumber(throughputMs.medianMs)}</td>
    <td>${formatNumber(endToEndMs.medianMs)}</td>
    <td>${formatRough(gigaPerSecond(cost.flops, ms))}</td>
    <td>${formatRough(gigaPerSecond(bytes, ms))}</td>
    <td>${share === null ? '–' : percent(share)}</td>
    <td class="speed">
      ${
        speed === null
          ? '–'
          : html`${bar(speed, backend)}<span>${formatRatio(speed)}</span>`
      }
    </td>
    <td class="check">${verdict(report)}</td>
  `;
}

const spread = ({ medianMs, p20Ms, p80Ms, n }: Stats) =>
  html`<span title="median of ${n}">${formatNumber(medianMs)}</span>
    <small title="p20 to p80"
      >${n > 1 ? formatSpread(p20Ms, p80Ms) : 'one run'}</small
    >`;

/**
 * Speed against the CPU row on a logarithmic scale from 1/100 to 100, so that
 * ten times faster and ten times slower are equally far from the middle.
 */
function bar(speed: number, backend: string) {
  const place = Math.max(-1, Math.min(1, Math.log10(speed) / 2));
  const end = 20 + place * 18;
  return html`<svg viewBox="0 0 40 10" class=${backend} aria-hidden="true">
    ${svg`
      <rect class="track" y="2" width="40" height="6" rx="3" />
      <rect x=${Math.min(20, end)} y="2" width=${Math.max(2, Math.abs(end - 20))}
        height="6" rx="1" fill="currentColor" />
      <path class="middle" d="M20 0v10" />
    `}
  </svg>`;
}

function verdict({ check, backend }: BenchReport) {
  if (backend === 'reference') return 'reference';
  if (!check) return '–';
  const ulp = html`<span class="number"
      >${formatUlp(check.maxUlp)} of ${formatCount(check.allowedUlp)}</span
    >
    ULP`;
  return check.ok
    ? html`<span class="ok" title="verified">✓</span> ${ulp}`
    : html`<span class="bad" title="outside the tolerance">✗</span> ${ulp}`;
}

function stateText({ state, note, backend }: KernelRow) {
  if (state === 'unsupported') return note;
  if (state === 'failed') return html`<span class="bad">✗</span> ${note}`;
  if (state === 'running') return 'Measuring …';
  if (state === 'waiting') return 'Waiting';
  return backend === 'reference' ? 'Checks the others' : 'Not measured yet';
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-kernel-table': KernelTable;
  }
}
