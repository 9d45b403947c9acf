import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { percent } from '../../roofline/verdict';
import { shared } from '../shared.styles';
import { formatNumber } from '../units';
import { bar, barStyles } from './bar';
import type { Figures } from './figures';
import { kindsOf, type Kind } from './kinds';
import { smallPercent } from './layer-columns';

/** Each kind's share of the multiply-adds above its share of the time. */
@customElement('rp-kinds-card')
export class KindsCard extends LitElement {
  static override styles = [
    shared,
    barStyles,
    css`
      ul {
        display: grid;
        gap: 12px;
        margin: 12px 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        gap: 3px;
      }
      .head {
        display: flex;
        justify-content: space-between;
        gap: 10px;
      }
      .head b {
        font-weight: 600;
      }
      .line {
        display: grid;
        grid-template-columns: 82px minmax(0, 1fr) 48px;
        align-items: center;
        gap: 8px;
        font-size: 12px;
        color: var(--text-2);
      }
      .line .number {
        white-space: nowrap;
        text-align: right;
        color: var(--text);
      }
      p {
        margin-top: 12px;
      }
    `,
  ];

  @property({ attribute: false }) figures!: Figures;

  override render() {
    const kinds = kindsOf(this.figures);
    const { backend } = this.figures.promise.subject;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">By kind of layer</h2>
      <ul>
        ${kinds.map((kind) => row(kind, backend))}
      </ul>
    </section>`;
  }
}

function row(kind: Kind, backend: string) {
  const { title, layers, macShare, intensity, bound, ofRoof } = kind;
  const notes = [
    `${formatNumber(intensity)} FLOP/byte`,
    ...(bound === null
      ? []
      : [bound === 'memory' ? 'memory-bound' : 'bound by arithmetic']),
    ...(ofRoof === null
      ? []
      : [`${percent(ofRoof)} of its roof${ofRoof > 1.05 ? above(bound) : ''}`]),
  ];
  return html`<li>
    <span class="head">
      <b>${title}</b>
      <small>${layers} ${layers === 1 ? 'layer' : 'layers'}</small>
    </span>
    ${line('MACs', macShare, '')} ${timeLine(kind, backend)}
    <small>${notes.join(', ')}</small>
  </li>`;
}

/** No cache makes multiply-adds faster. */
const above = (bound: Kind['bound']) =>
  bound === 'memory' ? ': from a cache' : ': it was measured low';

const timeLine = (kind: Kind, backend: string) =>
  kind.timeShare !== null
    ? line('time', kind.timeShare, backend)
    : kind.predictedShare !== null
      ? line('predicted', kind.predictedShare, '')
      : line('bytes', kind.byteShare, '');

const line = (name: string, share: number, tone: string) =>
  html`<span class="line">
    <span>${name}</span>${bar(share, tone)}
    <span class="number">${smallPercent(share)}</span>
  </span>`;

declare global {
  interface HTMLElementTagNameMap {
    'rp-kinds-card': KindsCard;
  }
}
