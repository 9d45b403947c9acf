/** What the engine is asked, and what its answer means for each box. Pure. */
import type { CallData } from '../../engine/api';
import {
  boxesOf,
  iouOf,
  strictThreshold,
  type Boxes,
  type SuppressAt,
} from '../../ops/nms/overlap';
import type { Tensors } from '../../ops/tensor';
import type { Settings } from './link';
import type { Scene } from './scene';

/** How pairs of boxes are judged; the page's own judgement is torchvision's. */
export interface Rules {
  readonly iou: number;
  readonly suppressAt: SuppressAt;
  /** Corners are pixels of the box: lengths are one more. */
  readonly legacyPixel: boolean;
  /** Only boxes of one class meet. */
  readonly classed: boolean;
}

export interface Outcome {
  readonly scene: Scene;
  readonly rules: Rules;
  /** Scores must be above it to take part. */
  readonly score: number;
  /** Indices by falling score. */
  readonly kept: Int32Array;
  /** 1 where a box was kept. */
  readonly isKept: Uint8Array;
}

export const rulesOf = ({ iou, mode }: Settings): Rules => ({
  iou,
  suppressAt: 'greater',
  legacyPixel: false,
  classed: mode !== 'hard',
});

/** A call of nms or batchedNms. */
export function callOf(
  scene: Scene,
  rules: Rules,
  score: number,
): { op: string; call: CallData } {
  const { count, corners, scores, classes } = scene;
  return {
    op: rules.classed ? 'batchedNms' : 'nms',
    call: {
      inputs: {
        boxes: { shape: [count, 4], dtype: 'float32', data: corners },
        scores: { shape: [count], dtype: 'float32', data: scores },
        ...(rules.classed && {
          idxs: { shape: [count], dtype: 'int32', data: classes },
        }),
      },
      options: {
        iouThreshold: rules.iou,
        scoreThreshold: score > 0 ? score : null,
        suppressAt: rules.suppressAt,
        legacyPixel: rules.legacyPixel,
      },
    },
  };
}

export function outcomeOf(
  scene: Scene,
  rules: Rules,
  score: number,
  { output, validCount }: Tensors,
): Outcome {
  const kept = Int32Array.from(output.data, Number).subarray(
    0,
    Number(validCount.data[0]),
  );
  return { scene, rules, score, ...marked(scene, kept) };
}

export function marked(scene: Scene, kept: Int32Array) {
  const isKept = new Uint8Array(scene.count);
  for (const index of kept) isKept[index] = 1;
  return { kept, isKept };
}

export type Fate =
  | { readonly kind: 'kept'; readonly rank: number }
  | { readonly kind: 'score' }
  | { readonly kind: 'suppressed'; readonly by: number; readonly iou: number };

/** Why the box is where it is: kept, too unsure, or who suppressed it. */
export function fateOf(outcome: Outcome, index: number): Fate {
  const { scene, kept, isKept, score } = outcome;
  if (isKept[index]) return { kind: 'kept', rank: kept.indexOf(index) };
  if (score > 0 && !(scene.scores[index] > Math.fround(score)))
    return { kind: 'score' };
  const found = suppressorOf(outcome, index);
  return found ? { kind: 'suppressed', ...found } : { kind: 'score' };
}

/**
 * The best-scored box that was kept, is of the same class where classes count,
 * and overlaps by more than the threshold: the one greedy NMS met first.
 */
export function suppressorOf(
  { scene, rules, kept }: Outcome,
  index: number,
): { readonly by: number; readonly iou: number } | null {
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

/** How many of the scene's boxes the score threshold lets in. */
export function candidates({ scene, score }: Outcome): number {
  if (score <= 0) return scene.count;
  // As the kernels compare them: in float32.
  const limit = Math.fround(score);
  return scene.scores.reduce((sum, each) => sum + (each > limit ? 1 : 0), 0);
}

/** In the very float32 steps that every kernel takes. */
export function pairIou(scene: Scene, a: number, b: number, pixel = 0): number {
  const two = new Float32Array(8);
  two.set(scene.corners.subarray(4 * a, 4 * a + 4));
  two.set(scene.corners.subarray(4 * b, 4 * b + 4), 4);
  const boxes: Boxes = boxesOf(two, 'xyxy', pixel);
  return iouOf(boxes, 0, 1, pixel);
}
