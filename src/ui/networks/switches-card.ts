import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import { formatBinaryBytes, formatDuration, formatRatio } from '../units';
import { bar, barStyles } from './bar';
import { wish } from './events';
import type { SwitchesResult, SwitchResult } from './networks-runner';
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

  @property({ attribute: false }) result: SwitchesResult | null = null;
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
              with only that one the other way round.
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

  #bars(result: SwitchesResult) {
    const { asIsMs, switches } = result;
    const most = Math.max(asIsMs, ...switches.map(({ ms }) => ms ?? 0));
    return html`<ul>
      <li>
        <span>as it is</span>
        <span class="number">${formatDuration(asIsMs)}</span>
        ${bar(asIsMs / most, this.backend)}
      </li>
      ${switches.map((one) => line(one, result, most))}
    </ul>`;
  }
}

function line(one: SwitchResult, result: SwitchesResult, most: number) {
  const { id, on, ms, note } = one;
  const title = switchList.find((info) => info.id === id)?.title ?? id;
  return html`<li>
    <span>${title}, <b>${on ? 'off' : 'on'}</b></span>
    <span class="number">${ms === null ? '–' : formatDuration(ms)}</span>
    ${bar(ms === null ? null : ms / most, '')}
    <small class=${note ? 'bad' : nothing}>
      ${note || effect(one, result)}
    </small>
  </li>`;
}

/** Runs a few percent apart say nothing. */
const noise = 0.03;

function effect(
  { on, ms, plannedBytes }: SwitchResult,
  { asIsMs, asIsBytes }: SwitchesResult,
): string {
  const ratio = (ms ?? asIsMs) / asIsMs;
  const time =
    Math.abs(ratio - 1) < noise
      ? 'the same time'
      : ratio > 1
        ? `${formatRatio(ratio)} the time${on ? ': it pays' : ': rightly off'}`
        : `${formatRatio(1 / ratio)} faster${on ? ': it costs time here' : ': it would pay here'}`;
  const memory =
    plannedBytes !== null && asIsBytes !== null && plannedBytes !== asIsBytes
      ? `, ${formatBinaryBytes(plannedBytes)} of memory instead of ` +
        formatBinaryBytes(asIsBytes)
      : '';
  return time + memory;
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-switches-card': SwitchesCard;
  }
}
