import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import { PointEvent } from './events';
import type { Raster } from './pixels';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A raster on a canvas, with the pixel under inspection marked. */
@customElement('rp-plane-canvas')
export class PlaneCanvas extends LitElement {
  static override styles = [
    shared,
    css`
      .frame {
        position: relative;
        overflow: hidden;
        border-radius: 6px;
        background: var(--inset);
        cursor: crosshair;
        touch-action: pan-y;
      }
      canvas {
        display: block;
        width: 100%;
        height: auto;
      }
      svg {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        pointer-events: none;
      }
      path {
        fill: none;
        vector-effect: non-scaling-stroke;
      }
      .halo {
        stroke: rgb(0 0 0 / 55%);
        stroke-width: 3px;
      }
      .hair {
        stroke: #fff;
        stroke-width: 1px;
      }
    `,
  ];

  @property({ attribute: false }) raster: Raster | null = null;
  @property({ attribute: false }) point: Point | null = null;
  @property() label = '';
  @query('canvas') canvas!: HTMLCanvasElement;

  override updated(changed: Map<string, unknown>) {
    const { raster } = this;
    if (!changed.has('raster')) return;
    // Nothing yet: an older picture must not pass for this one.
    if (!raster) return this.#clear();
    this.canvas.width = raster.width;
    this.canvas.height = raster.height;
    this.canvas
      .getContext('2d')
      ?.putImageData(
        new ImageData(raster.data, raster.width, raster.height),
        0,
        0,
      );
  }

  #clear() {
    const { canvas } = this;
    canvas.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
  }

  #follow(event: PointerEvent) {
    const box = this.canvas.getBoundingClientRect();
    this.#tell(
      ((event.clientX - box.left) / box.width) * this.canvas.width,
      ((event.clientY - box.top) / box.height) * this.canvas.height,
    );
  }

  #step(event: KeyboardEvent) {
    const far = event.shiftKey ? 10 : 1;
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-far, 0],
      ArrowRight: [far, 0],
      ArrowUp: [0, -far],
      ArrowDown: [0, far],
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const from = this.point ?? { x: 0, y: 0 };
    this.#tell(from.x + move[0], from.y + move[1]);
  }

  #tell(x: number, y: number) {
    const within = (value: number, side: number) =>
      Math.min(Math.max(Math.floor(value), 0), side - 1);
    const { width, height } = this.canvas;
    this.dispatchEvent(new PointEvent(within(x, width), within(y, height)));
  }

  override render() {
    return html`<div
      class="frame"
      role="application"
      tabindex="0"
      aria-label="${this.label}. Arrow keys move the pixel looked at."
      @pointermove=${this.#follow}
      @pointerdown=${this.#follow}
      @keydown=${this.#step}
    >
      <canvas width="4" height="3"></canvas>
      ${this.#crosshair()}
    </div>`;
  }

  #crosshair() {
    const { raster, point } = this;
    if (!raster || !point) return nothing;
    const { width, height } = raster;
    const x = point.x + 0.5;
    const y = point.y + 0.5;
    const gap = Math.max(width, height) / 60;
    const arm = 3 * gap;
    const line =
      `M${x - gap} ${y}h${-arm}M${x + gap} ${y}h${arm}` +
      `M${x} ${y - gap}v${-arm}M${x} ${y + gap}v${arm}`;
    return html`<svg
      viewBox="0 0 ${width} ${height}"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      ${svg`<path class="halo" d=${line} /><path class="hair" d=${line} />`}
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-plane-canvas': PlaneCanvas;
  }
}
