/** The ways in which four numbers stand for a box. */

/** Corners in either order; a corner or the centre, then width and height. */
export type BoxFormat = 'xyxy' | 'yxyx' | 'xywh' | 'cxcywh';

/** The box at `values[at]` …, as the corners it has: nothing is sorted. */
export function toCorners(
  values: ArrayLike<number>,
  at: number,
  format: BoxFormat,
): [x1: number, y1: number, x2: number, y2: number] {
  const a = values[at];
  const b = values[at + 1];
  const c = values[at + 2];
  const d = values[at + 3];
  switch (format) {
    case 'xyxy':
      return [a, b, c, d];
    case 'yxyx':
      return [b, a, d, c];
    case 'xywh':
      return [a, b, a + c, b + d];
    case 'cxcywh':
      return [a - c / 2, b - d / 2, a + c / 2, b + d / 2];
  }
}
