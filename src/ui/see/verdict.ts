import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeviceReport } from '../../engine/api';
import { softwareNote } from '../device-facts';
import { verdictStyles } from '../picture/verdict.styles';
import { tick } from '../picture/tick';
import { shared } from '../shared.styles';
import { formatDuration, formatNumber, formatRatio } from '../units';
import { agreement } from './agree';
import type { CameraLoop } from './camera-loop';
import type { Side } from './link';
import type { Answer } from './pipeline';
import type { SideResult } from './runner';
import { headlineOf } from './words';

/** The page's question, answered: what is there, and how soon? */
@customElement('rp-see-verdict')
export class SeeVerdict extends LitElement {
  static override styles = [
    shared,
    verdictStyles,
    css`
      .figure {
        font-variant-numeric: tabular-nums;
      }
      .bad {
        color: var(--bad);
      }
    `,
  ];

  @property({ attribute: false }) results!: Readonly<Record<Side, SideResult>>;
  @property({ attribute: false }) live: Pick<
    CameraLoop,
    'phase' | 'frame' | 'pace' | 'label'
  > | null = null;
  /** Where the camera's frames run. */
  @property({ attribute: false }) side: Side = 'wasm';
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ type: Number }) score = 0.5;
  @property({ type: Boolean }) busy = false;

  override render() {
    const { live, results } = this;
    const answer = live
      ? live.frame?.answer
      : (results.webgpu.seen ?? results.wasm.seen)?.answer;
    return html`<div class="card" aria-live=${live ? 'off' : 'polite'}>
      <p class="hero figure">${answer ? this.#figure(answer) : this.#none()}</p>
      <div class="words">
        ${live ? this.#pace(live) : this.#still()} ${this.#software()}
      </div>
    </div>`;
  }

  #figure(answer: Answer) {
    const { figure, what } = headlineOf(answer, this.score);
    return html`${figure} <span>${what}</span>`;
  }

  #none() {
    const words = this.live ? 'Opening …' : this.busy ? 'Looking …' : 'Nothing';
    return html`<span>${words}</span>`;
  }

  #pace({ phase, pace, label }: NonNullable<SeeVerdict['live']>) {
    if (phase === 'opening' && !label)
      return html`<p>
        The browser asks whether this page may use the camera.
      </p>`;
    if (label || !pace)
      return html`<p>Camera is open: ${label || 'first frame'} …</p>`;
    const { parts, grab } = pace;
    const each =
      grab + parts.preprocess + parts.run + parts.decode + (parts.nms ?? 0);
    return html`<p>
      <strong class="number">${formatNumber(pace.fps)}</strong> frames a second
      on the ${this.#named(this.side)}:
      <span class="number">${formatDuration(each)}</span> from the camera's
      frame to the answer. No frame leaves this page.
    </p>`;
  }

  #still() {
    const { wasm, webgpu } = this.results;
    const timed = (['wasm', 'webgpu'] as const).flatMap((side) => {
      const { measured, seen } = this.results[side];
      const ms = measured?.whole.medianMs ?? wallOf(seen);
      return ms === null ? [] : [{ side, ms, measured: !!measured }];
    });
    if (timed.length === 0)
      return html`<p>
        ${
          this.busy
            ? 'The network is read and prepared; the first answer follows.'
            : wasm.problem || webgpu.problem || 'Choose a picture.'
        }
      </p>`;
    return html`<p>
        ${timed.map(
          ({ side, ms }, i) =>
            html`${i > 0 ? ' against ' : 'From picture to answer '}<span
                class="number"
                >${formatDuration(ms)}</span
              >
              on the ${this.#named(side)}`,
        )}${this.#ratio(timed)}
      </p>
      ${this.#same()}`;
  }

  #ratio(timed: readonly { ms: number; measured: boolean }[]) {
    if (timed.length < 2) return '.';
    if (!timed.every(({ measured }) => measured))
      return ', the first time each.';
    const [cpu, gpu] = timed;
    const ratio = cpu.ms / gpu.ms;
    return html`: the ${ratio >= 1 ? 'GPU' : 'CPU'} is
      <strong class="number">${formatRatio(Math.max(ratio, 1 / ratio))}</strong>
      faster.`;
  }

  /** Two implementations that share no code should see the same. */
  #same() {
    const [cpu, gpu] = [this.results.wasm.seen, this.results.webgpu.seen];
    if (!cpu || !gpu) return nothing;
    const found = agreement(cpu.answer, gpu.answer, this.score);
    if (!found || found.iou < 0.99)
      return html`<p class="bad">
        CPU and GPU do not see the same; move the score slider, and tell us if
        it stays.
      </p>`;
    const what = cpu.answer.kind === 'mask' ? 'values' : 'scores';
    return html`<p>
      <span class="ok">${tick} Both see the same</span>: overlap
      <span class="number">${formatNumber(found.iou, 4)}</span>, ${what} at most
      <span class="number">${smallest(found.difference)}</span> apart.
    </p>`;
  }

  #named = (side: Side) =>
    html`<strong class=${side === 'wasm' ? 'wasm' : 'gpu'}
      >${side === 'wasm' ? 'CPU' : 'GPU'}</strong
    >`;

  #software() {
    return this.device?.gpu && this.device.software
      ? html`<span class="badge">${softwareNote}</span>`
      : nothing;
  }
}

/** Below the last digit that anyone needs. */
const smallest = (difference: number): string =>
  difference < 1e-4 ? '0.0001' : formatNumber(difference, 2);

function wallOf(seen: SideResult['seen']): number | null {
  if (!seen) return null;
  const { preprocess, run, decode, nms } = seen.parts;
  return preprocess + run + decode + (nms ?? 0);
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-see-verdict': SeeVerdict;
  }
}
