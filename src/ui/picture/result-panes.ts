import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Progress } from '../../engine/api';
import { shared } from '../shared.styles';
import { formatDuration } from '../units';
import './amplifier';
import type { StageResult } from './compute';
import type { PointEvent } from './events';
import './loupe';
import { loupeViews } from './loupe-views';
import { autoAmplification, rasterOf, type Raster } from './pixels';
import './pane';
import './run-status';
import type { Point } from './plane-canvas';
import { resultPanesStyles } from './result-panes.styles';
import type { Phase } from './runner';
import { timeOf } from './timing';

export interface Shown {
  readonly cpu: Raster | null;
  readonly gpu: Raster | null;
  readonly difference: Raster | null;
}

/** CPU, GPU and what lies between them, with one pixel under the loupe. */
@customElement('rp-result-panes')
export class ResultPanes extends LitElement {
  static override styles = [shared, resultPanesStyles];

  @property({ attribute: false }) original: Raster | null = null;
  @property({ attribute: false }) result: StageResult | null = null;
  @property({ attribute: false }) amplification: number | 'auto' = 'auto';
  @property({ attribute: false }) phase: Phase = 'idle';
  @property({ attribute: false }) progress: Progress = { done: 0, label: '' };
  @property({ type: Boolean, reflect: true }) stale = false;
  @state() point: Point | null = null;
  @state() shown: Shown = { cpu: null, gpu: null, difference: null };

  get exponent(): number {
    return this.amplification === 'auto'
      ? autoAmplification(this.result?.difference?.max ?? 0)
      : this.amplification;
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('result') && !changed.has('amplification')) return;
    const before = changed.get('result') as StageResult | null | undefined;
    const { result, shown } = this;
    const draw = (side: 'cpu' | 'gpu') => {
      const now = result?.[side];
      if (!result || now?.status !== 'done') return null;
      const then = before?.[side];
      return then?.status === 'done' && then.planes === now.planes
        ? shown[side]
        : rasterOf(now.planes, result.stage.look);
    };
    const scale = 2 ** this.exponent;
    const gap = result?.difference;
    this.shown = {
      cpu: changed.has('result') ? draw('cpu') : shown.cpu,
      gpu: changed.has('result') ? draw('gpu') : shown.gpu,
      difference: gap ? rasterOf(gap.planes, { scale, offset: 0 }) : null,
    };
    this.point = this.#pointWithin();
  }

  /** Starts in the middle, and again when a smaller picture has lost it. */
  #pointWithin(): Point | null {
    const { original, point } = this;
    if (!original) return null;
    const { width, height } = original;
    if (point && point.x < width && point.y < height) return point;
    return { x: width >> 1, y: height >> 1 };
  }

  #look(event: PointEvent) {
    this.point = { x: event.x, y: event.y };
  }

  override render() {
    const { result, shown, point } = this;
    return html`<div class="stack" @point=${this.#look}>
      <section class="card" aria-labelledby="title">
        <header>
          <h2 id="title">Result</h2>
          <rp-run-status
            .phase=${this.phase}
            .progress=${this.progress}
          ></rp-run-status>
        </header>
        <div class="panes">
          ${this.#side('cpu')} ${this.#side('gpu')}
          <rp-pane
            heading="Original"
            .raster=${this.original}
            .point=${point}
          ></rp-pane>
          ${this.#difference()}
        </div>
        ${
          result?.difference
            ? html`<rp-amplifier
                .setting=${this.amplification}
                .exponent=${this.exponent}
                .result=${result}
              ></rp-amplifier>`
            : nothing
        }
      </section>
      <rp-loupe
        .point=${result ? point : null}
        .worst=${result?.difference?.max ? result.difference : null}
        .views=${
          point && result ? loupeViews(point, this.original, result, shown) : []
        }
      ></rp-loupe>
    </div>`;
  }

  #side(id: 'cpu' | 'gpu') {
    const side = this.result?.[id];
    const time = side && timeOf(side);
    const done = side?.status === 'done';
    return html`<rp-pane
      heading=${id === 'cpu' ? 'CPU' : 'GPU'}
      tone=${done ? side.backend : id === 'cpu' ? 'wasm' : 'webgpu'}
      about=${done ? side.kernel : ''}
      figure=${time ? formatDuration(time.medianMs) : ''}
      message=${side?.status === 'failed' ? side.message : ''}
      .raster=${this.shown[id]}
      .point=${this.point}
    ></rp-pane>`;
  }

  #difference() {
    const { result } = this;
    const alone =
      result?.cpu.status === 'failed' || result?.gpu.status === 'failed';
    return html`<rp-pane
      heading="Difference"
      figure=${result?.difference ? `× ${powerOfTwo(this.exponent)}` : ''}
      message=${alone ? 'It takes two pictures to compare.' : ''}
      .raster=${this.shown.difference}
      .point=${this.point}
    ></rp-pane>`;
  }
}

/** 1, 2⁷, 2²⁰: short enough for a heading on a phone. */
const powerOfTwo = (exponent: number): string =>
  exponent === 0
    ? '1'
    : `2${[...String(exponent)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')}`;

declare global {
  interface HTMLElementTagNameMap {
    'rp-result-panes': ResultPanes;
  }
}
