/** What a drag does to the scene: move, resize or draw. Pure. */
import {
  boxUnder,
  handlePoint,
  handleUnder,
  opposite,
  type Point,
} from './hit';
import { added, boxAt, changed, moved, spanned, type Scene } from './scene';

export type Tool = 'select' | 'draw';

export type Gesture =
  | { readonly kind: 'move'; readonly index: number; readonly from: Point }
  | { readonly kind: 'resize'; readonly index: number; readonly fixed: Point }
  | { readonly kind: 'draw'; readonly from: Point };

export interface Held {
  readonly scene: Scene;
  readonly selected: number;
  readonly tool: Tool;
  /** How near to a corner takes hold of it, in plane pixels. */
  readonly reach: number;
  /** Plane pixels to a CSS pixel. */
  readonly perPixel: number;
}

/** What a press at the point begins; outside all boxes it draws a new one. */
export function begun(held: Held, at: Point): Gesture {
  const { scene, selected, tool, reach } = held;
  const handle = handleUnder(scene, selected, at, reach);
  if (handle)
    return {
      kind: 'resize',
      index: selected,
      fixed: handlePoint(boxAt(scene, selected), opposite(handle)),
    };
  const index =
    tool === 'draw' ? -1 : boxUnder(scene, at, (i) => i === selected);
  return index < 0
    ? { kind: 'draw', from: at }
    : { kind: 'move', index, from: at };
}

/** The scene at the time of the press, with the pointer at `to`. */
export function dragged(scene: Scene, gesture: Gesture, to: Point): Scene {
  switch (gesture.kind) {
    case 'move': {
      const { index, from } = gesture;
      const box = boxAt(scene, index);
      return changed(scene, index, moved(box, to.x - from.x, to.y - from.y));
    }
    case 'resize':
      return changed(scene, gesture.index, spanned(gesture.fixed, to));
    case 'draw':
      return added(scene, newBox(scene, gesture.from, to));
  }
}

/** As sure as a detector seldom is, so that it takes part. */
const newScore = 0.9;

export function newBox(scene: Scene, from: Point, to: Point) {
  const last = scene.count > 0 ? scene.classes[scene.count - 1] : 0;
  return { ...spanned(from, to), score: newScore, classId: last };
}

/** CSS pixels; a press that went nowhere selects and leaves no dot behind. */
export const leastDrag = 4;

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Arrows move the box; with Alt they move its lower right corner. */
export function nudged(
  scene: Scene,
  index: number,
  key: string,
  { far, resize }: { far: boolean; resize: boolean },
): Scene | null {
  const arrow = arrows[key];
  if (!arrow || index < 0) return null;
  const step = far ? 20 : 4;
  const [dx, dy] = arrow.map((each) => each * step);
  const box = boxAt(scene, index);
  return changed(
    scene,
    index,
    resize
      ? spanned(
          { x: box.x1, y: box.y1 },
          {
            x: Math.max(box.x1, box.x2 + dx),
            y: Math.max(box.y1, box.y2 + dy),
          },
        )
      : moved(box, dx, dy),
  );
}
