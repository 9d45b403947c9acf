import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import { formatDuration, formatNumber } from '../units';
import { analyse, sideNames, type Series, type SweepRow } from './rows';

const measureNames = { endToEnd: 'end to end', kernel: 'kernel' };

/** Each curve as the two numbers that make it. */
@customElement('rp-fit-card')
export class FitCard extends LitElement {
  static override styles = [
    shared,
    css`
      table {
        width: 100%;
        margin: 8px 0 10px;
        border-collapse: collapse;
        font-size: 13px;
      }
      th,
      td {
        padding: 6px 0 6px 6px;
        border-top: 1px solid var(--line);
        text-align: right;
        font-weight: 400;
      }
      th:first-child {
        padding-left: 0;
        text-align: left;
      }
      thead th {
        border: 0;
        font-size: 12px;
        line-height: 1.25;
        vertical-align: bottom;
        color: var(--text-3);
      }
      th small {
        display: block;
      }
      tbody :is(th, td) {
        white-space: nowrap;
      }
      .cpu {
        color: var(--wasm-text);
        font-weight: 650;
      }
      .gpu {
        color: var(--gpu-text);
        font-weight: 650;
      }
    `,
  ];

  @property({ attribute: false }) rows: readonly SweepRow[] = [];

  override render() {
    const { series } = analyse(this.rows);
    return html`
      <section class="card" aria-labelledby="title">
        <h2 id="title">What a call costs</h2>
        <table>
          <thead>
            <tr>
              <th scope="col">time =</th>
              <th scope="col">overhead</th>
              <th scope="col" title="10⁹ multiply-adds per second">
                + MACs at GMAC/s
              </th>
              <th scope="col" title="Median distance of the points">off by</th>
            </tr>
          </thead>
          <tbody>
            ${series.map((each) => line(each))}
          </tbody>
        </table>
        <small>
          Fitted to the relative errors, so that small sizes count as much as
          large ones.
        </small>
      </section>
    `;
  }
}

const line = ({ side, measure, fit }: Series) =>
  html`<tr>
    <th scope="row">
      <span class=${side}>${sideNames[side]}</span>
      <small>${measureNames[measure]}</small>
    </th>
    ${
      fit
        ? html`<td class="number">${formatDuration(fit.overheadMs)}</td>
            <td class="number">
              ${fit.slope > 0 ? formatNumber(1 / fit.slope / 1e6) : '–'}
            </td>
            <td class="number">${Math.round(100 * fit.deviation)} %</td>`
        : html`<td colspan="3"><small>two sizes needed</small></td>`
    }
  </tr>`;

declare global {
  interface HTMLElementTagNameMap {
    'rp-fit-card': FitCard;
  }
}
