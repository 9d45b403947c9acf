import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BenchReport, Stats } from '../../engine/api';
import { clockText } from '../device-facts';
import { shared } from '../shared.styles';
import { formatCount, formatDuration } from '../units';

/** Every figure of one measurement, and the clock it was taken by. */
@customElement('rp-timing-list')
export class TimingList extends LitElement {
  static override styles = [
    shared,
    css`
      .scroll {
        overflow-x: auto;
      }
      table {
        width: 100%;
        max-width: 720px;
        border-collapse: collapse;
      }
      th,
      td {
        padding: 6px 12px 6px 0;
        text-align: right;
        font-weight: 400;
        white-space: nowrap;
      }
      th:first-child {
        text-align: left;
      }
      thead th {
        font-size: 12px;
        color: var(--text-3);
      }
      tbody tr {
        border-top: 1px solid var(--line);
      }
      td {
        font-family: var(--mono);
        font-size: 13px;
      }
      .how {
        margin-top: 12px;
      }
    `,
  ];

  @property({ attribute: false }) report: BenchReport | null = null;

  override render() {
    const { report } = this;
    if (!report) return html`<p class="muted">Not measured yet.</p>`;
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="Timing">
        <table>
          <thead>
            <tr>
              <th scope="col">Figure</th>
              <th scope="col">median</th>
              <th scope="col">p20</th>
              <th scope="col">p80</th>
              <th scope="col">least</th>
              <th scope="col">n</th>
            </tr>
          </thead>
          <tbody>
            ${stats('Upload of all inputs', report.uploadMs)}
            ${single('First run, with compiling', report.firstRunMs)}
            ${
              report.kernelMs
                ? stats('Kernel alone', report.kernelMs)
                : single('Kernel alone', null)
            }
            ${stats('Throughput, per run', report.throughputMs)}
            ${stats('Readback of the output', report.readbackMs)}
            ${stats('End to end', report.endToEndMs)}
          </tbody>
        </table>
      </div>
      <p class="how small">
        Clock: ${clockText(report.clock)}. Each sample is a batch of
        ${formatCount(report.batch)} ${report.batch === 1 ? 'run' : 'runs'}
        divided by that number, so that a batch spans at least 50 steps of the
        clock. ${report.kernelMsMissing ?? nothing}
        ${report.seed === null ? nothing : `Inputs from seed ${report.seed}.`}
        Measured ${report.measuredAt.replace('T', ' ').slice(0, 19)} UTC on
        ${report.adapter}.
      </p>
    `;
  }
}

const stats = (name: string, s: Stats) =>
  html`<tr>
    <th scope="row">${name}</th>
    ${[s.medianMs, s.p20Ms, s.p80Ms, s.minMs].map(
      (ms) => html`<td>${formatDuration(ms)}</td>`,
    )}
    <td>${formatCount(s.n)}</td>
  </tr>`;

const single = (name: string, ms: number | null) =>
  html`<tr>
    <th scope="row">${name}</th>
    <td>${ms === null ? 'below resolution' : formatDuration(ms)}</td>
    <td></td>
    <td></td>
    <td></td>
    <td>${ms === null ? '' : '1'}</td>
  </tr>`;

declare global {
  interface HTMLElementTagNameMap {
    'rp-timing-list': TimingList;
  }
}
