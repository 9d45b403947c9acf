import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Cost, Formula } from '../../ops/op';
import { shared } from '../shared.styles';
import { formatBytes, formatCompact, formatNumber } from '../units';

/** Size, work and traffic as formulas with the numbers put in. */
@customElement('rp-cost-card')
export class CostCard extends LitElement {
  static override styles = [
    shared,
    css`
      dl {
        display: grid;
        gap: 9px;
        margin: 12px 0 0;
      }
      dl div {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0 10px;
        line-height: 1.4;
      }
      dt {
        color: var(--text-2);
      }
      dd {
        margin: 0;
        font-weight: 650;
      }
      .formula {
        grid-column: 1 / -1;
        font-size: 11.5px;
        font-weight: 400;
        color: var(--text-3);
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) formulas: readonly Formula[] = [];
  @property({ attribute: false }) cost!: Cost;

  override render() {
    const { flops, bytesRead, bytesWritten } = this.cost;
    const bytes = bytesRead + bytesWritten;
    return html`
      <section class="card" aria-labelledby="title">
        <h2 id="title">What it costs</h2>
        <dl>
          ${this.formulas.map(({ name, text, value, unit }) =>
            line(name, text, formatCompact(value) + (unit ? ` ${unit}` : '')),
          )}
          ${
            // Where it is no multiple of the MACs, the op says it itself.
            this.formulas.some(({ name }) => name === 'FLOPs')
              ? nothing
              : line('FLOPs', '2 · MACs', formatCompact(flops))
          }
          ${line(
            'bytes',
            `${formatBytes(bytesRead)} in + ${formatBytes(bytesWritten)} out`,
            formatBytes(bytes),
          )}
          ${line(
            'intensity',
            `${formatCompact(flops)} / ${formatBytes(bytes)}`,
            `${formatNumber(flops / bytes)} F/B`,
          )}
        </dl>
      </section>
    `;
  }
}

const line = (name: string, formula: string, result: string) =>
  html`<div>
    <dt>${name}</dt>
    <dd class="number">${result}</dd>
    <dd class="number formula">${formula}</dd>
  </div>`;

declare global {
  interface HTMLElementTagNameMap {
    'rp-cost-card': CostCard;
  }
}
