import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import { boxCanvasStyles } from './box-canvas.styles';
import { paletteOf } from './colours';
import { drawFocus, drawScene, type View } from './draw';
import { BoxSelectEvent, SceneEvent } from './events';
import {
  begun,
  dragged,
  leastDrag,
  newBox,
  nudged,
  type Gesture,
  type Held,
  type Tool,
} from './gesture';
import { boxUnder, handleUnder, type Point } from './hit';
import { fateOf, type Outcome } from './outcome';
import { added, boxAt, byScore, plane, removed, type Scene } from './scene';

const keyHelp =
  'Arrow keys move the selected box, with Shift further; Alt and arrows ' +
  'resize it. Page Up and Page Down select by score, N adds a box, Delete ' +
  'removes the selected one.';

/** The boxes: drawn, dragged, chosen; the answer of NMS drawn over them. */
@customElement('rp-box-canvas')
export class BoxCanvas extends LitElement {
  static override styles = [shared, boxCanvasStyles];

  @property({ attribute: false }) scene!: Scene;
  /** Of this scene, or of the one before while the newest is on its way. */
  @property({ attribute: false }) outcome: Outcome | null = null;
  @property({ type: Number }) selected = -1;
  @property({ type: Boolean, reflect: true }) stale = false;
  @state() tool: Tool = 'select';
  @state() hovered = -1;
  @state() cursor = '';
  @query('.stage') stage!: HTMLElement;
  @query('canvas.base') base!: HTMLCanvasElement;
  @query('canvas.focus') focusLayer!: HTMLCanvasElement;

