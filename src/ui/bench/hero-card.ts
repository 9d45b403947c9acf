import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeviceReport } from '../../engine/api';
import { softwareNote } from '../device-facts';
import { shared } from '../shared.styles';
import { formatDuration, formatRatio } from '../units';
import { RunEvent } from './events';
import { heroCardStyles } from './hero-card.styles';
import { nameOf, timeMs, type KernelRow } from './rows';
import { faceOf, verdictOf, type Verdict } from './verdict';

/** One question, answered at the top: is the GPU faster here, and by how much? */
@customElement('rp-hero-card')
export class HeroCard extends LitElement {
  static override styles = [shared, heroCardStyles];

  @property({ attribute: false }) rows: readonly KernelRow[] = [];
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ type: Boolean }) running = false;
  @property({ type: Boolean, reflect: true }) stale = false;

  override render() {
    const verdict = verdictOf(this.rows, this.device);
    return html`
      <section class="card" aria-label="Result" aria-live="polite">
        ${this.#answer(verdict)}
      </section>
    `;
  }

  #answer(verdict: Verdict) {
    const { gpu, cpu, ratio } = verdict;
    if (ratio !== null) return this.#compared(verdict, ratio);
    const one = gpu ?? cpu;
    if (one) return this.#alone(verdict, one);
    return this.running
      ? html`
          <p class="figure"><span class="big quiet">…</span></p>
          <p class="sentence">
            Measuring the first kernels and checking each against the float64
            oracle. ${verdict.next}
          </p>
        `
      : html`
          <p class="sentence">
            Nothing measured yet for this layer. A run times every kernel on
            this device and checks each against the float64 oracle.
            ${verdict.next}
          </p>
          <button
            ?disabled=${this.stale}
            @click=${() => this.dispatchEvent(new RunEvent())}
          >
            Measure this layer
          </button>
        `;
  }

  #compared(
    { gpu, cpu, endToEndRatio, verified, next }: Verdict,
    ratio: number,
  ) {
    const { times, word } = faceOf(ratio);
    const whole = faceOf(endToEndRatio ?? 1);
    return html`
      <p class="figure">
        <span class="big">${formatRatio(times)}</span>
        <span class="word">${word}</span>
      </p>
      <div class="sentence">
        <p>
          <b class="webgpu">GPU ${gpu && nameOf(gpu)}</b> ${time(gpu)} against
          <b class="wasm">WASM ${cpu && nameOf(cpu)}</b> ${time(cpu)},
          ${
            verified
              ? 'both verified against the float64 oracle'
              : 'not both verified'
          }.
          End to end, with upload and readback, the GPU is
          ${formatRatio(whole.times)} ${whole.word}.
        </p>
        ${this.#footnote(next)}
      </div>
    `;
  }

  #alone({ verified, next }: Verdict, row: KernelRow) {
    const [number, unit] = time(row).split(' ');
    return html`
      <p class="figure">
        <span class="big">${number}</span><span class="word">${unit}</span>
      </p>
      <div class="sentence">
        <p>
          <b class=${row.backend}>
            ${row.backend === 'wasm' ? 'WASM' : 'GPU'} ${nameOf(row)}</b
          >${verified ? ', verified against the float64 oracle' : ''}.
          ${this.running ? 'The other side is being measured.' : nothing}
        </p>
        ${this.#footnote(next)}
      </div>
    `;
  }

  #footnote(next: string) {
    const software = this.device?.gpu && this.device.software;
    return next || software
      ? html`<p class="next">
          ${
            software
              ? html`<span class="badge">${softwareNote}</span>`
              : nothing
          }
          <span>${next}</span>
        </p>`
      : nothing;
  }
}

const time = (row: KernelRow | null) =>
  row?.report ? formatDuration(timeMs(row.report)) : '';

declare global {
  interface HTMLElementTagNameMap {
    'rp-hero-card': HeroCard;
  }
}
