import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import { formatBinaryBytes, formatDuration } from '../units';
import { bar, barStyles } from './bar';
import type { Figures, NetworkResult } from './figures';
import { gapSentence, memoryBars } from './totals';

/** What a run shows as a whole: the layers' sum, and the memory's plan. */
@customElement('rp-memory-card')
export class MemoryCard extends LitElement {
  static override styles = [
    shared,
    barStyles,
    css`
      h2 + dl {
        margin-top: 12px;
      }
      h3 {
        margin: 14px 0 10px;
        padding-top: 12px;
        border-top: 1px solid var(--line);
        font-size: 13px;
        font-weight: 650;
      }
      dl {
        display: grid;
        gap: 9px;
        margin: 0;
      }
      dl div {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 2px 10px;
      }
      dt {
        color: var(--text-2);
      }
      dd {
        margin: 0;
        font-weight: 650;
      }
      .bar-line {
        grid-column: 1 / -1;
      }
      p {
        margin-top: 8px;
        font-size: 13px;
        color: var(--text-2);
      }
    `,
  ];

  @property({ attribute: false }) figures!: Figures;

  override render() {
    const { result, promise } = this.figures;
    const { backend } = promise.subject;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Layers and the whole run</h2>
      ${
        result
          ? html`${times(result, backend)}
              <p>${gapSentence(result)}</p>
              ${memory(result, backend)}`
          : html`<p>
              After a run: whether the layers add up to the whole, and how much
              memory it takes.
            </p>`
      }
    </section>`;
  }
}

function times({ times }: NetworkResult, backend: string) {
  if (!times) return nothing;
  const { sumMs, medianMs } = times;
  const most = Math.max(sumMs, medianMs);
  return html`<dl>
    ${line('sum of the layers', formatDuration(sumMs), sumMs / most, '')}
    ${line('whole run', formatDuration(medianMs), medianMs / most, backend)}
  </dl>`;
}

function memory({ memory: plan }: NetworkResult, backend: string) {
  if (!plan) return nothing;
  const bars = memoryBars(plan);
  const most = Math.max(...bars.map(({ bytes }) => bytes));
  return html`<h3>Memory</h3>
    <dl>
      ${bars.map(({ title, help, bytes }) =>
        line(
          title,
          formatBinaryBytes(bytes),
          bytes / most,
          title === 'as planned' ? backend : '',
          help,
        ),
      )}
    </dl>`;
}

const line = (
  name: string,
  value: string,
  share: number,
  tone: string,
  help = '',
) =>
  html`<div title=${help || nothing}>
    <dt>${name}</dt>
    <dd class="number">${value}</dd>
    <dd class="bar-line">${bar(share, tone)}</dd>
  </div>`;

declare global {
  interface HTMLElementTagNameMap {
    'rp-memory-card': MemoryCard;
  }
}