  #drag: {
    readonly gesture: Gesture;
    readonly before: Scene;
    readonly at: Point;
    far: boolean;
    latest: [Scene, number] | null;
  } | null = null;
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

  protected override updated(changes: PropertyValues<this>) {
    const view = this.#view(this.base);
    if (!view) return;
    if (changes.has('scene') || changes.has('outcome') || this.#wiped)
      drawScene(view, this.scene, this.#shown());
    this.#wiped = false;
    const over = this.#view(this.focusLayer)!;
    const looked = this.hovered >= 0 ? this.hovered : this.selected;
    const outcome = this.#current;
    drawFocus(over, this.scene, {
      selected: this.selected,
      hovered: this.hovered,
      fate:
        outcome && looked >= 0 && looked < outcome.scene.count
          ? fateOf(outcome, looked)
          : null,
      draft: null,
    });
  }

  /** While a drag is ahead of the answer, the last fates still stand. */
  #shown(): Outcome | null {
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
    if (!context) return null;
    const palette = paletteOf(canvas);
    const scale = width / plane.width;
    return { context, width, height, scale, ratio, palette };
  }

  #point(event: PointerEvent): Point {
    const { left, top, width, height } = this.stage.getBoundingClientRect();
    return {
      x: ((event.clientX - left) / width) * plane.width,
      y: ((event.clientY - top) / height) * plane.height,
    };
  }

  #held(event: PointerEvent): Held {
    const perPixel = plane.width / this.stage.clientWidth;
    return {
      scene: this.scene,
      selected: this.selected,
      tool: event.shiftKey ? 'draw' : this.tool,
      reach: (event.pointerType === 'touch' ? 20 : 8) * perPixel,
    };
  }

  #down(event: PointerEvent) {
    if (event.button !== 0) return;
    // What is under the pointer must stay there.
    this.stage.focus({ preventScroll: true });
    this.stage.setPointerCapture(event.pointerId);
    const at = this.#point(event);
    const gesture = begun(this.#held(event), at);
    this.#drag = { gesture, before: this.scene, at, far: false, latest: null };
    if (gesture.kind === 'move') this.#select(gesture.index);
  }

  #move(event: PointerEvent) {
    const at = this.#point(event);
    const drag = this.#drag;
    if (!drag) {
      const held = this.#held(event);
      this.hovered = held.tool === 'draw' ? -1 : boxUnder(held.scene, at);
      this.cursor = handleUnder(held.scene, held.selected, at, held.reach)
        ? 'resize'
        : this.hovered < 0
          ? 'draw'
          : 'move';
      return;
    }
    const { gesture, before } = drag;
    drag.far ||= Math.hypot(at.x - drag.at.x, at.y - drag.at.y) >= leastDrag;
    if (!drag.far) return;
    const scene = dragged(before, gesture, at);
    const index = gesture.kind === 'draw' ? before.count : gesture.index;
    this.hovered = -1;
    drag.latest = [scene, index];
    this.#tell(scene, index, true);
  }

  #up() {
    const drag = this.#drag;
    this.#drag = null;
    if (!drag) return;
    // The last move may not have come back as a property yet.
    if (drag.latest) this.#tell(...drag.latest);
    else if (drag.gesture.kind === 'draw') this.#select(-1);
  }

  #key(event: KeyboardEvent) {
    const { scene, selected } = this;
    const nudge = nudged(scene, selected, event.key, {
      far: event.shiftKey,
      resize: event.altKey,
    });
    const edit = nudge ? { scene: nudge, selected } : this.#edited(event);
    if (edit) this.#tell(edit.scene, edit.selected);
    else if (!this.#step(event.key)) return;
    event.preventDefault();
  }

  #edited({ key, ctrlKey, metaKey }: KeyboardEvent) {
    const { scene, selected } = this;
    if (ctrlKey || metaKey) return null;
    if ((key === 'Delete' || key === 'Backspace') && selected >= 0)
      return { scene: removed(scene, selected), selected: -1 };
    if (key.toLowerCase() === 'n') {
      const [x, y] = [plane.width / 2, plane.height / 2];
      const box = newBox(
        scene,
        { x: x - 80, y: y - 60 },
        { x: x + 80, y: y + 60 },
      );
      return { scene: added(scene, box), selected: scene.count };
    }
    return null;
  }

  /** By falling score, as NMS goes through them. */
  #step(key: string): boolean {
    const { scene, selected } = this;
    if (key === 'Escape' && selected >= 0) this.#select(-1);
    else if (key === 'PageDown' || key === 'PageUp') {
      const order = byScore(scene);
      const at = order.indexOf(selected) + (key === 'PageDown' ? 1 : -1);
      if (order[at] === undefined) return scene.count > 0;
      this.#select(order[at]);
    } else return false;
    return true;
  }

  #select(index: number) {
    this.dispatchEvent(new BoxSelectEvent(index));
  }

  #tell(scene: Scene, selected: number, live = false) {
    this.dispatchEvent(new SceneEvent(scene, selected, live));
  }

  override render() {
    const { scene, selected, tool } = this;
    const chosen =
      selected >= 0 && selected < scene.count ? boxAt(scene, selected) : null;
    return html`
      <section class="card" aria-labelledby="title">
        <div class="bar">
          <h2 id="title">Boxes</h2>
          <div class="tools" role="group" aria-label="Tool">
            ${(['select', 'draw'] as const).map(
              (each) =>
                html`<button
                  aria-pressed=${each === tool}
                  @click=${() => (this.tool = each)}
                >
                  ${each === 'select' ? 'Select' : 'Draw'}
                </button>`,
            )}
            <button
              ?disabled=${!chosen}
              @click=${() => this.#tell(removed(scene, selected), -1)}
            >
              Delete
            </button>
          </div>
        </div>
        <div
          class="stage"
          role="application"
          aria-label="Canvas of ${scene.count} boxes"
          aria-describedby="help"
          tabindex="0"
          data-cursor=${tool === 'draw' ? 'draw' : this.cursor}
          @pointerdown=${this.#down}
          @pointermove=${this.#move}
          @pointerup=${this.#up}
          @pointercancel=${this.#up}
          @pointerleave=${() => (this.hovered = -1)}
          @keydown=${this.#key}
        >
          <canvas class="base"></canvas>
          <canvas class="focus"></canvas>
          ${
            scene.count === 0
              ? html`<p class="empty">
                  No boxes. Drag here to draw one, press N, or generate some.
                </p>`
              : nothing
          }
        </div>
        <div class="key">
          <span
            ><i></i>kept: colour and number are the class, then the score</span
          >
          <span
            ><i class="ghost"></i>suppressed: point at one to see by whom</span
          >
        </div>
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
