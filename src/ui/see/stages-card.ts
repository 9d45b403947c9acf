import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DeviceReport, Progress } from '../../engine/api';
import { softwareNote, threadsText } from '../device-facts';
import { shared } from '../shared.styles';
import {
  formatDuration,
  formatNumber,
  formatRatio,
  formatSpread,
} from '../units';
import type { Pace } from './camera-loop';
import { choices, choicesStyles } from './choices';
import type { Side } from './link';
import { sides, type SideResult } from './runner';
import { endOf, frameRows, stageRows, type StageRow } from './stage-rows';
import { stagesCardStyles } from './stages-card.styles';

/** A frame of a display that shows 60 a second. */
const frameMs = 1000 / 60;

/** Where the time goes: every stage on the CPU and on the GPU. */
@customElement('rp-see-stages')
export class SeeStages extends LitElement {
  static override styles = [shared, choicesStyles, stagesCardStyles];

  @property({ attribute: false }) results!: Readonly<Record<Side, SideResult>>;
  @property({ attribute: false }) progress: Progress = { done: 0, label: '' };
  @property() phase: 'idle' | 'busy' | 'done' | 'cancelled' = 'idle';
  @property({ attribute: false }) device: DeviceReport | null = null;
  /** Of the camera's frames; null when it is closed. */
  @property({ attribute: false }) pace: Pace | null = null;
  @property({ type: Boolean }) live = false;
  @property({ attribute: false }) side: Side = 'wasm';
  /** Of the bars: one for both sides, or each its own. */
  @state() scale: 'one' | 'each' = 'one';

