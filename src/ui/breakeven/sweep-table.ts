import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BenchReport } from '../../engine/api';
import { timeTableStyles } from '../picture/time-table.styles';
import { shared } from '../shared.styles';
import { formatCompact, formatNumber, formatSpread } from '../units';
import { aheadText } from './row-text';
import { msOf, sides, type Cell, type SweepRow } from './rows';

const stateMarks = {
  waiting: '',
  running: '…',
  done: '',
  failed: 'failed',
  'too-long': 'too long',
  'left-out': '–',
};

/** The chart in numbers. */
@customElement('rp-sweep-table')
export class SweepTable extends LitElement {
  static override styles = [
    shared,
    timeTableStyles,
    css`
      td,
      th[scope='row'] {
        font-family: var(--mono);
        font-variant-numeric: tabular-nums;
      }
      thead th {
        white-space: normal;
        vertical-align: bottom;
        line-height: 1.3;
      }
      th,
      td {
        padding-inline: 6px;
      }
      .pair {
        white-space: nowrap;
      }
      .end {
        color: var(--text-3);
      }
    `,
  ];

  @property({ attribute: false }) rows: readonly SweepRow[] = [];

  override render() {
    const { rows } = this;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Every size</h2>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="title">
        <table>
          <thead>
            <tr>
              <th scope="col">Size</th>
              <th scope="col" class="right">MACs</th>
              <th scope="col" class="right">
                <span class="swatch wasm"></span>CPU end to end ms,
                <span class="pair">p20–p80</span>
              </th>
              <th scope="col" class="right">
                <span class="swatch webgpu"></span>GPU end to end ms,
                <span class="pair">p20–p80</span>
              </th>
              <th scope="col" class="right">Ahead</th>
              <th scope="col" class="right">CPU kernel ms</th>
              <th scope="col" class="right">GPU kernel ms</th>
              <th scope="col">Check</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => line(row))}
          </tbody>
        </table>
      </div>
      ${
        rows.some(({ gpu, cpu }) => below(gpu.report) || below(cpu.report))
          ? html`<p class="small note">
              ≈ no device clock fine enough for one kernel: a run among many
            </p>`
          : nothing
      }
    </section>`;
  }
}

function line(row: SweepRow) {
  return html`<tr>
    <th scope="row">${row.point.size}</th>
    <td class="right">${formatCompact(row.point.cost.macs)}</td>
    ${sides.map((side) => html`<td class="right">${wholeTime(row[side])}</td>`)}
    <td class="right">${aheadText(row).replace(' ahead', '')}</td>
    ${sides.map(
      (side) => html`<td class="right">${kernelTime(row[side].report)}</td>`,
    )}
    <td>${checked(row)}</td>
  </tr>`;
}

function wholeTime({ report, state, note }: Cell) {
  if (!report)
    return html`<span class="end" title=${note}>${stateMarks[state]}</span>`;
  const { medianMs, p20Ms, p80Ms } = report.endToEndMs;
  return html`${formatNumber(medianMs)}
    <span class="spread">${formatSpread(p20Ms, p80Ms)}</span>`;
}

const below = (report: BenchReport | null) => report?.kernelMs === null;

const kernelTime = (report: BenchReport | null) =>
  report &&
  `${below(report) ? '≈ ' : ''}${formatNumber(msOf(report, 'kernel'))}`;

/** Large sizes are timed only: the oracle would take longer than the sweep. */
function checked({ cpu, gpu }: SweepRow) {
  const reports = [cpu, gpu].flatMap(({ report }) => report ?? []);
  if (reports.length === 0) return nothing;
  return reports.every(({ check }) => check?.ok)
    ? html`<span class="ok">✓</span> verified`
    : html`<span class="end">timed only</span>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-sweep-table': SweepTable;
  }
}
