import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ridge, type Roof } from '../../roofline/roof';
import { shared } from '../shared.styles';
import { formatBytes, formatCompact, formatNumber } from '../units';
import { intensityOf, sumOf } from './layers';
import { variantOf, type Plan, type Variant } from './plan';

/** The arithmetic behind the promise, and the bytes it leaves out. */
@customElement('rp-savings-paper')
export class SavingsPaper extends LitElement {
  static override styles = [
    shared,
    css`
      dl {
        margin: 10px 0 0;
        font-size: 13px;
      }
      dt {
        color: var(--text-2);
      }
      dt:not(:first-child) {
        margin-top: 8px;
      }
      dd {
        margin: 0;
        font-family: var(--mono);
        font-size: 12px;
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
        color: var(--text-2);
      }
      b {
        font-weight: 650;
        white-space: nowrap;
        color: var(--text);
      }
    `,
  ];

  @property({ attribute: false }) plan!: Plan;
  @property({ attribute: false }) roof: Roof | null = null;

  override render() {
    const { plan, roof } = this;
    const { savedBytes } = plan;
    const [dense, cheap] = [variantOf(plan, 'dense'), variantOf(plan, 'cheap')];
    const forms = [dense, cheap];
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">On paper</h2>
      <dl>
        ${forms.map(
          (form) =>
            html`<dt>${form.title}, multiply-adds</dt>
              <dd>${macs(form)}</dd>`,
        )}
        ${forms.map(
          (form) =>
            html`<dt>${form.title}, FLOP per byte</dt>
              <dd>${intensity(form)}</dd>`,
        )}
        ${
          savedBytes > 0
            ? html`<dt>Written and read between the two kernels</dt>
                <dd>
                  <b>${formatBytes(savedBytes)}</b>, none of it when fused
                </dd>`
            : nothing
        }
        ${
          roof
            ? html`<dt>Ridge of this device</dt>
                <dd>
                  ${formatNumber(roof.gflops)} GFLOP/s /
                  ${formatNumber(roof.gbps)} GB/s =
                  <b>${formatNumber(ridge(roof))}</b>
                </dd>`
            : nothing
        }
      </dl>
    </section>`;
  }
}

function macs({ macsText, layers }: Variant) {
  const value = html`<b>${formatCompact(sumOf(layers).macs)}</b>`;
  return macsText
    ? html`${macsText.replaceAll('+', ' + ')} = ${value}`
    : html`${value} in ${layers.length} layers`;
}

function intensity({ layers }: Variant) {
  const work = sumOf(layers);
  return html`${formatCompact(work.flops)} / ${formatBytes(work.bytes)} =
    <b>${formatNumber(intensityOf(work))}</b>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-savings-paper': SavingsPaper;
  }
}
