import { LitElement, html, nothing, svg, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Engine } from '../../../engine/api';
import type { Tensor } from '../../../ops/tensor';
import { freePictures } from '../../picture/pictures';
import { planesOf, type Raster } from '../../picture/pixels';
import { decode } from '../../picture/raster';
import { shared } from '../../shared.styles';
import { formatNumber } from '../../units';
import type { Target } from '../link';
import { LiveRunner } from '../live-runner';
import { featureMap, poolBoth, type Pooled } from './compute';
import { gridOf, type Grid, type Region, type Setup } from './grid';
import { RegionHold } from './region-hold';
import { roiCardStyles } from './roi-card.styles';
import { cutsLayer, greyOf, lossLayer, paint, stretched } from './roi-views';

const strides = [8, 16, 32] as const;
const binCounts = [2, 3, 5, 7] as const;
/** Around Chelsea's face; all four edges lie off the grid on purpose. */
const firstRegion: Region = { x1: 84, y1: 51, x2: 295, y2: 231 };

/** ROI pool against ROI align on a real picture: what rounding moves. */
@customElement('rp-roi-card')
export class RoiCard extends LitElement {
  static override styles = [shared, roiCardStyles];

  @property({ attribute: false }) engine: Engine | null = null;
  @property() on: Target = 'auto';
  @state() stride: (typeof strides)[number] = 32;
  @state() bins: (typeof binCounts)[number] = 3;
  @state() region = firstRegion;
  @state() raster: Raster | null = null;
  @state() features: Tensor | null = null;
  @state() problem = '';
  @query('.picture canvas') picture!: HTMLCanvasElement;
  @query('.map canvas') map!: HTMLCanvasElement;
  @query('.pool') pool!: HTMLCanvasElement;
  @query('.align') align!: HTMLCanvasElement;

  #runner = new LiveRunner<Pooled>(this);
  #seen = false;
  #hold = new RegionHold(this);
  /** What is below the fold does not keep the engine from what is above. */
  #watch = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    this.#watch.disconnect();
    this.#seen = true;
    void this.#load();
  });

  override connectedCallback() {
    super.connectedCallback();
    if (!this.#seen) this.#watch.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#watch.disconnect();
  }

  async #load() {
    const { engine } = this;
    if (!engine) return;
    try {
      const [{ url, title }] = freePictures;
      this.raster ??= (
        await decode(await (await fetch(url)).blob(), title)
      ).raster;
      const { stride } = this;
      const features = await featureMap(engine, this.raster, stride, this.on);
      if (stride !== this.stride) return;
      this.features = features;
      this.problem = '';
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }

  get setup(): Setup | null {
    if (!this.features) return null;
    const [, , height, width] = this.features.shape;
    return { stride: this.stride, bins: this.bins, height, width };
  }

  get perPixel(): number {
    const { raster, picture } = this;
    return raster && picture ? raster.width / (picture.clientWidth || 1) : 1;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('stride') || changed.has('engine'))
      if (this.#seen && this.hasUpdated) void this.#load();
    const { engine, features, region } = this;
    const setup = this.setup;
    const asked = ['features', 'region', 'bins', 'on'] as const;
    if (
      !engine ||
      !features ||
      !setup ||
      !asked.some((name) => changed.has(name))
    )
      return;
    this.#runner.schedule((signal) =>
      poolBoth(engine, features, region, setup, this.on, signal),
    );
  }

  protected override updated(changed: PropertyValues<this>) {
    if (changed.has('raster') && this.raster) paint(this.picture, this.raster);
    if (changed.has('features') && this.features)
      paint(this.map, greyOf(planesOf(this.features)));
    const { result } = this.#runner;
    if (!result) return;
    const [pool, align] = stretched([result.pool, result.align]);
    paint(this.pool, pool);
    paint(this.align, align);
  }

  override render() {
    const setup = this.setup;
    const grid = setup && gridOf(this.region, setup);
    const problem = this.problem || this.#runner.problem;
    return html`<section class="card" aria-labelledby="title">
      <div class="head">
        <h2 id="title">ROI pool against ROI align</h2>
        ${this.#choice('Stride', strides, this.stride, (value) => {
          this.features = null;
          this.stride = value;
        })}
        ${this.#choice('Bins', binCounts, this.bins, (value) => {
          this.bins = value;
        })}
      </div>
      ${problem ? html`<p class="notice bad lines">${problem}</p>` : nothing}
      <p class="verdict" aria-live="polite">
        ${
          grid && setup
            ? html`ROI pool rounds the box to whole features: an edge moves by
                <strong>${formatNumber(grid.shift)} pixels</strong>,
                <strong>${Math.round(100 * grid.lost)} %</strong> of the box is
                left out and
                <strong>${Math.round(100 * grid.foreign)} %</strong> of what is
                pooled lies outside it. ROI align rounds nothing and samples
                between the features.`
            : 'Waiting for the picture’s feature map.'
        }
      </p>
      ${this.#views(grid)}
    </section>`;
  }

  #views(grid: Grid | null) {
    const { setup, region, raster, stride } = this;
    const picture = `0 0 ${raster?.width ?? 1} ${raster?.height ?? 1}`;
    const map = setup
      ? `0 0 ${setup.width * stride} ${setup.height * stride}`
      : '0 0 1 1';
    return html`<div class="views">
      <figure class="picture">
        <div class="frame">
          <canvas></canvas>
          ${
            grid
              ? svg`<svg viewBox=${picture} preserveAspectRatio="none">
                    ${lossLayer(grid, region)}${cutsLayer(grid, region)}
                    ${this.#hold.view()}</svg>`
              : nothing
          }
        </div>
        <figcaption>
          <span><i></i>the box and ROI align’s bins</span>
          <span><i class="dashed"></i>ROI pool’s</span>
          <span><i class="area lost"></i>left out</span>
          <span><i class="area foreign"></i>pooled, though outside</span>
          <span class="how"
            >Drag the box, or use arrow keys; Alt and arrows resize.</span
          >
        </figcaption>
      </figure>
      <figure class="map">
        <div class="frame">
          <canvas></canvas>
          ${
            grid
              ? svg`<svg viewBox=${map} preserveAspectRatio="none" aria-hidden="true">
                    ${cutsLayer(grid, region)}</svg>`
              : nothing
          }
        </div>
        <figcaption>
          The feature map${setup ? `, ${setup.width} × ${setup.height}` : ''}:
          mean brightness of ${stride} × ${stride} pixels
        </figcaption>
      </figure>
      <div class="bins">
        <figure>
          <div class="frame"><canvas class="pool"></canvas></div>
          <figcaption>ROI pool: the brightest feature of each bin</figcaption>
        </figure>
        <figure>
          <div class="frame"><canvas class="align"></canvas></div>
          <figcaption>
            ROI align: the mean of 2 × 2 samples, on the same scale
          </figcaption>
        </figure>
      </div>
    </div>`;
  }

  #choice<T extends number>(
    label: string,
    values: readonly T[],
    chosen: T,
    set: (value: T) => void,
  ) {
    return html`<label
      >${label}
      <select
        @change=${(event: Event) =>
          set(Number((event.target as HTMLSelectElement).value) as T)}
      >
        ${values.map(
          (value) =>
            html`<option value=${value} .selected=${value === chosen}>
              ${value}
            </option>`,
        )}
      </select>
    </label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-roi-card': RoiCard;
  }
}
