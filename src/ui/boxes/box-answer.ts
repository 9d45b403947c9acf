import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Backend, DeviceReport } from '../../engine/api';
import { heroCardStyles } from '../bench/hero-card.styles';
import { softwareNote } from '../device-facts';
import { shared } from '../shared.styles';
import { formatCount, formatDuration } from '../units';
import { candidates, weakened, type Outcome } from './outcome';

/** What the page shows was run by this. */
export interface LastRun {
  readonly backend: Backend;
  readonly kernel: string;
  /** From the call to the answer, as the page saw it. */
  readonly wallMs: number;
  /** This kernel's first: on a GPU, compiling it is in that. */
  readonly first: boolean;
}

/** How many boxes are left, in one number and one sentence. */
@customElement('rp-box-answer')
export class BoxAnswer extends LitElement {
  static override styles = [
    shared,
    heroCardStyles,
    css`
      .busy {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 12px;
        color: var(--text-2);
      }
      progress {
        width: 130px;
        accent-color: var(--gpu-text);
      }
      .note {
        flex-basis: 100%;
      }
    `,
  ];

  @property({ attribute: false }) outcome: Outcome | null = null;
  @property({ attribute: false }) last: LastRun | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ type: Boolean }) slow = false;
  @property({ type: Boolean }) stopped = false;
  @property() problem = '';
  /** Why it does not run where it was asked to. */
  @property() note = '';
  /** Of the boxes that are on their way, and since when. */
  @property({ type: Number }) count = 0;
  @property({ type: Number }) seconds = 0;
  @property({ type: Boolean, reflect: true }) stale = false;

  override render() {
    const { outcome, problem, note } = this;
    return html`<section class="card" aria-label="Result" aria-live="polite">
      ${
        problem
          ? html`<p class="notice bad lines" role="alert">${problem}</p>
              ${this.#again('Try again')}`
          : outcome
            ? this.#answer(outcome)
            : this.#waiting()
      }
      ${this.slow ? this.#busy() : nothing}
      ${note ? html`<p class="notice note">${note}</p>` : nothing}
      ${this.#onSoftware ? html`<span class="badge">${softwareNote}</span>` : nothing}
    </section>`;
  }

  get #onSoftware() {
    const { device, last } = this;
    return device?.gpu && device.software && last?.backend === 'webgpu';
  }

  #waiting() {
    return this.stopped
      ? html`<p class="sentence">Stopped before an answer came.</p>
          ${this.#again('Run')}`
      : html`<p class="sentence">Sorting and suppressing the first boxes.</p>`;
  }

  #busy() {
    return html`<div class="busy">
      <progress aria-label="Running"></progress>
      <span>Running ${formatCount(this.count)} boxes</span>
      <span class="number" aria-hidden="true"
        >${this.seconds > 0 ? `${this.seconds} s` : nothing}</span
      >
      <button @click=${() => this.dispatchEvent(new Event('cancel'))}>
        Cancel
      </button>
    </div>`;
  }

  #again = (label: string) =>
    html`<button @click=${() => this.dispatchEvent(new Event('again'))}>
      ${label}
    </button>`;

  #answer(outcome: Outcome) {
    const { scene, kept } = outcome;
    return html`
      <p class="figure">
        <span class="big">${formatCount(kept.length)}</span>
        <span class="word">of ${formatCount(scene.count)} kept</span>
      </p>
      <div class="sentence">
        <p>
          ${
            scene.count === 0
              ? 'There are no boxes to judge: draw one on the canvas, paste a list, or generate some.'
              : html`${reasons(outcome)} ${this.#run()}`
          }
        </p>
        ${
          this.stopped
            ? html`<p class="next">
                Stopped: this answers the settings before. ${this.#again('Run')}
              </p>`
            : nothing
        }
      </div>
    `;
  }

  #run() {
    const { last } = this;
    if (!last) return nothing;
    const gpu = last.backend === 'webgpu';
    // Only the GPU compiles a kernel when it is first asked for it.
    const what = gpu
      ? last.first
        ? 'compiling'
        : 'upload and readback'
      : 'copying in and out';
    return html`<b class=${last.backend}
        >${gpu ? 'GPU' : 'WASM'} ${last.kernel}</b
      >
      answered in ${formatDuration(last.wallMs)}, ${what} included.`;
  }
}

/** What became of the others, in one or two sentences. */
function reasons(outcome: Outcome): string {
  const { scene, kept, rules, score } = outcome;
  const taking = candidates(outcome);
  const low = scene.count - taking;
  const fallen = taking - kept.length;
  const first = low > 0 ? `${formatCount(low)} score too low. ` : '';
  const limit = rules.iou.toFixed(2);
  if (rules.soft && rules.soft.method !== 'naive') {
    const faded =
      fallen > 0
        ? `${formatCount(fallen)} lost so much score to better boxes that ` +
          `they fell below ${score.toFixed(2)}; `
        : '';
    const less = weakened(outcome);
    const left =
      less === 0
        ? 'none of those kept lost any'
        : `${formatCount(less)} of those kept lost some`;
    const rest = faded ? left : left[0].toUpperCase() + left.slice(1);
    return `${first}${faded}${rest}.`;
  }
  return (
    `${first}${formatCount(fallen)} ${fallen === 1 ? 'overlaps' : 'overlap'} ` +
    `a better box${rules.classed ? ' of their class' : ''} by more than ` +
    `${limit}.`
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-box-answer': BoxAnswer;
  }
}
