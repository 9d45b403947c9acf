/** The boxes on the page: plain arrays, never changed in place. Pure. */

/** The plane that boxes lie on, in its own pixels. */
export const plane = { width: 1280, height: 800 } as const;

/** Sides shorter than this cannot be seen, nor taken hold of. */
export const leastSide = 4;

export interface Scene {
  readonly count: number;
  /** x1, y1, x2, y2 of each box. */
  readonly corners: Float32Array;
  /** 0..1. */
  readonly scores: Float32Array;
  readonly classes: Int32Array;
}

export interface Box {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly score: number;
  readonly classId: number;
}

export function sceneOf(boxes: readonly Box[]): Scene {
  return {
    count: boxes.length,
    corners: Float32Array.from(
      boxes.flatMap(({ x1, y1, x2, y2 }) => [x1, y1, x2, y2]),
    ),
    scores: Float32Array.from(boxes, ({ score }) => score),
    classes: Int32Array.from(boxes, ({ classId }) => classId),
  };
}

export function boxAt({ corners, scores, classes }: Scene, index: number): Box {
  const [x1, y1, x2, y2] = corners.subarray(4 * index, 4 * index + 4);
  return { x1, y1, x2, y2, score: scores[index], classId: classes[index] };
}

/** The box gets the index `scene.count`. */
export function added(scene: Scene, box: Box): Scene {
  const { count } = scene;
  const corners = new Float32Array(4 * count + 4);
  const scores = new Float32Array(count + 1);
  const classes = new Int32Array(count + 1);
  corners.set(scene.corners);
  scores.set(scene.scores);
  classes.set(scene.classes);
  return changed({ count: count + 1, corners, scores, classes }, count, box);
}

export function changed(
  scene: Scene,
  index: number,
  change: Partial<Box>,
): Scene {
  const { x1, y1, x2, y2, score, classId } = {
    ...boxAt(scene, index),
    ...change,
  };
  const corners = scene.corners.slice();
  corners.set([x1, y1, x2, y2], 4 * index);
  return {
    ...scene,
    corners,
    scores: scene.scores.with(index, score),
    classes: scene.classes.with(index, classId),
  };
}

/** Later boxes move up by one. */
export function removed(scene: Scene, index: number): Scene {
  const kept = <T extends Float32Array | Int32Array>(from: T, width: number) =>
    from.filter((_, at) => Math.floor(at / width) !== index) as T;
  return {
    count: scene.count - 1,
    corners: kept(scene.corners, 4),
    scores: kept(scene.scores, 1),
    classes: kept(scene.classes, 1),
  };
}

/** Moved as a whole, and never off the plane. */
export function moved(box: Box, dx: number, dy: number): Box {
  const x = clamp(dx, -box.x1, plane.width - box.x2);
  const y = clamp(dy, -box.y1, plane.height - box.y2);
  return {
    ...box,
    x1: box.x1 + x,
    x2: box.x2 + x,
    y1: box.y1 + y,
    y2: box.y2 + y,
  };
}

/** The box between two points, in any order, on the plane. */
export function spanned(
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
): Pick<Box, 'x1' | 'y1' | 'x2' | 'y2'> {
  const [x1, x2] = side(from.x, to.x, plane.width);
  const [y1, y2] = side(from.y, to.y, plane.height);
  return { x1, y1, x2, y2 };
}

function side(from: number, to: number, end: number): [number, number] {
  const low = clamp(Math.min(from, to), 0, end - leastSide);
  const high = clamp(Math.max(from, to), low + leastSide, end);
  return [low, high];
}

/** Indices by falling score; of equal ones the first comes first. */
export function byScore({ count, scores }: Scene): Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  return order.sort((a, b) => scores[b] - scores[a] || a - b);
}

/** Where a box cannot be kept on a side, the lower bound wins. */
export const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(high, value));
