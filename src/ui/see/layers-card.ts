import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Engine } from '../../engine/api';
import { taskOf } from '../../networks/trained/tasks';
import type { Tensor } from '../../ops/tensor';
import '../picture/thumbnail';
import { shared } from '../shared.styles';
import { formatCount, formatNumber } from '../units';
import { choices, choicesStyles } from './choices';
import { SeeSettingsEvent } from './events';
import {
  channelOf,
  paint,
  palettes,
  summaryOf,
  type Layer,
  type Palette,
  type Summary,
} from './feature-maps';
import { layersCardStyles } from './layers-card.styles';
import { LayersRunner } from './layers-runner';
import type { SeeSettings, Side } from './link';
import { percent } from './words';

/** Channels at first, and with every "more". */
const page = 64;

/** What the layers answer to the picture: a map for every channel. */
@customElement('rp-see-layers')
export class SeeLayers extends LitElement {
  static override styles = [shared, choicesStyles, layersCardStyles];

  @property({ attribute: false }) engine: Engine | null = null;
  @property({ attribute: false }) settings!: SeeSettings;
  @property({ attribute: false }) side: Side = 'wasm';
  /** What the network was given; null while there is no picture. */
  @property({ attribute: false }) input: Tensor | null = null;
  @property({ type: Boolean }) live = false;
  @state() palette: Palette = 'heat';
  /** One scale for the layer, or one for each channel. */
  @state() scale: 'each' | 'layer' = 'each';
  @state() channel = 0;
  @state() count = page;
  #runner = new LayersRunner(this);

  override willUpdate(changed: PropertyValues<this>) {
    const before = changed.get('settings');
    if (before && before.model !== this.settings.model) {
      // Memory of a network that nobody looks into.
      this.#runner.close();
      [this.channel, this.count] = [0, page];
    }
    const moved = before && before.layer !== this.settings.layer;
    if (moved) [this.channel, this.count] = [0, page];
    if ((moved || changed.has('input')) && this.#runner.isOpen) this.#show();
  }

  /** A page that is hidden leaves processor and memory to the others. */
  close() {
    this.#runner.close();
    this.requestUpdate();
  }

  #show() {
    const { engine, input, side, settings } = this;
    if (!engine || !input || this.live) return;
    const task = taskOf(settings.model);
    const { layer } = settings;
    void this.#runner.show({ engine, task, side, input, layer });
  }

