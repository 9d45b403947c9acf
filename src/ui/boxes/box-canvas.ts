import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import { boxCanvasStyles } from './box-canvas.styles';
import { viewOf, type View } from './brush';
import { canvasLegend } from './canvas-legend';
import './canvas-tools';
import type { CanvasTool, ToolEvent } from './canvas-tools';
import { paletteOf } from './colours';
import { drawScene } from './draw';
import { drawFocus } from './draw-focus';
import { BoxSelectEvent, SceneEvent } from './events';
import { fateOf } from './fate';
import type { Held } from './gesture';
import type { Point } from './hit';
import { keyed, keyHelp } from './keys';
import type { Outcome } from './outcome';
import { Drag, pointedAt } from './pointer';
import { boxAt, plane, removed, type Scene } from './scene';
import { shownIn, type Shown } from './shown';
import {
  centreOf,
  panned,
  revealing,
  whole,
  zoomed,
  type Viewport,
} from './viewport';

/** What decides which boxes are in view. */
const shownAnew = ['scene', 'outcome', 'view'] as const;

/** The boxes: drawn, dragged, chosen; the answer of NMS drawn over them. */
@customElement('rp-box-canvas')
export class BoxCanvas extends LitElement {
  static override styles = [shared, boxCanvasStyles];

  @property({ attribute: false }) scene!: Scene;
  /** Of this scene, or of the one before while the newest is on its way. */
  @property({ attribute: false }) outcome: Outcome | null = null;
  @property({ type: Number }) selected = -1;
  @property({ type: Boolean, reflect: true }) stale = false;
  @state() tool: CanvasTool = 'select';
  @state() hovered = -1;
  @state() cursor = '';
  @state() view: Viewport = whole;
  @query('.stage') stage!: HTMLElement;
  @query('canvas.base') base!: HTMLCanvasElement;
  @query('canvas.focus') focusLayer!: HTMLCanvasElement;

  /** In view, of what is drawn. */
  #shown!: Shown;
  #drag: Drag | null = null;
  /** Where the plane was taken hold of. */
  #pan: Point | null = null;
  #wiped = true;
  #scheme = window.matchMedia('(prefers-color-scheme: dark)');
  #again = () => this.requestUpdate('scene');
  #resize = new ResizeObserver(() => requestAnimationFrame(this.#again));

  override connectedCallback() {
    super.connectedCallback();
    this.#scheme.addEventListener('change', this.#again);
    this.#resize.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#scheme.removeEventListener('change', this.#again);
    this.#resize.disconnect();
  }

