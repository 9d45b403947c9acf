import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Backend, DeviceReport } from '../../engine/api';
import { heroCardStyles } from '../bench/hero-card.styles';
import { softwareNote } from '../device-facts';
import { shared } from '../shared.styles';
import { formatCount, formatDuration } from '../units';
import { candidates, type Outcome } from './outcome';

/** What the page shows was run by this. */
export interface LastRun {
  readonly backend: Backend;
  readonly kernel: string;
  /** From the call to the answer, as the page saw it. */
  readonly wallMs: number;
  /** Compiling the kernel is in that. */
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
        align-items: center;
        gap: 12px;
        color: var(--text-2);
      }
    `,
  ];

  @property({ attribute: false }) outcome: Outcome | null = null;
  @property({ attribute: false }) last: LastRun | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ type: Boolean }) slow = false;
  @property({ type: Boolean }) stopped = false;
  @property() problem = '';
  @property({ type: Boolean, reflect: true }) stale = false;

  override render() {
    const { outcome, problem, last, slow, stopped } = this;
    return html`<section class="card" aria-label="Result" aria-live="polite">
      ${
        problem
          ? html`<p class="notice bad lines" role="alert">${problem}</p>`
          : outcome
            ? this.#answer(outcome)
            : html`<p class="sentence">
                ${stopped ? 'Stopped before an answer came.' : 'Sorting and suppressing the first boxes.'}
              </p>`
      }
      ${
        slow
          ? html`<div class="busy">
              <span
                >Running ${formatCount(outcome?.scene.count ?? 0)} boxes</span
              >
              <button @click=${() => this.dispatchEvent(new Event('cancel'))}>
                Cancel
              </button>
            </div>`
          : nothing
      }
      ${last && this.device?.gpu && this.device.software && last.backend === 'webgpu' ? html`<span class="badge">${softwareNote}</span>` : nothing}
    </section>`;
  }

  #answer(outcome: Outcome) {
    const { scene, kept, rules } = outcome;
    const taking = candidates(outcome);
    const low = scene.count - taking;
    const fallen = taking - kept.length;
    return html`
      <p class="figure">
        <span class="big">${formatCount(kept.length)}</span>
        <span class="word">of ${formatCount(scene.count)} kept</span>
      </p>
      <div class="sentence">
        <p>
          ${low > 0 ? `${formatCount(low)} score too low. ` : nothing}${formatCount(fallen)}
          ${fallen === 1 ? 'overlaps' : 'overlap'} a better
          box${rules.classed ? ' of their class' : ''} by more than
          ${rules.iou.toFixed(2)}. ${this.#run()}
        </p>
        ${
          this.stopped
            ? html`<p class="next">
                Stopped: this answers the settings before. Change one to run
                again.
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
    return html`<b class=${last.backend}
        >${gpu ? 'GPU' : 'WASM'} ${last.kernel}</b
      >
      answered in ${formatDuration(last.wallMs)},
      ${last.first ? 'compiling included' : 'upload and readback included'}.`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-box-answer': BoxAnswer;
  }
}
