import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { DeviceReport, Engine, OpInfo } from '../../engine/api';
import { shared } from '../shared.styles';
import type { FileEvent, FrameEvent, SettingsEvent } from './events';
import { FileIntake } from './file-intake';
import './filter-panel';
import { stages } from './filters';
import './kernel-grid';
import { readLink, writeLink } from './link';
import { PictureModel } from './picture-model';
import { picturePageStyles } from './picture-page.styles';
import './picture-header';
import './picture-source';
import type { PictureSource } from './picture-source';
import './result-panes';
import './stage-strip';
import './time-table';
import './verdict';

/** A photograph through real conv2d kernels, on the CPU and on the GPU. */
@customElement('rp-picture-page')
export class PicturePage extends LitElement {
  static override styles = [shared, picturePageStyles];

  @property({ attribute: false }) engine: Engine | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ attribute: false }) query = new URLSearchParams();
  @property({ type: Boolean, reflect: true }) override hidden = false;
  @state() op: OpInfo | null = null;
  @query('rp-picture-source') source!: PictureSource;

  #model = new PictureModel(this, (settings) =>
    this.dispatchEvent(
      new CustomEvent('rp-query', {
        bubbles: true,
        composed: true,
        detail: writeLink(settings),
      }),
    ),
  );

  #intake = new FileIntake(this, (file) => this.#model.file(file));

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('engine')) void this.#askOps();
    if (changed.has('query')) this.#model.follow(readLink(this.query));
    if (['engine', 'device', 'hidden'].some((name) => changed.has(name)))
      this.#model.start();
    if (changed.has('hidden') && this.hidden) this.#leave();
  }

  async #askOps() {
    const ops = await this.engine?.ops();
    this.op = ops?.find(({ id }) => id === 'conv2d') ?? null;
  }

  /** A page that is hidden keeps neither the camera nor the processor. */
  #leave() {
    this.source?.closeCamera();
    this.#model.runner.stop();
  }

  override render() {
    const { settings, runner, loader } = this.#model;
    const { results, busy, progress, phase, stale } = runner;
    const { picture, problem } = loader;
    const shown =
      results.find(({ stage }) => stage.id === settings.stage) ?? results.at(0);
    const planned = stages(settings);
    const stage = planned.find(({ id }) => id === settings.stage) ?? planned[0];
    return html`
      <div
        class="page"
        @settings=${(event: SettingsEvent) => this.#model.change(event.change)}
        @picture-file=${(event: FileEvent) => this.#model.file(event.file)}
        @camera-frame=${(event: FrameEvent) => this.#model.frame(event)}
        @cancel=${() => runner.stop()}
        @measure=${() => this.#model.start()}
      >
        <rp-picture-header
          .settings=${settings}
          .stage=${stage}
          .picture=${picture}
          ?busy=${busy}
        ></rp-picture-header>
        <div class="side">
          <rp-picture-source
            .picture=${picture}
            .problem=${problem}
            .busy=${busy}
          ></rp-picture-source>
          <rp-filter-panel
            .settings=${settings}
            .op=${this.op}
          ></rp-filter-panel>
          <rp-kernel-grid
            .stage=${stage}
            .flip=${settings.flip}
          ></rp-kernel-grid>
        </div>
        <div class="main">
          <rp-picture-verdict
            .result=${shown ?? null}
            .device=${this.device}
            ?busy=${busy}
            ?live=${runner.live}
          ></rp-picture-verdict>
          ${
            results.length > 1
              ? html`<rp-stage-strip
                  .results=${results}
                  .chosen=${shown?.stage.id ?? ''}
                ></rp-stage-strip>`
              : nothing
          }
          <rp-result-panes
            .original=${runner.raster}
            .result=${shown ?? null}
            .amplification=${settings.amplification}
            .phase=${runner.live ? 'idle' : phase}
            .progress=${progress}
            ?stale=${stale}
          ></rp-result-panes>
          <rp-time-table
            ?hidden=${runner.live}
            .results=${results}
          ></rp-time-table>
        </div>
        ${
          this.#intake.dragging
            ? html`<div class="drop">Drop the picture to filter it</div>`
            : nothing
        }
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-picture-page': PicturePage;
  }
}
