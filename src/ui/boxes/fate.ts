/** Why a box is where it is: kept, weakened, or who suppressed it. Pure. */
import { boxesOf, iouOf, strictThreshold } from '../../ops/nms/overlap';
import { decayed, decayOf, flushed } from '../../ops/nms/soft-decay';
import { softNmsOptions } from '../../ops/nms/soft-options';
import { takesPart, type Outcome } from './outcome';
import type { Scene } from './scene';

/** The kept box that answers for what happened, and how far it overlaps. */
export interface Rival {
  readonly by: number;
  readonly iou: number;
}

export type Fate =
  | {
      readonly kind: 'kept';
      readonly rank: number;
      /** Its score after decay, and who took most of it. */
      readonly decay: (Rival & { readonly to: number }) | null;
    }
  | { readonly kind: 'score' }
  | (Rival & { readonly kind: 'suppressed' })
  /** Soft: `by` took it below the score threshold, to `to`. */
  | (Rival & { readonly kind: 'faded'; readonly to: number });

export function fateOf(outcome: Outcome, index: number): Fate {
  const { scene, kept, isKept, rules } = outcome;
  if (!isKept[index] && !takesPart(outcome, scene.scores[index]))
    return { kind: 'score' };
  if (rules.soft) return softFate(outcome, index);
  if (isKept[index])
    return { kind: 'kept', rank: kept.indexOf(index), decay: null };
  const found = suppressorOf(outcome, index);
  return found ? { kind: 'suppressed', ...found } : { kind: 'score' };
}

/** The kept box to point at, if one answers for this fate. */
export function rivalOf(fate: Fate | null): Rival | null {
  if (!fate || fate.kind === 'score') return null;
  return fate.kind === 'kept' ? fate.decay : fate;
}

/**
 * The best-scored box that was kept, is of the same class where classes count,
 * and overlaps by more than the threshold: the one greedy NMS met first.
 */
export function suppressorOf(
  { scene, rules, kept }: Outcome,
  index: number,
): Rival | null {
  const pixel = rules.legacyPixel ? 1 : 0;
  const threshold = strictThreshold(rules.iou, rules.suppressAt);
  for (const by of kept) {
    if (rules.classed && scene.classes[by] !== scene.classes[index]) continue;
    // Every IoU that is a number passes −1, that of boxes far apart too.
    if (threshold >= 0 && apart(scene.corners, by, index, pixel)) continue;
    const iou = pairIou(scene, by, index, pixel);
    if (iou > threshold) return { by, iou };
  }
  return null;
}

/** Goes through the rounds again, in the very steps that kernels take. */
function softFate({ scene, rules, kept, score }: Outcome, index: number): Fate {
  const decay = decayOf(
    softNmsOptions({
      iouThreshold: rules.iou,
      scoreThreshold: score > 0 ? score : null,
      suppressAt: rules.suppressAt,
      ...rules.soft,
    }),
  );
  const pixel = rules.legacyPixel ? 1 : 0;
  let now = flushed(scene.scores[index]);
  let worst: (Rival & { to: number }) | null = null;
  let share = 1;
  for (const [rank, by] of kept.entries()) {
    if (by === index)
      return { kind: 'kept', rank, decay: worst && { ...worst, to: now } };
    if (decay.threshold >= 0 && apart(scene.corners, by, index, pixel))
      continue;
    const iou = pairIou(scene, by, index, pixel);
    const to = decayed(now, iou, decay);
    if (to === null)
      return decay.method === 'naive'
        ? { kind: 'suppressed', by, iou }
        : { kind: 'faded', by, iou, to: decayed(now, iou, unlimited(decay))! };
    if (to / now < share) [worst, share] = [{ by, iou, to }, to / now];
    now = to;
  }
  return { kind: 'score' };
}

const unlimited = <T extends { scoreThreshold: number }>(decay: T): T => ({
  ...decay,
  scoreThreshold: -Infinity,
});

/** Most pairs are told apart by this alone. */
function apart(corners: Float32Array, i: number, j: number, pixel: number) {
  const [a, b] = [4 * i, 4 * j];
  return (
    corners[a] > corners[b + 2] + pixel ||
    corners[b] > corners[a + 2] + pixel ||
    corners[a + 1] > corners[b + 3] + pixel ||
    corners[b + 1] > corners[a + 3] + pixel
  );
}

/** In the very float32 steps that every kernel takes. */
export function pairIou(scene: Scene, a: number, b: number, pixel = 0): number {
  const two = new Float32Array(8);
  two.set(scene.corners.subarray(4 * a, 4 * a + 4));
  two.set(scene.corners.subarray(4 * b, 4 * b + 4), 4);
  return iouOf(boxesOf(two, 'xyxy', pixel), 0, 1, pixel);
}
