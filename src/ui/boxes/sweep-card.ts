import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeviceReport, Engine } from '../../engine/api';
import { TimingEvent } from '../bench/events';
import '../breakeven/sweep-chart';
import { SweepRunner } from '../breakeven/sweep-runner';
import { shared } from '../shared.styles';
import { notesOf, sideNames } from '../breakeven/rows';
import { initialSettings, type Settings } from './link';
import { sweepAnswer, sweepPlan, sweepText, withScenes } from './sweep';
import { timesCardStyles } from './times-card.styles';

/** From how many boxes on is the GPU faster? Measured on demand. */
@customElement('rp-box-sweep')
export class BoxSweep extends LitElement {
  static override styles = [shared, timesCardStyles];

  @property({ attribute: false }) engine: Engine | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ attribute: false }) settings: Settings = initialSettings;
  #runner = new SweepRunner(this);

  cancel() {
    this.#runner.cancel();
  }

  async #start() {
    const { engine, device, settings } = this;
    if (!engine || !device) return;
    this.dispatchEvent(new TimingEvent(true));
    const scenes = withScenes(engine, settings);
    await this.#runner.run(scenes, device, sweepPlan(settings));
    this.dispatchEvent(new TimingEvent(false));
  }

  override render() {
    const { settings } = this;
    const plan = sweepPlan(settings);
    const run = this.#runner.runOf(plan);
    const busy = run?.state === 'running';
    const { progress } = this.#runner;
    const answer =
      run && this.device && sweepAnswer(plan, run.rows, this.device);
    return html`<section class="card" aria-labelledby="title">
        <div class="head">
          <h2 id="title">Break-even over the number of boxes</h2>
          ${
            busy
              ? html`<progress
                    aria-label="Share measured"
                    .value=${progress.done}
                  ></progress>
                  <span class="small" aria-live="polite"
                    >${progress.label}</span
                  >
                  <button @click=${() => this.cancel()}>Cancel</button>`
              : html`<button
                  ?disabled=${!this.engine || !this.device}
                  @click=${() => void this.#start()}
                >
                  ${run ? 'Measure again' : 'Measure 10 to 100 000'}
                </button>`
          }
        </div>
        <p class="verdict" aria-live="polite">
          ${
            answer
              ? html`<strong>${answer.big}</strong><br />${answer.sentence}`
              : run?.state === 'cancelled'
                ? 'Cancelled before two sizes were known.'
                : 'From 10 to 100 000 boxes on both sides; a curve ends before a size that would take seconds.'
          }
        </p>
        <p class="small note">
          Swept:
          ${sweepText(settings)}.${
            settings.boxes
              ? ' Your edits on the canvas are one size only, and not part of it.'
              : nothing
          }
        </p>
        ${
          run
            ? notesOf(run.rows, 'failed').map(
                ({ side, size, note }) =>
                  html`<p class="notice note">
                    The ${sideNames[side]}'s curve ends before ${size}: ${note}
                  </p>`,
              )
            : nothing
        }
      </section>
      ${
        run
          ? html`<rp-sweep-chart
              .rows=${run.rows}
              .axis=${'boxes; below, the pairs they make'}
              .unit=${'pairs'}
              .meeting=${answer?.big ?? ''}
            ></rp-sweep-chart>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-box-sweep': BoxSweep;
  }
}
