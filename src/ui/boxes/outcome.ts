/** What the engine is asked, and what its answer means for each box. Pure. */
import type { CallData } from '../../engine/api';
import type { SuppressAt } from '../../ops/nms/overlap';
import type { SoftNmsOptions } from '../../ops/nms/soft-options';
import type { Tensors } from '../../ops/tensor';
import type { Settings } from './link';
import type { Scene } from './scene';

export type Softness = Pick<SoftNmsOptions, 'method' | 'sigma' | 'variant'>;

/** How pairs of boxes are judged; the page's own judgement is torchvision's. */
export interface Rules {
  readonly iou: number;
  readonly suppressAt: SuppressAt;
  /** Corners are pixels of the box: lengths are one more. */
  readonly legacyPixel: boolean;
  /** Only boxes of one class meet. */
  readonly classed: boolean;
  /** Overlaps take score; null: they suppress. */
  readonly soft: Softness | null;
}

export interface Outcome {
  readonly scene: Scene;
  readonly rules: Rules;
  /** Scores must be above it to take part; soft ones may equal it. */
  readonly score: number;
  /** Indices by falling score, decayed ones where NMS is soft. */
  readonly kept: Int32Array;
  /** 1 where a box was kept. */
  readonly isKept: Uint8Array;
  /** Of each box that was kept, after decay; null where nothing decays. */
  readonly decayed: Float32Array | null;
}

export const rulesOf = (settings: Settings): Rules => {
  const { iou, mode, method, sigma, variant } = settings;
  return {
    iou,
    suppressAt: 'greater',
    legacyPixel: false,
    classed: mode === 'batched',
    soft: mode === 'soft' ? { method, sigma, variant } : null,
  };
};

export const opOf = ({ soft, classed }: Rules) =>
  soft ? 'softNms' : classed ? 'batchedNms' : 'nms';

/** A call of nms, batchedNms or softNms. */
export function callOf(
  scene: Scene,
  rules: Rules,
  score: number,
): { op: string; call: CallData } {
  const { count, corners, scores, classes } = scene;
  const op = opOf(rules);
  return {
    op,
    call: {
      inputs: {
        boxes: { shape: [count, 4], dtype: 'float32', data: corners },
        scores: { shape: [count], dtype: 'float32', data: scores },
        ...(op === 'batchedNms' && {
          idxs: { shape: [count], dtype: 'int32', data: classes },
        }),
      },
      options: {
        iouThreshold: rules.iou,
        scoreThreshold: score > 0 ? score : null,
        suppressAt: rules.suppressAt,
        legacyPixel: rules.legacyPixel,
        ...rules.soft,
      },
    },
  };
}

export function outcomeOf(
  scene: Scene,
  rules: Rules,
  score: number,
  outputs: Tensors,
): Outcome {
  if (rules.soft) {
    const kept = Int32Array.from(outputs.indices.data, Number);
    const decayed = scene.scores.slice();
    kept.forEach((index, rank) => {
      decayed[index] = Number(outputs.scores.data[rank]);
    });
    return { scene, rules, score, ...marked(scene, kept), decayed };
  }
  const { output, validCount } = outputs;
  const kept = Int32Array.from(output.data, Number).subarray(
    0,
    Number(validCount.data[0]),
  );
  return { scene, rules, score, ...marked(scene, kept), decayed: null };
}

export function marked(scene: Scene, kept: Int32Array) {
  const isKept = new Uint8Array(scene.count);
  for (const index of kept) isKept[index] = 1;
  return { kept, isKept };
}

/** Whether the score threshold lets a score take part. */
export function takesPart(
  { rules, score }: Pick<Outcome, 'rules' | 'score'>,
  own: number,
): boolean {
  if (score <= 0) return true;
  // As the kernels compare them: in float32.
  const limit = Math.fround(score);
  return rules.soft ? own >= limit : own > limit;
}

/** How many of the scene's boxes the score threshold lets in. */
export const candidates = (outcome: Outcome): number =>
  outcome.scene.scores.reduce(
    (sum, each) => sum + (takesPart(outcome, each) ? 1 : 0),
    0,
  );

/** How many of the boxes kept have lost score. */
export const weakened = ({ kept, decayed, scene }: Outcome): number =>
  decayed
    ? kept.reduce(
        (sum, index) => sum + (decayed[index] < scene.scores[index] ? 1 : 0),
        0,
      )
    : 0;
