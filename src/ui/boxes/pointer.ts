/** A press, a drag and a release on the canvas, as edits of the scene. */
import { begun, dragged, leastDrag, type Gesture, type Held } from './gesture';
import { boxUnder, handleUnder, type Point } from './hit';
import type { Scene } from './scene';

export interface PointerHost {
  select(index: number): void;
  edit(scene: Scene, selected: number, live: boolean): void;
}

export type Cursor = 'resize' | 'move' | 'draw';

export class Drag {
  readonly #host: PointerHost;
  readonly #gesture: Gesture;
  readonly #before: Scene;
  readonly #from: Point;
  /** A hand that trembles does not drag. */
  readonly #least: number;
  #far = false;
  #latest: [Scene, number] | null = null;

  constructor(host: PointerHost, held: Held, at: Point) {
    this.#host = host;
    this.#gesture = begun(held, at);
    this.#before = held.scene;
    this.#from = at;
    this.#least = leastDrag * held.perPixel;
    if (this.#gesture.kind === 'move') host.select(this.#gesture.index);
  }

  move(at: Point) {
    const from = this.#from;
    this.#far ||= Math.hypot(at.x - from.x, at.y - from.y) >= this.#least;
    if (!this.#far) return;
    const gesture = this.#gesture;
    const scene = dragged(this.#before, gesture, at);
    const index = gesture.kind === 'draw' ? this.#before.count : gesture.index;
    this.#latest = [scene, index];
    this.#host.edit(scene, index, true);
  }

  end() {
    // The last move may not have come back as a property yet.
    if (this.#latest) this.#host.edit(...this.#latest, false);
    else if (this.#gesture.kind === 'draw') this.#host.select(-1);
  }
}

/** What is under a pointer that is not pressed. */
export function pointedAt(
  held: Held,
  at: Point,
): { readonly hovered: number; readonly cursor: Cursor } {
  const hovered = held.tool === 'draw' ? -1 : boxUnder(held.scene, at);
  return {
    hovered,
    cursor: handleUnder(held.scene, held.selected, at, held.reach)
      ? 'resize'
      : hovered < 0
        ? 'draw'
        : 'move',
  };
}
