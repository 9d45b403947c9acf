import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import { formatCompact, formatDuration, formatRatio } from '../units';
import type { StageResult } from './compute';
import { SettingsEvent } from './events';
import { receptiveField } from './filters';
import { rasterOf, type Planes, type Raster } from './pixels';
import './thumbnail';
import { growth, timeOf } from './timing';

/** Filters of several stages: all results beside each other, one chosen. */
@customElement('rp-stage-strip')
export class StageStrip extends LitElement {
  static override styles = [
    shared,
    css`
      .strip {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(140px, 1fr));
        gap: 12px;
        margin: 12px 0;
      }
      button {
        display: grid;
        align-content: start;
        gap: 2px;
        padding: 6px 6px 8px;
        text-align: left;
        background: none;
      }
      button[aria-pressed='true'] {
        border-color: var(--text);
        box-shadow: inset 0 0 0 1px var(--text);
      }
      rp-thumbnail {
        margin-bottom: 4px;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 8px;
      }
    `,
  ];

  @property({ attribute: false }) results: readonly StageResult[] = [];
  @property() chosen = '';

  /** Drawn once for each result. */
  #rasters = new WeakMap<Planes, Raster>();

  override render() {
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Side by side</h2>
      <div class="strip">
        ${this.results.map((result) => this.#stage(result))}
      </div>
      ${this.#lesson()}
    </section>`;
  }

  #stage(result: StageResult) {
    const { stage, cpu, gpu } = result;
    const field = receptiveField(stage);
    const report = [gpu, cpu].find((side) => side.status === 'done')?.report;
    return html`<button
      aria-pressed=${stage.id === this.chosen}
      @click=${() => this.dispatchEvent(new SettingsEvent({ stage: stage.id }))}
    >
      <rp-thumbnail .raster=${this.#raster(result)}></rp-thumbnail>
      <strong>${stage.title}</strong>
      <span class="line small">
        <span>sees</span>
        <span class="number">${field} × ${field}</span>
      </span>
      ${
        report
          ? html`<span class="line small">
              <span>MACs</span>
              <span class="number">${formatCompact(report.cost.macs)}</span>
            </span>`
          : nothing
      }
      ${(['cpu', 'gpu'] as const).map((side) => {
        const time = timeOf(result[side]);
        return time
          ? html`<span class="line small">
              <span>${side === 'cpu' ? 'CPU' : 'GPU'}</span>
              <span class="number">${formatDuration(time.medianMs)}</span>
            </span>`
          : nothing;
      })}
    </button>`;
  }

  #raster({ stage, cpu, gpu }: StageResult): Raster | null {
    const side = [gpu, cpu].find((one) => one.status === 'done');
    if (!side) return null;
    const { planes } = side;
    const known = this.#rasters.get(planes);
    if (known) return known;
    const raster = rasterOf(planes, stage.look);
    this.#rasters.set(planes, raster);
    return raster;
  }

  /** What the measured times teach, once they are there. */
  #lesson() {
    const cpu = growth(this.results, 'cpu');
    const gpu = growth(this.results, 'gpu');
    if (!cpu) return nothing;
    const times = html`<span class="number">${formatRatio(cpu)}</span> the time
      on the
      CPU${
        gpu
          ? html`, <span class="number">${formatRatio(gpu)}</span> on the GPU`
          : nothing
      }`;
    const [first, last] = this.results;
    if (first.stage.wiring !== last.stage.wiring)
      return html`<p class="muted">
        Dense does
        <span class="number">3.00×</span> the multiply-adds of depthwise and
        takes ${times}, for the same picture.
      </p>`;
    return html`<p class="muted">
      From rate 1 to rate 8 the multiply-adds stay the same and the view grows
      from 3 to 17 pixels; it takes ${times}.
    </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-stage-strip': StageStrip;
  }
}