  #choose(layer: string) {
    this.dispatchEvent(new SeeSettingsEvent({ layer }));
  }

  override render() {
    const { shown, busy, progress, problem } = this.#runner;
    return html`<section class="card" aria-labelledby="title">
      <div class="head">
        <h2 id="title">Look inside</h2>
        ${
          busy
            ? html`<span class="small" aria-live="polite"
                  >${progress.label} …</span
                >
                <progress
                  max="1"
                  .value=${progress.done}
                  aria-label="Progress"
                ></progress>
                <button @click=${() => this.#runner.cancel()}>Cancel</button>`
            : nothing
        }
      </div>
      ${problem ? html`<p class="notice bad lines" role="alert">${problem}</p>` : nothing}
      ${shown && !this.live ? this.#layer(shown) : this.#closed()}
    </section>`;
  }

  #closed() {
    const { live, input } = this;
    return html`<div class="closed">
      <p class="muted">
        Every layer turns the picture into many maps: the first find edges and
        colours, the last find faces.
        ${live ? 'Freeze the camera to look at a frame.' : nothing}
      </p>
      <button
        ?disabled=${live || !input || this.#runner.busy}
        @click=${() => this.#show()}
      >
        Open the layers
      </button>
    </div>`;
  }

  #layer({ layer, values }: NonNullable<LayersRunner['shown']>) {
    const whole = summaryOf(values.data as Float32Array);
    return html`
      ${this.#pick(layer)}
      <div class="both">
        ${this.#enlarged(layer, values, whole)}
        <div>
          <div
            class="grid"
            role="group"
            aria-label=${`Channels of ${layer.name}`}
          >
            ${Array.from(
              { length: Math.min(this.count, layer.channels) },
              (_, channel) => this.#tile(layer, values, whole, channel),
            )}
          </div>
          ${
            this.count < layer.channels
              ? html`<button class="more" @click=${() => (this.count += page)}>
                  More:
                  ${formatCount(Math.min(page, layer.channels - this.count))} of
                  ${formatCount(layer.channels - this.count)} others
                </button>`
              : nothing
          }
        </div>
      </div>
    `;
  }

  #pick(shown: Layer) {
    const { layers } = this.#runner;
    const at = layers.indexOf(shown);
    const step = (by: number) => this.#choose(layers[at + by].name);
    return html`<div class="pick">
      <label class="visually-hidden" for="layer">Layer</label>
      <button
        aria-label="Layer before"
        ?disabled=${at <= 0}
        @click=${() => step(-1)}
      >
        ‹
      </button>
      <select
        id="layer"
        @change=${(event: Event) =>
          this.#choose((event.target as HTMLSelectElement).value)}
      >
        ${layers.map(
          (layer, i) =>
            html`<option value=${layer.name} ?selected=${layer === shown}>
              ${i + 1} · ${layer.name}: ${sizeText(layer)}
            </option>`,
        )}
      </select>
      <button
        aria-label="Next layer"
        ?disabled=${at >= layers.length - 1}
        @click=${() => step(1)}
      >
        ›
      </button>
      ${choices(
        'Colours',
        palettes.map((id) => ({ id, title: id === 'heat' ? 'Heat' : 'Grey' })),
        this.palette,
        (id) => (this.palette = id),
      )}
      ${choices(
        'Scale',
        [
          { id: 'each', title: 'Each its own' },
          { id: 'layer', title: 'One for all' },
        ],
        this.scale,
        (id) => (this.scale = id),
      )}
    </div>`;
  }

  #raster(layer: Layer, values: Tensor, whole: Summary, channel: number) {
    const map = channelOf(values, channel);
    const range = this.scale === 'layer' ? whole : summaryOf(map);
    return paint(map, [layer.width, layer.height], range, this.palette);
  }

  #tile(layer: Layer, values: Tensor, whole: Summary, channel: number) {
    return html`<button
      aria-label=${`Channel ${channel}`}
      aria-pressed=${channel === this.channel}
      @click=${() => (this.channel = channel)}
    >
      <rp-thumbnail
        .raster=${this.#raster(layer, values, whole, channel)}
      ></rp-thumbnail>
    </button>`;
  }

  #enlarged(layer: Layer, values: Tensor, whole: Summary) {
    const { min, max, mean, zeros } = summaryOf(
      channelOf(values, this.channel),
    );
    const row = (title: string, value: string) =>
      html`<dt>${title}</dt>
        <dd class="number">${value}</dd>`;
    return html`<figure>
      <rp-thumbnail
        class="large"
        .raster=${this.#raster(layer, values, whole, this.channel)}
      ></rp-thumbnail>
      <figcaption aria-live="polite">
        <p>
          <strong>Channel ${this.channel}</strong> of
          ${formatCount(layer.channels)},
          <span class="number">${layer.width} × ${layer.height}</span>
        </p>
        <dl>
          ${row('lowest', formatNumber(min))}
          ${row('highest', formatNumber(max))}
          ${row('mean', formatNumber(mean))} ${row('zeros', percent(zeros))}
        </dl>
        <p class="small">
          Layer: ${formatNumber(whole.min)} to ${formatNumber(whole.max)},
          ${percent(whole.zeros)} zeros, from <code>${layer.op}</code>.
        </p>
      </figcaption>
    </figure>`;
  }
}

const sizeText = ({ channels, width, height }: Layer): string =>
  `${formatCount(channels)} of ${width} × ${height}`;

declare global {
  interface HTMLElementTagNameMap {
    'rp-see-layers': SeeLayers;
  }
}
