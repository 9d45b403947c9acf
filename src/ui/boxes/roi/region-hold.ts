/** The box on the picture, to be dragged or moved by keys. */
import { svg } from 'lit';
import { nudgedRegion, type Region, type Setup } from './grid';

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export interface RegionHost {
  region: Region;
  /** null: there is no picture yet. */
  readonly setup: Setup | null;
  /** Picture pixels to a CSS pixel. */
  readonly perPixel: number;
}

export class RegionHold {
  readonly #host: RegionHost;
  #drag: {
    readonly x: number;
    readonly y: number;
    readonly resize: boolean;
    readonly before: Region;
  } | null = null;

  constructor(host: RegionHost) {
    this.#host = host;
  }

  /** SVG in the picture's pixels. */
  view() {
    const { region, perPixel } = this.#host;
    const { x1, y1, x2, y2 } = region;
    const [left, top, right, bottom] = [x1, y1, x2, y2].map(Math.round);
    return svg`
      <rect class="hold" x=${x1} y=${y1} width=${x2 - x1} height=${y2 - y1}
        tabindex="0" role="application"
        aria-label=${`Box from ${left}, ${top} to ${right}, ${bottom}; arrow keys move it, Alt and arrows resize`}
        @keydown=${this.#key}
        @pointerdown=${this.#down(false)} @pointermove=${this.#move}
        @pointerup=${this.#up} @pointercancel=${this.#up} />
      <circle class="corner" cx=${x2} cy=${y2} r=${7 * perPixel}
        @pointerdown=${this.#down(true)} @pointermove=${this.#move}
        @pointerup=${this.#up} @pointercancel=${this.#up} />`;
  }

  #key = (event: KeyboardEvent) => {
    const arrow = arrows[event.key];
    const { setup, region } = this.#host;
    if (!arrow || !setup) return;
    event.preventDefault();
    const [dx, dy] = arrow.map((each) => each * (event.shiftKey ? 10 : 1));
    this.#host.region = nudgedRegion(region, dx, dy, event.altKey, setup);
  };

  #down = (resize: boolean) => (event: PointerEvent) => {
    (event.target as Element).setPointerCapture(event.pointerId);
    const { clientX: x, clientY: y } = event;
    this.#drag = { x, y, resize, before: this.#host.region };
  };

  #move = (event: PointerEvent) => {
    const drag = this.#drag;
    const { setup, perPixel } = this.#host;
    if (!drag || !setup) return;
    const { before, resize } = drag;
    this.#host.region = nudgedRegion(
      before,
      (event.clientX - drag.x) * perPixel,
      (event.clientY - drag.y) * perPixel,
      resize,
      setup,
    );
  };

  #up = () => {
    this.#drag = null;
  };
}
