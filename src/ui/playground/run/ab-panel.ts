import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Comparison, Stats } from '../../../engine/api';
import { clockText } from '../../device-facts';
import { tableStyles } from '../../roofline/table.styles';
import { shared } from '../../shared.styles';
import {
  formatCount,
  formatDuration,
  formatRatio,
  formatRough,
} from '../../units';
import { abStrip } from './ab-strip';

/** Original and edited, timed in turns: both spreads and how they were taken. */
@customElement('rp-trial-ab')
export class TrialAb extends LitElement {
  static override styles = [
    shared,
    tableStyles,
    css`
      .strip {
        display: block;
        width: 100%;
        max-width: 460px;
        margin: 12px 0;
      }
      .strip path {
        fill: none;
      }
      .strip .rule {
        stroke: var(--line);
      }
      .strip :is(.reach, .median) {
        stroke: var(--colour);
        stroke-width: 1.5px;
      }
      .strip .median {
        stroke: var(--text);
        stroke-width: 2px;
      }
      .strip .middle {
        fill: var(--colour);
        fill-opacity: 0.45;
        stroke: var(--colour);
      }
      .strip .original .middle {
        fill: var(--card);
      }
      .original {
        --colour: var(--oracle);
      }
      .edited {
        --colour: var(--gpu);
      }
      .mark {
        border: 2px solid var(--colour);
        background: var(--card);
      }
      .edited .mark {
        background: var(--colour);
      }
      small {
        display: block;
        max-width: 74ch;
      }
    `,
  ];

  @property({ attribute: false }) ab: Comparison | null = null;

  override render() {
    const { ab } = this;
    if (!ab) return nothing;
    const { original, edited, batch, against } = ab;
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="Times per run">
        <table>
          <thead>
            <tr>
              <th scope="col">Kernel</th>
              <th scope="col">median</th>
              <th scope="col">p20–p80</th>
              <th scope="col">least</th>
              <th scope="col">runs a sample</th>
            </tr>
          </thead>
          <tbody>
            ${row('original', against, original, batch.original)}
            ${row('edited', 'edited', edited, batch.edited)}
          </tbody>
        </table>
      </div>
      ${abStrip(ab)}
      <small>${howText(ab)}</small>
    `;
  }
}

const row = (kind: string, name: string, stats: Stats, runs: number) =>
  html`<tr class=${kind}>
    <th scope="row"><span class="mark" aria-hidden="true"></span>${name}</th>
    <td>${formatDuration(stats.medianMs)}</td>
    <td>${formatDuration(stats.p20Ms)}–${formatDuration(stats.p80Ms)}</td>
    <td>${formatDuration(stats.minMs)}</td>
    <td>${formatCount(runs)}</td>
  </tr>`;

/** What the figures rest on, and what a claim is made of. */
function howText({ ratio, judged, n, clock }: Comparison): string {
  const { interval } = judged;
  const sure = interval
    ? ` Its median lies within ${formatRough(interval.low)}–` +
      `${formatRatio(interval.high)} with ` +
      `${Math.round(100 * interval.confidence)} % confidence; only an ` +
      `interval that leaves out 1 is called faster or slower.`
    : ' That is too few for a verdict.';
  return (
    `Both interleaved: ${formatCount(n)} ${n === 1 ? 'pair' : 'pairs'} of ` +
    `samples, the order of each pair tossed. Original over edited, pair by ` +
    `pair: ${formatRatio(ratio.median)}, middle 60 % ` +
    `${formatRough(ratio.p20)}–${formatRough(ratio.p80)}.${sure} Clock: ` +
    `${clockText(clock)}.`
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-trial-ab': TrialAb;
  }
}
