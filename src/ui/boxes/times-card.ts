import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CallData, DeviceReport, Engine } from '../../engine/api';
import { TimingEvent } from '../bench/events';
import { softwareNote } from '../device-facts';
import { shared } from '../shared.styles';
import {
  formatCount,
  formatDuration,
  formatNumber,
  formatRatio,
  formatSpread,
} from '../units';
import { passesView } from './passes-view';
import { timesCardStyles } from './times-card.styles';
import { TimesRunner, type Side, type Times } from './times-runner';

/** CPU against GPU on these very boxes, and what the GPU's time is made of. */
@customElement('rp-box-times')
export class BoxTimes extends LitElement {
  static override styles = [shared, timesCardStyles];

  @property({ attribute: false }) engine: Engine | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;
  /** The answer on show: times of another one are stale. */
  @property({ attribute: false }) of: unknown = null;
  @property({ attribute: false }) ask: () => { op: string; call: CallData } =
    () => ({ op: '', call: { inputs: {} } });
  #runner = new TimesRunner(this);

  cancel() {
    this.#runner.cancel();
  }

  async #measure() {
    const { engine, device, of } = this;
    if (!engine || !device || !of) return;
    this.dispatchEvent(new TimingEvent(true));
    await this.#runner.measure(engine, device, of, this.ask());
    this.dispatchEvent(new TimingEvent(false));
  }

  override render() {
    const { times, busy, progress } = this.#runner;
    const measured = times && (times.cpu ?? times.gpu);
    const stale = measured && !busy && times.of !== this.of;
    return html`<section class="card" aria-labelledby="title">
      <div class="head">
        <h2 id="title">CPU against GPU</h2>
        ${
          busy
            ? html`<progress
                  aria-label="Share measured"
                  .value=${progress.done}
                ></progress>
                <span class="small" aria-live="polite">${progress.label}</span>
                <button @click=${() => this.#runner.cancel()}>Cancel</button>`
            : html`<button
                class=${measured ? '' : 'primary'}
                ?disabled=${!this.of}
                @click=${() => void this.#measure()}
              >
                ${measured ? 'Measure again' : 'Measure these boxes'}
              </button>`
        }
      </div>
      ${
        measured
          ? this.#result(times)
          : html`<p class="verdict">
              Nothing measured yet. A run times the same boxes on both sides:
              the kernels alone, and with upload and readback.
            </p>`
      }
      ${
        stale
          ? html`<p class="notice note">
              The boxes or thresholds have changed since; measure again.
            </p>`
          : nothing
      }
    </section>`;
  }

  #result(times: Times) {
    const { cpu, gpu, passes, count } = times;
    const { device } = this;
    return html`
      ${this.#verdict(times)}
      <div
        class="scroll"
        tabindex="0"
        role="group"
        aria-label="Times of ${count} boxes"
      >
        <table>
          <thead>
            <tr>
              <th scope="col">Backend</th>
              <th scope="col">kernels ms, p20–p80</th>
              <th scope="col">upload ms</th>
              <th scope="col">readback ms</th>
              <th scope="col">end to end ms</th>
              <th scope="col">Check</th>
            </tr>
          </thead>
          <tbody>
            ${cpu ? row('WASM', 'wasm', cpu) : nothing}
            ${gpu ? row('WebGPU', 'webgpu', gpu) : nothing}
          </tbody>
        </table>
      </div>
      ${
        device && !device.gpu
          ? html`<p class="notice note">${device.reason}</p>`
          : nothing
      }
      ${passes.length > 0 ? passesView(passes, gpu!.report!) : nothing}
    `;
  }

  #verdict({ cpu, gpu, count }: Times) {
    const [c, g] = [cpu?.report, gpu?.report];
    if (!c || !g) return nothing;
    const ratio = c.endToEndMs.medianMs / g.endToEndMs.medianMs;
    const [winner, times] = ratio >= 1 ? ['GPU', ratio] : ['CPU', 1 / ratio];
    return html`<p class="verdict" aria-live="polite">
      <strong>${winner} ${formatRatio(times)}</strong> faster for
      ${formatCount(count)} boxes end to end:
      ${formatDuration(g.endToEndMs.medianMs)} on the GPU,
      ${formatDuration(c.endToEndMs.medianMs)} on the CPU.
      ${
        this.device?.software
          ? html`<span class="badge">${softwareNote}</span>`
          : nothing
      }
    </p>`;
  }
}

function row(name: string, backend: string, { report, problem }: Side) {
  if (!report)
    return html`<tr class=${backend}>
      <th scope="row"><i></i>${name}</th>
      <td colspan="5">${problem}</td>
    </tr>`;
  const run = report.kernelMs ?? report.throughputMs;
  const threads = report.threads > 1 ? ` · ${report.threads} threads` : '';
  return html`<tr class=${backend}>
    <th scope="row"><i></i>${name} <code>${report.kernel}</code>${threads}</th>
    <td class="number">
      ${formatNumber(run.medianMs)}
      <small>${formatSpread(run.p20Ms, run.p80Ms)}</small>
    </td>
    <td class="number">${formatNumber(report.uploadMs.medianMs)}</td>
    <td class="number">${formatNumber(report.readbackMs.medianMs)}</td>
    <td class="number">${formatNumber(report.endToEndMs.medianMs)}</td>
    <td>
      ${report.check === null ? 'not asked' : report.check.ok ? '✓ exact' : `✗ ${report.check.failures} wrong`}
    </td>
  </tr>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-box-times': BoxTimes;
  }
}
