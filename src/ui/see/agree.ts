/** How far the answers of two backends lie apart. Pure. */
import type { Face } from '../../networks/trained/tasks';
import type { Answer } from './pipeline';

export interface Agreement {
  /** Smallest intersection over union of faces, or that of the masks. */
  readonly iou: number;
  /** Largest difference of two scores, or of two values of the mask. */
  readonly difference: number;
}

/** null: they are not of the same kind, or not the same number of faces. */
export function agreement(
  a: Answer,
  b: Answer,
  score: number,
): Agreement | null {
  if (a.kind === 'mask' && b.kind === 'mask') return ofMasks(a.mask, b.mask);
  if (a.kind !== 'faces' || b.kind !== 'faces') return null;
  const [left, right] = [shown(a.faces, score), shown(b.faces, score)];
  if (left.length !== right.length) return null;
  let [iou, difference] = [1, 0];
  for (const [i, face] of left.entries()) {
    iou = Math.min(iou, overlap(face.box, right[i].box));
    difference = Math.max(difference, Math.abs(face.score - right[i].score));
  }
  return { iou, difference };
}

export const shown = (faces: readonly Face[], score: number): Face[] =>
  faces.filter((face) => face.score >= score);

/** Share of the picture that is more a person than not. */
export function personShare(mask: Float32Array): number {
  let inside = 0;
  for (const value of mask) if (value > 0.5) inside++;
  return inside / mask.length;
}

export function overlap(a: Face['box'], b: Face['box']): number {
  const side = (axis: 0 | 1) =>
    Math.max(
      0,
      Math.min(a[axis + 2], b[axis + 2]) - Math.max(a[axis], b[axis]),
    );
  const area = ([x1, y1, x2, y2]: Face['box']) => (x2 - x1) * (y2 - y1);
  const both = side(0) * side(1);
  return both / (area(a) + area(b) - both);
}

function ofMasks(a: Float32Array, b: Float32Array): Agreement {
  let [both, either, difference] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [left, right] = [a[i] > 0.5, b[i] > 0.5];
    if (left && right) both++;
    if (left || right) either++;
    difference = Math.max(difference, Math.abs(a[i] - b[i]));
  }
  return { iou: either === 0 ? 1 : both / either, difference };
}
