import { LitElement, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Backend, Tuning } from '../../engine/api';
import { shared } from '../shared.styles';
import { formatDuration, formatRatio } from '../units';
import { RaceEvent, StopEvent } from './events';
import {
  raceExtent,
  raceLines,
  raceOrigin,
  raceParts,
  raceVerdict,
  rungsOf,
  totalGain,
  type RaceLine,
  type Rung,
} from './race-rows';
import type { KernelRow } from './rows';
import { tunerViewStyles } from './tuner-view.styles';

/** What the page knows of the races of the workload it shows. */
export interface RaceView {
  readonly tunings: Readonly<Partial<Record<Backend, Tuning | null>>>;
  /** Whose kernels race at the moment. */
  readonly racing: Backend | null;
  readonly progress: { readonly done: number; readonly label: string };
  readonly failure: string;
  /** Something runs, or the form has left this workload. */
  readonly busy: boolean;
}
export const noRaces: RaceView = {
  tunings: {},
  racing: null,
  progress: { done: 0, label: '' },
  failure: '',
  busy: false,
};

/** How the kernel was chosen: the race, and the ladder it was run on. */
@customElement('rp-tuner-view')
export class TunerView extends LitElement {
  static override styles = [shared, tunerViewStyles];

  @property() backend: Backend = 'webgpu';
  @property({ attribute: false }) rows: readonly KernelRow[] = [];
  @property({ attribute: false }) races: RaceView = noRaces;

  override render() {
    const { backend, races } = this;
    if (backend === 'reference')
      return html`<p class="muted">
        The oracle has one form: it decides what is right, not what is fast.
      </p>`;
    const tuning = races.tunings[backend];
    return html`
      <div class=${backend}>
        <div class="head">
          <div aria-live="polite">${this.#status(tuning)}</div>
          ${this.#button(tuning)}
        </div>
        ${tuning ? race(tuning) : nothing} ${ladder(this.rows, backend)}
      </div>
    `;
  }

  #status(tuning: Tuning | null | undefined) {
    const { racing, progress, failure } = this.races;
    if (racing === this.backend)
      return html`<progress
          aria-label="Progress of the race"
          .value=${progress.done}
        ></progress>
        <small>${progress.label}</small>`;
    if (failure)
      return html`<p class="lines">
        The race failed: ${failure} Race again to retry.
      </p>`;
    if (tuning === null)
      return html`<p class="muted">
        Only one kernel in one form runs this layer: nothing to race.
      </p>`;
    if (!tuning)
      return html`<p class="muted">
        Not raced yet: what runs is the op’s own guess. A race tries every
        kernel and tile for at most a second and remembers the fastest.
      </p>`;
    const [winner] = raceLines(tuning);
    return html`<p>
      <strong class="number">${winner.name}</strong> won. ${raceVerdict(tuning)}
      <span class="muted">${raceExtent(tuning)}</span>
    </p>`;
  }

  #button(tuning: Tuning | null | undefined) {
    const { racing, busy } = this.races;
    if (racing === this.backend)
      return html`<button @click=${() => this.dispatchEvent(new StopEvent())}>
        Cancel
      </button>`;
    return html`<button
      ?disabled=${busy || tuning === null}
      @click=${() => this.dispatchEvent(new RaceEvent(this.backend))}
    >
      ${tuning ? 'Race again' : 'Race them'}
    </button>`;
  }
}

const bar = (share: number) =>
  html`<td class="bar" aria-hidden="true">
    <svg viewBox="0 0 100 8" preserveAspectRatio="none">
      ${svg`<rect width=${Math.max(1, 100 * share)} height="8" />`}
    </svg>
  </td>`;

const race = (tuning: Tuning) => {
  const { ran, others } = raceParts(tuning);
  return html`
    <div class="scroll" tabindex="0" role="region" aria-label="Race">
      <table>
        <thead>
          <tr>
            <th scope="col">Contender</th>
            <th aria-hidden="true"></th>
            <th
              scope="col"
              class="ms"
              title="20th percentile of its runs: noise only makes a run longer"
            >
              time
            </th>
            <th scope="col" title="The slow half leaves after each round">
              Outcome
            </th>
          </tr>
        </thead>
        <tbody>
          ${ran.map(contender)}
        </tbody>
      </table>
    </div>
    <dl class="small">
      ${others.map(
        ({ note, names }) =>
          html`<div>
            <dt>${note}</dt>
            <dd>${names.join(', ')}</dd>
          </div>`,
      )}
    </dl>
    <p class="small origin">${raceOrigin(tuning)}</p>
  `;
};

const contender = ({ name, ms, share, won, guess, outcome }: RaceLine) => html`
  <tr class=${won ? 'won' : ''}>
    <th scope="row">
      ${name}${
        guess
          ? html`<span class="chip" title="What runs without a race"
              >guess</span
            >`
          : nothing
      }
    </th>
    ${bar(share)}
    <td class="ms">${formatDuration(ms ?? 0)}</td>
    <td>${outcome}</td>
  </tr>
`;

/** What each kernel adds to the one before it, from the table's own figures. */
function ladder(rows: readonly KernelRow[], backend: Backend) {
  const rungs = rungsOf(rows, backend);
  if (rungs.length < 2) return nothing;
  const bestMs = Math.min(...rungs.map(({ ms }) => ms));
  return html`
    <h3>The ladder <small>${totalGain(rungs)}</small></h3>
    <div class="scroll" tabindex="0" role="region" aria-label="Ladder">
      <table>
        <thead>
          <tr>
            <th scope="col">Rung</th>
            <th aria-hidden="true"></th>
            <th scope="col" class="ms">time</th>
            <th
              scope="col"
              class="gain"
              title="How many times as fast as the rung above"
            >
              gain
            </th>
          </tr>
        </thead>
        <tbody>
          ${rungs.map((rung) => step(rung, rung.ms === bestMs))}
        </tbody>
      </table>
    </div>
  `;
}

const step = ({ name, idea, ms, share, gain }: Rung, best: boolean) => html`
  <tr class=${best ? 'best' : ''} title=${idea}>
    <th scope="row">${name}</th>
    ${bar(share)}
    <td class="ms">${formatDuration(ms)}</td>
    <td class="gain">${gain === null ? '' : formatRatio(gain)}</td>
  </tr>
`;

declare global {
  interface HTMLElementTagNameMap {
    'rp-tuner-view': TunerView;
  }
}
