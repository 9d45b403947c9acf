import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { percent } from '../../roofline/verdict';
import { threadsText } from '../device-facts';
import { shared } from '../shared.styles';
import {
  formatBytes,
  formatCompact,
  formatDuration,
  formatNumber,
} from '../units';
import type { Figures } from './figures';
import { deviation, paperOf } from './totals';

/** The whole network: beside its paper and its roofline. */
@customElement('rp-totals-card')
export class TotalsCard extends LitElement {
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
      .note {
        grid-column: 1 / -1;
        font-size: 12px;
        font-weight: 400;
        color: var(--text-3);
      }
    `,
  ];

  @property({ attribute: false }) figures!: Figures;

  override render() {
    const { promise, predictedMs, result, roof } = this.figures;
    const { published, subject } = promise;
    const paper = paperOf(promise);
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">The whole network</h2>
      <dl>
        ${line(
          'parameters',
          formatCompact(published.params),
          paper?.params &&
            `${formatCompact(paper.params)} ${besides(published.params, paper.params)}`,
        )}
        ${line(
          'multiply-adds',
          formatCompact(published.macs),
          paper &&
            (paper.macs
              ? `${formatCompact(paper.macs)} ${besides(published.macs, paper.macs)}; ${paper.from}`
              : paper.from),
        )}
        ${line(
          'bytes to move',
          formatBytes(promise.bytes),
          `${formatNumber(promise.flops / promise.bytes)} FLOP per byte; ` +
            `${promise.layers.length} layers of ${published.nodes} nodes`,
        )}
        ${line(
          'by the roofline',
          predictedMs === null ? '–' : formatDuration(predictedMs),
          roof ? roof.label : 'not measured yet',
        )}
        ${line(
          'measured',
          result ? formatDuration(result.wholeMs) : '–',
          result
            ? [
                `median of ${result.runs} runs`,
                ...(subject.backend === 'wasm'
                  ? [threadsText(result.threads)]
                  : []),
                ...(predictedMs === null
                  ? []
                  : [
                      `${percent(predictedMs / result.wholeMs)} of the roofline`,
                    ]),
              ].join(', ')
            : 'not run yet',
        )}
      </dl>
    </section>`;
  }
}

/** "by the paper", with how far off we are. */
const besides = (ours: number, paper: number): string => {
  const off = deviation(ours, paper);
  return off ? `in the paper (${off})` : 'in the paper';
};

const line = (
  name: string,
  value: string,
  note: string | 0 | null | undefined,
) =>
  html`<div>
    <dt>${name}</dt>
    <dd class="number">${value}</dd>
    ${note ? html`<dd class="note">${note}</dd>` : nothing}
  </div>`;

declare global {
  interface HTMLElementTagNameMap {
    'rp-totals-card': TotalsCard;
  }
}
