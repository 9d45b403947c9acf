import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import { formatBinaryBytes, formatDuration, formatRatio } from '../units';
import { bar, barStyles } from './bar';
import { wish } from './events';
import type { SwitchResult } from './networks-runner';
import { switchList } from './switches';

/** What each optimisation bought, by a run the other way round. */
@customElement('rp-switches-card')
export class SwitchesCard extends LitElement {
  static override styles = [
    shared,
    barStyles,
    css`
      .card {
        display: grid;
        gap: 12px;
        justify-items: start;
      }
      p {
        max-width: 60ch;
        color: var(--text-2);
      }
      ul {
        display: grid;
        gap: 10px;
        width: 100%;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 2px 10px;
        align-items: baseline;
      }
      li .bar,
      li small {
        grid-column: 1 / -1;
      }
      .bad {
        color: var(--bad);
      }
    `,
  ];

  @property({ attribute: false }) result: readonly SwitchResult[] | null = null;
  @property() backend = 'webgpu';
  /** How many there are to measure. */
  @property({ type: Number }) count = 0;
  @property({ type: Boolean }) running = false;
  @property({ type: Boolean }) ready = false;

  override render() {
    const { result, running, count } = this;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">What each optimisation buys</h2>
      ${
        result
          ? this.#bars(result)
          : html`<p>
              Runs the network once more for each of ${count} optimisations,
              with only that one the other way round, in turn with as it is now.
            </p>`
      }
      ${
        running
          ? html`<button
              @click=${() => this.dispatchEvent(wish('rp-networks-cancel'))}
            >
              Cancel
            </button>`
          : html`<button
              ?disabled=${!this.ready || count === 0}
              @click=${() => this.dispatchEvent(wish('rp-networks-switches'))}
            >
              ${result ? 'Measure again' : 'Measure the switches'}
            </button>`
      }
    </section>`;
  }

  #bars(results: readonly SwitchResult[]) {
    const most = Math.max(1, ...results.map(ratioOf));
    return html`<ul>
      <li>
        <span>as it is</span>
        <span class="number">1×</span>
        ${bar(1 / most, this.backend)}
      </li>
      ${results.map((one) => line(one, most))}
    </ul>`;
  }
}

/** Times as long as it is now; 0 where it failed. */
const ratioOf = ({ ms, asIsMs }: SwitchResult): number =>
  ms === null ? 0 : ms / asIsMs;

function line(one: SwitchResult, most: number) {
  const { id, on, ms, note } = one;
  const title = switchList.find((info) => info.id === id)?.title ?? id;
  const ratio = ratioOf(one);
  return html`<li>
    <span>${title}, <b>${on ? 'off' : 'on'}</b></span>
    <span class="number">${ms === null ? '–' : formatRatio(ratio)}</span>
    ${bar(ms === null ? null : ratio / most, '')}
    <small class=${note ? 'bad' : nothing}>${note || effect(one)}</small>
  </li>`;
}

/** Runs a few percent apart say nothing. */
const noise = 0.04;

function effect(one: SwitchResult): string {
  const { on, ms, asIsMs, plannedBytes, asIsBytes } = one;
  const ratio = ratioOf(one);
  const verdict =
    Math.abs(ratio - 1) < noise
      ? 'no difference in time'
      : ratio > 1
        ? on
          ? 'it pays'
          : 'rightly off'
        : on
          ? 'it costs time here'
          : 'it would pay here';
  const time = `${formatDuration(ms ?? 0)} against ${formatDuration(asIsMs)}: ${verdict}`;
  const memory =
    plannedBytes !== null && asIsBytes !== null && plannedBytes !== asIsBytes
      ? `; ${formatBinaryBytes(plannedBytes)} of memory instead of ` +
        formatBinaryBytes(asIsBytes)
      : '';
  return time + memory;
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-switches-card': SwitchesCard;
  }
}