  #ask(what: 'cancel' | 'measure') {
    this.dispatchEvent(new Event(what, { bubbles: true, composed: true }));
  }

  override render() {
    const { live, pace, side } = this;
    const rows = live ? (pace ? frameRows(pace, side) : []) : this.#still();
    return html`<section class="card" aria-labelledby="title">
      <div class="head">
        <h2 id="title">
          ${live ? 'Where a frame’s time goes' : 'Where the time goes'}
        </h2>
        ${live ? nothing : [this.#scales(), this.#status()]}
      </div>
      ${rows.length > 0 ? this.#table(rows) : this.#nothing()}
      ${live ? this.#frames() : this.#notes()}
    </section>`;
  }

  #still(): StageRow[] {
    const { wasm, webgpu } = this.results;
    return stageRows({ wasm: wasm.measured, webgpu: webgpu.measured });
  }

  /** Where one side is far ahead, its own stages are slivers. */
  #scales() {
    const { wasm, webgpu } = this.results;
    return wasm.measured && webgpu.measured
      ? choices(
          'Bars',
          [
            { id: 'one', title: 'One scale' },
            { id: 'each', title: 'Each its own' },
          ],
          this.scale,
          (scale) => (this.scale = scale),
        )
      : nothing;
  }

  #status() {
    const { phase, progress } = this;
    if (phase === 'busy')
      return html`<span class="small label" aria-live="polite"
          >${progress.label} …</span
        >
        <progress
          max="1"
          .value=${progress.done}
          aria-label="Progress"
        ></progress>
        <button @click=${() => this.#ask('cancel')}>Cancel</button>`;
    return html`
      ${
        phase === 'cancelled'
          ? html`<span class="small label"
              >Stopped; what was finished is shown.</span
            >`
          : nothing
      }
      <button class="primary" @click=${() => this.#ask('measure')}>
        ${this.device?.gpu ? 'Run both again' : 'Run again'}
      </button>
    `;
  }

  #nothing() {
    return html`<p class="empty">
      ${
        this.live
          ? 'Frames are timed as they come.'
          : this.phase === 'busy'
            ? 'First the answers, then each stage several times: on the CPU, then on the GPU.'
            : 'Nothing timed yet.'
      }
    </p>`;
  }

  #table(rows: readonly StageRow[]) {
    const shown = sides.filter((side) => rows.some(({ spans }) => spans[side]));
    const both = shown.length === 2;
    const end = Math.max(endOf(rows), this.live ? frameMs : 0);
    const endFor = (side: Side) =>
      both && this.scale === 'each' ? endOf(rows, side) : end;
    return html`<table class=${both ? 'both' : ''}>
      <thead>
        <tr>
          <th scope="col">Stage</th>
          <td class="time" aria-hidden="true">
            ${
              both && this.scale === 'each'
                ? html`<span>each to its own end</span>`
                : html`<span>0</span><span>${formatDuration(end)}</span>`
            }
          </td>
          ${shown.map(
            (side) =>
              html`<th scope="col" class=${`figure ${side}`}>
                <i></i>${side === 'wasm' ? 'CPU' : 'GPU'} ms
              </th>`,
          )}
          ${both ? html`<th scope="col" class="figure">CPU / GPU</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ title, note, isShared, spans }) =>
            html`<tr>
              <th scope="row">${title}<small>${note}</small></th>
              <td class="time" aria-hidden="true">
                <div class="lanes">
                  ${shown.map((side) => {
                    const span = spans[side];
                    return html`<span class=${`lane ${side}`}
                      >${
                        span
                          ? html`<span
                              .style=${`left: ${(100 * span.start) / endFor(side)}%; width: ${
                                (100 * span.ms) / endFor(side)
                              }%`}
                            ></span>`
                          : nothing
                      }</span
                    >`;
                  })}
                </div>
              </td>
              ${shown.map(
                (side) =>
                  html`<td class="figure number">
                    ${spans[side] ? formatNumber(spans[side].ms) : '–'}
                  </td>`,
              )}
              ${
                both
                  ? html`<td class="figure number">
                      ${
                        isShared
                          ? 'same'
                          : spans.wasm && spans.webgpu
                            ? formatRatio(spans.wasm.ms / spans.webgpu.ms)
                            : '–'
                      }
                    </td>`
                  : nothing
              }
            </tr>`,
        )}
      </tbody>
      ${this.live ? nothing : this.#total(shown)}
    </table>`;
  }

  #total(shown: readonly Side[]) {
    const wholes = shown.map((side) => this.results[side].measured!.whole);
    const [cpu, gpu] = wholes;
    return html`<tfoot>
      <tr>
        <th scope="row">Picture to answer</th>
        <td class="time"></td>
        ${wholes.map(
          ({ medianMs, p20Ms, p80Ms }) =>
            html`<td class="figure number">
              <strong>${formatNumber(medianMs)}</strong>
              <small>${formatSpread(p20Ms, p80Ms)}</small>
            </td>`,
        )}
        ${
          gpu
            ? html`<td class="figure number">
                <strong>${formatRatio(cpu.medianMs / gpu.medianMs)}</strong>
              </td>`
            : nothing
        }
      </tr>
    </tfoot>`;
  }

  #notes() {
    const { wasm, webgpu } = this.results;
    const prepared = sides.flatMap((side) => {
      const { seen, prepareMs } = this.results[side];
      return seen
        ? [
            `${formatDuration(prepareMs)} on the ${side === 'wasm' ? 'CPU' : 'GPU'}`,
          ]
        : [];
    });
    const { measured } = wasm;
    return html`
      ${[wasm, webgpu].map(({ problem }) =>
        problem ? html`<p class="notice lines">${problem}</p>` : nothing,
      )}
      ${
        measured
          ? html`<p class="small">
              Medians of ${measured.whole.n} runs, with 20th to 80th percentile;
              the CPU side is WebAssembly with ${threadsText(measured.threads)}.
              Reading the weights, compiling and packing, once:
              ${prepared.join(', ')}.
            </p>`
          : nothing
      }
      ${this.#software()}
    `;
  }

  #frames() {
    const { pace } = this;
    return html`<p class="small">
        Means over the last frames.
        ${
          pace
            ? html`At 60 frames a second there are
                <span class="number">${formatNumber(frameMs)} ms</span> for
                each; most cameras give 30, and fewer in dim light.`
            : nothing
        }
      </p>
      ${this.#software()}`;
  }

  #software() {
    const { device } = this;
    return device?.gpu && device.software
      ? html`<p><span class="badge">${softwareNote}</span></p>`
      : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-see-stages': SeeStages;
  }
}
