/**
 * What an overlap does to a score, in float32 with every operation rounded, so
 * that all backends get the same bits: who is picked next follows from a
 * comparison of decayed scores, and one ULP could swap two boxes.
 *
 *   linear:   fl(1 − IoU) above the threshold, else 1
 *   gaussian: e^fl(fl(IoU²) · scale), scale = fl(−1/σ) or fl(−1/(2σ))
 *   naive:    out above the threshold, else 1
 *
 * IoU is fl(inter / union) as in overlap.ts. The exponential is a polynomial
 * of sums and products, the one of src/wasm/assembly/exponential.ts: neither
 * JavaScript nor WGSL promises the bits of its own.
 */
import type { SoftNmsOptions } from './soft-options';
import { strictThreshold } from './overlap';

const round = Math.fround;
const smallestNormal = 2 ** -126;
/** Below it a weight is 0; e^−86 is still a normal number. */
const leastExponent = -86;

export interface Decay {
  readonly method: SoftNmsOptions['method'];
  /** IoUs above it count. */
  readonly threshold: number;
  readonly scale: number;
  /** Scores below it are out. */
  readonly scoreThreshold: number;
}

export const decayOf = (options: SoftNmsOptions): Decay => ({
  method: options.method,
  threshold: strictThreshold(options.iouThreshold, options.suppressAt),
  scale: round((options.variant === 'tensorflow' ? -0.5 : -1) / options.sigma),
  // The lowest float32 stands for none: WGSL does without infinities.
  scoreThreshold: round(options.scoreThreshold ?? -(2 ** 128 - 2 ** 104)),
});

/** A GPU may take numbers below 2⁻¹²⁶ for 0, so all do; −0 becomes 0. */
export const flushed = (score: number): number =>
  Math.abs(score) < smallestNormal ? 0 : score;

/** null: the box is out. An IoU of 0/0 leaves the score as it is. */
export function decayed(
  score: number,
  iou: number,
  { method, threshold, scale, scoreThreshold }: Decay,
): number | null {
  let result = score;
  if (method === 'gaussian') {
    if (iou > 0) result = score * exponential(round(round(iou * iou) * scale));
  } else if (iou > threshold) {
    if (method === 'naive') return null;
    result = score * round(1 - iou);
  }
  result = flushed(round(result));
  return result < scoreThreshold ? null : result;
}

/** e^x for x ≤ 0 within 2 ULP. */
export function exponential(x: number): number {
  if (x < leastExponent) return 0;
  const k = nearest(round(x * round(Math.LOG2E)));
  const high = round(k * 0.693145751953125);
  const low = round(k * round(1.42860682e-6));
  const r = round(round(x - high) - low);
  let q = round(1.9845886e-4);
  for (const coefficient of coefficients) q = round(coefficient + round(r * q));
  const p = round(r + round(round(r * r) * q));
  return round(1 + p) * 2 ** k;
}
const coefficients = [
  1.3940744e-3, 8.33339e-3, 4.166636e-2, 0.16666666, 0.5,
].map(round);

/** Ties to even, as float32 rounds at this size. */
const nearest = (value: number) => round(value + 1.5 * 2 ** 23) - 1.5 * 2 ** 23;
