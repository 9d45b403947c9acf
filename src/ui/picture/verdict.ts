import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeviceReport } from '../../engine/api';
import { softwareNote } from '../device-facts';
import { shared } from '../shared.styles';
import { formatDuration, formatNumber, formatRatio } from '../units';
import type { Computed, Side, StageResult } from './compute';
import { tick } from './tick';
import { inSteps, speedUp, timeOf } from './timing';
import { verdictStyles } from './verdict.styles';

/** The page's question, answered: how much faster, and is it the same? */
@customElement('rp-picture-verdict')
export class PictureVerdict extends LitElement {
  static override styles = [shared, verdictStyles];

  @property({ attribute: false }) result: StageResult | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;

  @property({ type: Boolean }) busy = false;
  @property({ type: Boolean }) live = false;

  override render() {
    const ratio = this.result && speedUp(this.result);
    return html`<div class="card" aria-live="polite">
      ${ratio ? this.#ratio(ratio) : this.#alone()}
    </div>`;
  }

  #ratio(ratio: number) {
    const { cpu, gpu } = this.result!;
    const faster = ratio >= 1;
    return html`
      <p class="hero">
        ${formatRatio(faster ? ratio : 1 / ratio)}
        <span>${faster ? 'faster' : 'slower'} on the GPU</span>
      </p>
      <div class="words">
        <p>
          ${named(gpu as Computed)} against ${named(cpu as Computed)}.
          ${this.#same()}
        </p>
        ${this.#software()}
      </div>
    `;
  }

  /** One side only, or nothing measured yet. */
  #alone() {
    const { cpu, gpu } = this.result ?? {};
    if (cpu?.status === 'failed' && gpu?.status === 'failed')
      return html`
        <p class="hero"><span>No picture</span></p>
        <p class="words">Neither side made one; each says why below.</p>
      `;
    const [only, where, other] =
      cpu?.status === 'failed' ? [gpu, 'GPU', 'CPU'] : [cpu, 'CPU', 'GPU'];
    const time = only && timeOf(only);
    const final = cpu?.status === 'failed' || gpu?.status === 'failed';
    if (only?.status !== 'done' || !time || !final) return this.#unmeasured();
    return html`
      <p class="hero">
        ${formatDuration(time.medianMs)} <span>on the ${where}</span>
      </p>
      <div class="words">
        <p>
          ${named(only)}. Nothing to compare with: the ${other} made no picture.
        </p>
        ${this.#software()}
      </div>
    `;
  }

  #unmeasured() {
    const { result } = this;
    const measuring = result ? 'Measuring …' : 'Running …';
    const words = this.busy ? measuring : 'Not measured';
    return html`
      <p class="hero"><span>${this.live ? 'Live' : words}</span></p>
      <div class="words">
        <p>
          ${[result?.cpu, result?.gpu].map(firstLook)}
          ${result?.difference ? this.#same() : nothing}
        </p>
        ${this.#software()}
      </div>
    `;
  }

  #same() {
    const { difference, stage } = this.result!;
    if (!difference) return nothing;
    if (difference.max === 0) return html`${same}, bit for bit.`;
    const steps = inSteps(difference.max, stage.look.scale);
    if (steps >= 0.5)
      return html`The pictures differ by up to
        <span class="number">${formatNumber(steps)}</span> of the 255 steps of a
        screen.`;
    return html`${same}: no pixel is further apart than
      <span class="number">${formatNumber(steps)}</span> of a 1/255 step.`;
  }

  #software() {
    return this.device?.gpu && this.device.software
      ? html`<span class="badge">${softwareNote}</span>`
      : nothing;
  }
}

/** Before it is measured: once, as the page saw it. */
function firstLook(side: Side | undefined) {
  if (side?.status !== 'done') return nothing;
  if (timeOf(side)) return html`${named(side)}. `;
  return html`${named(side)} in
    <span class="number">${formatDuration(side.wallMs)}</span>, there and back. `;
}

const same = html`<span class="ok">${tick} The same picture</span>`;

function named(side: Computed) {
  const time = timeOf(side);
  const title = { webgpu: 'GPU', wasm: 'WASM', reference: 'Oracle' };
  const colour = { webgpu: 'gpu', wasm: 'wasm', reference: 'reference' };
  return html`<strong class=${colour[side.backend]}
      >${title[side.backend]} ${side.kernel}</strong
    >
    ${
      time
        ? html`<span class="number">${formatDuration(time.medianMs)}</span>`
        : nothing
    }`;
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-picture-verdict': PictureVerdict;
  }
}
