import { LitElement, html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { DeviceReport, Engine } from '../../engine/api';
import { taskOf } from '../../networks/trained/tasks';
import { TimingEvent } from '../bench/events';
import type { FileEvent, SettingsEvent } from '../picture/events';
import { FileIntake } from '../picture/file-intake';
import '../picture/picture-source';
import '../copy-link';
import { shared } from '../shared.styles';
import { choices, choicesStyles } from './choices';
import type { SeeSettingsEvent } from './events';
import './layers-card';
import type { SeeLayers } from './layers-card';
import { readLink, writeLink } from './link';
import './model-card';
import './result-card';
import { SeeModel } from './see-model';
import { seePageStyles } from './see-page.styles';
import './stages-card';
import './verdict';

/** Trained networks on your picture or camera. */
@customElement('rp-see-page')
export class SeePage extends LitElement {
  static override styles = [shared, choicesStyles, seePageStyles];

  @property({ attribute: false }) engine: Engine | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ attribute: false }) query = new URLSearchParams();
  @property({ type: Boolean, reflect: true }) override hidden = false;
  @query('rp-see-layers') layers!: SeeLayers;

  #model = new SeeModel(
    this,
    (settings) => {
      this.dispatchEvent(
        new CustomEvent('rp-query', { detail: writeLink(settings) }),
      );
    },
    (busy) => this.dispatchEvent(new TimingEvent(busy)),
  );

  #intake = new FileIntake(this, (file) => this.#model.file(file));

  override connectedCallback() {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#look);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#look);
  }

  /** Nobody sees another tab: the camera's light goes out. */
  #look = () => {
    if (document.hidden) this.#model.camera.stop();
  };

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('query')) this.#model.follow(readLink(this.query));
    if (changed.has('hidden') && this.hidden) {
      this.#model.leave();
      this.layers?.close();
    } else if (['engine', 'device', 'hidden'].some((name) => changed.has(name)))
      this.#model.resume();
  }

  override render() {
    const model = this.#model;
    const { settings, runner, loader, camera, live, side } = model;
    const { picture, problem } = loader;
    const { results, phase, progress, job } = runner;
    const seen = (results.webgpu.seen ?? results.wasm.seen) || null;
    const raster = live
      ? (camera.frame?.raster ?? picture?.raster)
      : (job?.pixels ?? picture?.raster);
    const answer = live ? camera.frame?.answer : seen?.answer;
    return html`
      <div
        class="page"
        @rp-see-settings=${({ change }: SeeSettingsEvent) =>
          model.change(change)}
        @settings=${({ change }: SettingsEvent) =>
          model.change({ source: change.picture ?? settings.source })}
        @picture-file=${({ file }: FileEvent) => model.file(file)}
        @cancel=${() => runner.stop()}
        @measure=${() => model.start()}
      >
        <header>
          <h1>See it work</h1>
          <p class="muted">
            ${taskOf(settings.model).title}${
              live ? ' · camera' : picture ? ` · ${picture.title}` : nothing
            }
          </p>
          <rp-copy-link .of=${this.query}></rp-copy-link>
        </header>
        <div class="side">
          <rp-see-models .model=${settings.model}></rp-see-models>
          <rp-picture-source .picture=${picture} .problem=${problem}>
            ${this.#camera()}
          </rp-picture-source>
        </div>
        <div class="main">
          <rp-see-verdict
            .results=${results}
            .live=${live ? snapshot(camera) : null}
            .side=${side}
            .device=${this.device}
            .score=${settings.score}
            ?busy=${runner.busy || !this.device}
          ></rp-see-verdict>
          <rp-see-result
            .settings=${settings}
            .raster=${raster ?? null}
            .answer=${answer ?? null}
            .name=${live ? 'Camera' : (picture?.title ?? 'No picture yet')}
            ?live=${live}
          ></rp-see-result>
          <rp-see-stages
            .results=${results}
            .phase=${phase}
            .progress=${progress}
            .device=${this.device}
            .pace=${camera.pace}
            .side=${side}
            ?live=${live}
          ></rp-see-stages>
          <rp-see-layers
            .engine=${this.engine}
            .settings=${settings}
            .side=${side}
            .input=${seen?.input ?? null}
            ?live=${live}
          ></rp-see-layers>
        </div>
        ${
          this.#intake.dragging
            ? html`<div class="drop">Drop the picture to look at it</div>`
            : nothing
        }
      </div>
    `;
  }

  #camera() {
    const model = this.#model;
    const { camera, live, side } = model;
    return html`<div class="camera" slot="camera" ?data-open=${live}>
      ${
        live
          ? html`<div class="pair">
              <button
                class="primary"
                ?disabled=${!camera.frame}
                @click=${() => model.freeze()}
              >
                Freeze
              </button>
              <button @click=${() => model.closeCamera()}>Close camera</button>
            </div>`
          : html`<button @click=${() => model.openCamera()}>Use camera</button>`
      }
      ${
        live && this.device?.gpu
          ? choices(
              'Frames run on',
              [
                { id: 'webgpu', title: 'On the GPU' },
                { id: 'wasm', title: 'On the CPU' },
              ],
              side,
              (on) => model.change({ on }),
            )
          : nothing
      }
      ${
        camera.problem
          ? html`<p class="small bad" role="alert">${camera.problem}</p>`
          : nothing
      }
    </div>`;
  }
}

/** A new value for every frame, so that what depends on it is drawn again. */
const snapshot = ({ phase, frame, pace, label }: SeeModel['camera']) => ({
  ...{ phase, frame, pace, label },
});

declare global {
  interface HTMLElementTagNameMap {
    'rp-see-page': SeePage;
  }
}
