import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeviceReport } from '../../engine/api';
import { softwareNote } from '../device-facts';
import { shared } from '../shared.styles';
import { formatDuration, formatNumber, formatRatio } from '../units';
import type { Computed, StageResult } from './compute';
import { tick } from './tick';
import { inSteps, speedUp, timeOf } from './timing';
import { verdictStyles } from './verdict.styles';

/** The page's question, answered: how much faster, and is it the same? */
@customElement('rp-picture-verdict')
export class PictureVerdict extends LitElement {
  static override styles = [shared, verdictStyles];

  @property({ attribute: false }) result: StageResult | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;

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
    const { result } = this;
    const time = result && timeOf(result.cpu);
    if (!result || result.cpu.status !== 'done' || !time)
      return html`
        <p class="hero"><span>${result ? 'Measuring …' : 'Running …'}</span></p>
        <div class="words">
          <p>${result?.difference ? this.#same() : nothing}</p>
          ${this.#software()}
        </div>
      `;
    return html`
      <p class="hero">
        ${formatDuration(time.medianMs)} <span>on the CPU</span>
      </p>
      <p class="words">
        ${named(result.cpu)}.
        ${
          result.gpu.status === 'failed'
            ? 'Nothing to compare with: the GPU gave no picture.'
            : 'The GPU is next.'
        }
      </p>
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
