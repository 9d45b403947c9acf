/**
 * The decision of a pair, in float32 with every operation rounded, as the
 * float32 kernels of torchvision and ONNX Runtime take it: the oracle, WASM
 * and the GPU decide alike to the last bit, so kept indices are equal, not
 * nearly so.
 *
 *   area  = fl(fl(x2 − x1) · fl(y2 − y1))
 *   inter = fl(max(0, fl(right − left)) · max(0, fl(bottom − top)))
 *   IoU   = fl(inter / fl(fl(area a + area b) − inter)) > threshold
 *
 * 0/0 is NaN, which is above nothing. With `pixel` 1 every length is one more.
 */
import { toCorners, type BoxFormat } from '../boxes/format';

const round = Math.fround;

export type SuppressAt = 'greater' | 'greater-equal';

/** float32 neighbours are neighbours as integers, for positive values. */
const bitsOf = (value: number) =>
  new Uint32Array(Float32Array.of(value).buffer);

/**
 * The threshold above which an IoU suppresses: reaching one is passing the
 * float32 below it, and every IoU that is a number reaches 0.
 */
export function strictThreshold(iou: number, at: SuppressAt): number {
  const threshold = round(iou);
  if (at === 'greater') return threshold;
  if (threshold === 0) return -1;
  return new Float32Array(Uint32Array.of(bitsOf(threshold)[0] - 1).buffer)[0];
}

/**
 * What decides without a division, which WGSL does not promise to round: a
 * quotient rounds to more than the threshold where it is beyond the middle
 * between it and the next float32, or on it if a tie goes up.
 */
export function thresholdParts(threshold: number) {
  const [bits] = bitsOf(threshold);
  const exponent = Math.max(1, (bits >>> 23) & 0xff) - 127;
  const high = new Float32Array(Uint32Array.of(bits & ~0xfff).buffer)[0];
  return {
    threshold,
    // Twelve bits each: products with twelve bits of another are exact.
    threshold_high: high,
    threshold_low: threshold - high,
    half_ulp: 2 ** (exponent - 24),
    tie_above: bits & 1,
  };
}

/** Four corner coordinates a box, the smaller ones first, and the areas. */
export interface Boxes {
  readonly corners: Float32Array;
  readonly areas: Float32Array;
}

/** The corners may come in any order, as in TensorFlow and ONNX. */
export function boxesOf(
  values: ArrayLike<number>,
  format: BoxFormat,
  pixel: number,
): Boxes {
  const count = values.length / 4;
  const corners = new Float32Array(4 * count);
  const areas = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const [a, b, c, d] = toCorners(values, 4 * i, format).map(round);
    const [x1, x2] = [Math.min(a, c), Math.max(a, c)];
    const [y1, y2] = [Math.min(b, d), Math.max(b, d)];
    corners.set([x1, y1, x2, y2], 4 * i);
    areas[i] = round(length(x1, x2, pixel) * length(y1, y2, pixel));
  }
  return { corners, areas };
}

const length = (from: number, to: number, pixel: number) =>
  round(round(to - from) + pixel);

/** fl(inter / union) of boxes i and j; NaN where both are 0. */
export function iouOf(
  { corners, areas }: Boxes,
  i: number,
  j: number,
  pixel: number,
): number {
  const a = 4 * i;
  const b = 4 * j;
  const left = Math.max(corners[a], corners[b]);
  const top = Math.max(corners[a + 1], corners[b + 1]);
  const right = Math.min(corners[a + 2], corners[b + 2]);
  const bottom = Math.min(corners[a + 3], corners[b + 3]);
  const width = Math.max(0, length(left, right, pixel));
  const height = Math.max(0, length(top, bottom, pixel));
  const inter = round(width * height);
  const union = round(round(areas[i] + areas[j]) - inter);
  return round(inter / union);
}
