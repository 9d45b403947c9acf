/** What two boxes have to do with each other, in float64. */
import { toCorners } from '../boxes/format';
import type { BoxIouOptions } from './options';

export interface Pair {
  readonly intersection: number;
  readonly union: number;
  /** Sides of the smallest box around both. */
  readonly hullWidth: number;
  readonly hullHeight: number;
  /** Between the centres. */
  readonly dx: number;
  readonly dy: number;
  /** atan(width / height) of each; NaN for a box without either. */
  readonly angle1: number;
  readonly angle2: number;
}

/** Of the boxes that begin at those elements. */
export function pairOf(
  boxes1: ArrayLike<number>,
  at1: number,
  boxes2: ArrayLike<number>,
  at2: number,
  { format, offset }: BoxIouOptions,
): Pair {
  const [ax1, ay1, ax2, ay2] = toCorners(boxes1, at1, format);
  const [bx1, by1, bx2, by2] = toCorners(boxes2, at2, format);
  const [aw, ah] = [ax2 - ax1 + offset, ay2 - ay1 + offset];
  const [bw, bh] = [bx2 - bx1 + offset, by2 - by1 + offset];
  // Math.max keeps NaN, as torch's clamp does.
  const side = (low: number, high: number) => Math.max(high - low + offset, 0);
  const intersection =
    side(Math.max(ax1, bx1), Math.min(ax2, bx2)) *
    side(Math.max(ay1, by1), Math.min(ay2, by2));
  return {
    intersection,
    union: aw * ah + bw * bh - intersection,
    hullWidth: side(Math.min(ax1, bx1), Math.max(ax2, bx2)),
    hullHeight: side(Math.min(ay1, by1), Math.max(ay2, by2)),
    dx: (ax1 + ax2 - bx1 - bx2) / 2,
    dy: (ay1 + ay2 - by1 - by2) / 2,
    angle1: Math.atan(aw / ah),
    angle2: Math.atan(bw / bh),
  };
}
