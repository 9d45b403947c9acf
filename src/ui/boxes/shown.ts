/** Which boxes the canvas shows, and which of them one by one. Pure. */
import type { Outcome } from './outcome';
import { plane, type Scene } from './scene';
import type { Viewport } from './viewport';

/** More outlines in view are a texture: they are mapped instead. */
const mostOutlines = 400;

export interface Shown {
  /** In view, by falling score. */
  readonly kept: Int32Array;
  /** In view, not kept; without an answer that is all of them. */
  readonly rest: Int32Array;
  /** Too many to outline each. */
  readonly keptMapped: boolean;
  readonly restMapped: boolean;
}

export function shownIn(
  scene: Scene,
  outcome: Outcome | null,
  { zoom, x, y }: Viewport,
): Shown {
  const { corners, count } = scene;
  const [right, bottom] = [x + plane.width / zoom, y + plane.height / zoom];
  const isIn = (index: number) =>
    corners[4 * index] <= right &&
    corners[4 * index + 2] >= x &&
    corners[4 * index + 1] <= bottom &&
    corners[4 * index + 3] >= y;
  const kept = outcome ? outcome.kept.filter(isIn) : new Int32Array();
  const rest: number[] = [];
  for (let i = 0; i < count; i++)
    if (!outcome?.isKept[i] && isIn(i)) rest.push(i);
  return {
    kept,
    rest: Int32Array.from(rest),
    keptMapped: kept.length > mostOutlines,
    restMapped: rest.length > mostOutlines,
  };
}
