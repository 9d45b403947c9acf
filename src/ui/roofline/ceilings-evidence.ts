import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Ceilings } from '../../engine/api';
import { shared } from '../shared.styles';
import { formatDuration, formatNumber, formatSpread } from '../units';
import { tableStyles } from './table.styles';
import { dateText } from './words';

/** What the ceilings rest on. */
@customElement('rp-ceilings-evidence')
export class CeilingsEvidence extends LitElement {
  static override styles = [
    shared,
    tableStyles,
    css`
      h3 {
        margin-bottom: 4px;
        font-size: 13px;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 4px 14px;
        margin: 14px 0 0;
        font-size: 13px;
      }
      dt {
        color: var(--text-3);
      }
      dd {
        margin: 0;
      }
    `,
  ];

  @property({ attribute: false }) ceilings!: Ceilings;

  override render() {
    return [this.#variants(), this.#facts()];
  }

  #variants() {
    const { compute } = this.ceilings.evidence;
    return html`
      <h3>Multiply-add kernels tried, GFLOP/s</h3>
      <div
        class="scroll"
        tabindex="0"
        role="region"
        aria-label="Rates of the kernels tried"
      >
        <table>
          <tbody>
            ${compute.map(
              ({ backend, variant, gflops }) =>
                html`<tr>
                  <th scope="row">
                    <span class="mark ${backend}" aria-hidden="true"></span
                    >${variant}
                  </th>
                  <td>
                    ${formatNumber(gflops.median)}
                    <small>${formatSpread(gflops.p20, gflops.p80)}</small>
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    `;
  }

  #facts() {
    const { adapter, measuredAt, evidence } = this.ceilings;
    const { quick, elapsedMs, doubling, drift } = evidence;
    const facts = [
      ['measured', dateText(measuredAt)],
      ['took', `${formatDuration(elapsedMs)}${quick ? ', a quick look' : ''}`],
      ['adapter', adapter || 'none'],
      ['work doubled', doubling && `${formatNumber(doubling)} × the time`],
      ['drift', drift && `${formatNumber(drift)} × the time at the end`],
    ];
    return html`<dl>
      ${facts.map(([name, value]) =>
        value
          ? html`<dt>${name}</dt>
              <dd>${value}</dd>`
          : nothing,
      )}
    </dl>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-ceilings-evidence': CeilingsEvidence;
  }
}