  /** The answer, where it is one to these very boxes. */
  get #current(): Outcome | null {
    return this.outcome?.scene === this.scene ? this.outcome : null;
  }

  protected override willUpdate(changes: PropertyValues<this>) {
    // A drag keeps its box in view by itself.
    if (changes.has('selected') && this.#isSelected && !this.#drag)
      this.view = revealing(this.view, boxAt(this.scene, this.selected));
    if (this.view.zoom === 1 && this.tool === 'pan') this.tool = 'select';
    if (shownAnew.some((name) => changes.has(name)))
      this.#shown = shownIn(this.scene, this.#judged, this.view);
  }

  protected override updated(changes: PropertyValues<this>) {
    const view = this.#view(this.base);
    if (!view) return;
    if (this.#wiped || shownAnew.some((name) => changes.has(name)))
      drawScene(view, this.scene, this.#judged, this.#shown);
    this.#wiped = false;
    const { selected, hovered } = this;
    const looked = hovered >= 0 ? hovered : selected;
    const outcome = this.#current;
    const known = outcome && looked >= 0 && looked < outcome.scene.count;
    const fate = known ? fateOf(outcome, looked) : null;
    const over = this.#view(this.focusLayer)!;
    drawFocus(over, this.scene, { selected, hovered, fate });
  }

  /** While a drag is ahead of the answer, the last fates still stand. */
  get #judged(): Outcome | null {
    const { outcome, scene } = this;
    return outcome?.scene.count === scene.count
      ? { ...outcome, scene }
      : this.#current;
  }

  #view(canvas: HTMLCanvasElement): View | null {
    const { clientWidth, clientHeight } = this.stage;
    if (clientWidth === 0) return null;
    const ratio = Math.min(window.devicePixelRatio, 2);
    const [width, height] = [clientWidth, clientHeight].map((side) =>
      Math.round(side * ratio),
    );
    if (canvas.width !== width || canvas.height !== height) {
      // Which also wipes it.
      [canvas.width, canvas.height] = [width, height];
      this.#wiped ||= canvas === this.base;
    }
    const context = canvas.getContext('2d');
    return context && viewOf(context, this.view, ratio, paletteOf(canvas));
  }

  get #perPixel() {
    return plane.width / this.view.zoom / this.stage.clientWidth;
  }

  #point(event: MouseEvent): Point {
    const { left, top } = this.stage.getBoundingClientRect();
    const { clientLeft, clientTop } = this.stage;
    return {
      x: this.view.x + (event.clientX - left - clientLeft) * this.#perPixel,
      y: this.view.y + (event.clientY - top - clientTop) * this.#perPixel,
    };
  }

  #held(event: PointerEvent): Held {
    const { scene, selected, tool } = this;
    const perPixel = this.#perPixel;
    return {
      ...{ scene, selected, perPixel },
      tool: event.shiftKey || tool === 'draw' ? 'draw' : 'select',
      reach: (event.pointerType === 'touch' ? 20 : 8) * perPixel,
    };
  }

  #down(event: PointerEvent) {
    if (event.button !== 0) return;
    // What is under the pointer must stay there.
    this.stage.focus({ preventScroll: true });
    this.stage.setPointerCapture(event.pointerId);
    const at = this.#point(event);
    this.hovered = -1;
    if (this.tool === 'pan') this.#pan = at;
    else this.#drag = new Drag(this, this.#held(event), at);
  }

  #move(event: PointerEvent) {
    const at = this.#point(event);
    if (this.#pan)
      this.view = panned(this.view, this.#pan.x - at.x, this.#pan.y - at.y);
    else if (this.#drag) this.#drag.move(at);
    else if (this.tool === 'pan') this.hovered = -1;
    else Object.assign(this, pointedAt(this.#held(event), at));
  }

  #up() {
    this.#drag?.end();
    this.#drag = this.#pan = null;
  }

  /** With Ctrl, as a pinch comes too; a wheel alone scrolls the page. */
  #wheel = {
    handleEvent: (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const factor = 2 ** (-event.deltaY / 200);
      this.view = zoomed(this.view, factor, this.#point(event));
    },
    passive: false,
  };

  #key(event: KeyboardEvent) {
    const action = keyed(this.scene, this.selected, this.view, event);
    if (!action) return;
    event.preventDefault();
    if ('scene' in action) this.edit(action.scene, action.selected, false);
    else if ('view' in action) this.view = action.view;
    else this.select(action.select);
  }

  #change({ change }: ToolEvent) {
    const { scene, selected, view } = this;
    if ('tool' in change) this.tool = change.tool;
    else if ('deleted' in change)
      this.edit(removed(scene, selected), -1, false);
    else this.view = zoomed(view, change.factor, this.#looked());
  }

  /** The middle of the selected box, or of what is in view. */
  #looked(): Point {
    if (!this.#isSelected) return centreOf(this.view);
    const { x1, y1, x2, y2 } = boxAt(this.scene, this.selected);
    return { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
  }

  get #isSelected() {
    return this.selected >= 0 && this.selected < this.scene.count;
  }

  select(index: number) {
    this.dispatchEvent(new BoxSelectEvent(index));
  }

  edit(scene: Scene, selected: number, live: boolean) {
    this.dispatchEvent(new SceneEvent(scene, selected, live));
  }

  override render() {
    const { scene, tool, view } = this;
    return html`
      <section class="card" aria-labelledby="title">
        <div class="bar">
          <h2 id="title">Boxes</h2>
          <rp-canvas-tools
            .tool=${tool}
            .zoom=${view.zoom}
            ?selected=${this.#isSelected}
            @rp-canvas-tool=${this.#change}
          ></rp-canvas-tools>
        </div>
        <div
          class="stage"
          role="application"
          aria-label="Canvas of ${scene.count} boxes"
          aria-describedby="help"
          tabindex="0"
          data-cursor=${tool === 'select' ? this.cursor : tool}
          @pointerdown=${this.#down}
          @pointermove=${this.#move}
          @pointerup=${this.#up}
          @pointercancel=${this.#up}
          @pointerleave=${() => (this.hovered = -1)}
          @wheel=${this.#wheel}
          @keydown=${this.#key}
        >
          <canvas class="base"></canvas>
          <canvas class="focus"></canvas>
          ${
            scene.count === 0
              ? html`<p class="empty">
                  <strong>No boxes.</strong>
                  Drag here to draw one, press N, or generate some.
                </p>`
              : nothing
          }
          ${
            view.zoom > 1
              ? html`<span class="zoom number"
                  >${Number(view.zoom.toPrecision(2))}×</span
                >`
              : nothing
          }
        </div>
        ${canvasLegend(this.#shown, this.#judged)}
        <p id="help" class="key keys">${keyHelp}</p>
      </section>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-box-canvas': BoxCanvas;
  }
}
