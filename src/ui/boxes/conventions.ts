/** The same boxes as each library reads them, and why answers differ. Pure. */
import type { CallData, RunResult } from '../../engine/api';
import { pairIou, suppressorOf } from './fate';
import { callOf, marked, outcomeOf, type Outcome, type Rules } from './outcome';
import type { Box, Scene } from './scene';
import { softConventions, whySoft } from './soft-conventions';

export interface Convention {
  readonly id: string;
  readonly title: string;
  /** What is unlike torchvision, in words. */
  readonly note: string;
  readonly rules: (page: Rules) => Rules;
  /** Its score threshold, where that is not the page's. */
  readonly score?: number;
  /** Where it is another op than nms and batchedNms. */
  readonly asOnnx?: { readonly most: number };
}

const hardConventions: readonly Convention[] = [
  {
    id: 'torchvision',
    title: 'torchvision nms, batched_nms',
    note: 'Suppresses where IoU > threshold; knows no score threshold, so boxes are filtered before.',
    rules: (page) => page,
  },
  {
    id: 'onnx',
    title: 'ONNX NonMaxSuppression',
    note: 'IoU > threshold, score > threshold; answers class by class, so the order differs where the boxes do not.',
    rules: (page) => page,
    asOnnx: { most: Infinity },
  },
  {
    id: 'onnx-defaults',
    title: 'ONNX, its most boxes left out',
    note: 'max_output_boxes_per_class is 0 by default, which keeps nothing.',
    rules: (page) => page,
    asOnnx: { most: 0 },
  },
  {
    id: 'tfjs',
    title: 'tfjs image.nonMaxSuppression',
    note: 'Suppresses where IoU ≥ threshold: a tie falls out.',
    rules: (page) => ({ ...page, suppressAt: 'greater-equal' }),
  },
  {
    id: 'py_nms',
    title: 'py_nms, py-faster-rcnn',
    note: 'Corners are pixels of the box: every side is one longer, and so is the overlap.',
    rules: (page) => ({ ...page, legacyPixel: true }),
  },
  {
    id: 'agnostic',
    title: 'Any of them, classes forgotten',
    note: 'nms in place of batched_nms; tfjs and py_nms take no classes at all.',
    rules: (page) => ({ ...page, classed: false }),
  },
];

/** Those that say something about the page's rules, the measure first. */
export const conventionsFor = ({ soft, classed }: Rules) =>
  soft
    ? softConventions
    : hardConventions.filter(({ id }) => classed || id !== 'agnostic');

/** More would make the classes' scores for ONNX a large tensor. */
export const mostCompared = 5000;

export function conventionCall(
  convention: Convention,
  scene: Scene,
  page: Rules,
  score: number,
): { op: string; call: CallData } {
  const rules = convention.rules(page);
  if (!convention.asOnnx)
    return callOf(scene, rules, convention.score ?? score);
  const { count, corners, scores, classes } = scene;
  const rows = rules.classed ? Math.max(0, ...classes) + 1 : 1;
  const table = new Float32Array(rows * count).fill(-1);
  for (let i = 0; i < count; i++)
    table[(rules.classed ? classes[i] : 0) * count + i] = scores[i];
  return {
    op: 'nonMaxSuppression',
    call: {
      inputs: {
        boxes: { shape: [1, count, 4], dtype: 'float32', data: yxyx(corners) },
        scores: { shape: [1, rows, count], dtype: 'float32', data: table },
      },
      options: {
        iouThreshold: rules.iou,
        // A box has no score, −1, for the classes that it is not of.
        scoreThreshold: score > 0 ? score : -0.5,
        maxOutputBoxesPerClass: Math.min(convention.asOnnx.most, count),
      },
    },
  };
}

const yxyx = (corners: Float32Array): Float32Array =>
  corners.map((_, at) => corners[at ^ 1]);

export function conventionOutcome(
  { rules, asOnnx, score: own }: Convention,
  scene: Scene,
  page: Rules,
  score: number,
  { outputs }: Pick<RunResult, 'outputs'>,
): Outcome {
  if (!asOnnx) return outcomeOf(scene, rules(page), own ?? score, outputs);
  const rows = outputs.output.data;
  const kept = Int32Array.from(
    { length: Number(outputs.validCount.data[0]) },
    (_, row) => Number(rows[3 * row + 2]),
  );
  // Class by class as ONNX has it; by score, as suppressors are looked for.
  kept.sort((a, b) => scene.scores[b] - scene.scores[a] || a - b);
  return {
    ...{ scene, score, rules: rules(page) },
    ...marked(scene, kept),
    decayed: null,
  };
}

/** What shows in a score of three digits. */
const scoreStep = 0.0005;

/** Boxes that are kept in one outcome only, or with other scores, by index. */
export function differing(a: Outcome, b: Outcome): number[] {
  const scoreOf = ({ decayed, scene }: Outcome, index: number) =>
    (decayed ?? scene.scores)[index];
  const found: number[] = [];
  a.isKept.forEach((kept, index) => {
    const apart = Math.abs(scoreOf(a, index) - scoreOf(b, index));
    if (kept !== b.isKept[index] || (kept && apart >= scoreStep))
      found.push(index);
  });
  return found;
}

/** Why box `index` is kept in one of the two and not in the other. */
export function why(base: Outcome, other: Outcome, index: number): string {
  if (base.rules.soft) return whySoft(base, other, index);
  const falls = base.isKept[index] === 1;
  const [keeps, drops] = falls ? [base, other] : [other, base];
  const what = `Box ${index} ${falls ? 'falls out' : 'stays'}`;
  const found = suppressorOf(drops, index);
  if (!found) return `${what}.`;
  const { by, iou } = found;
  if (!keeps.isKept[by])
    return falls
      ? `${what}: box ${by}, which is kept only here, suppresses it.`
      : `${what}: box ${by}, which suppresses it in torchvision, fell out.`;
  const { classes } = base.scene;
  if (classes[by] !== classes[index])
    return (
      `${what}: box ${by} of class ${classes[by]} overlaps it by ` +
      `${precise(iou)}, and classes do not count.`
    );
  const [here, there] = [other, base].map(({ scene, rules }) =>
    pairIou(scene, by, index, rules.legacyPixel ? 1 : 0),
  );
  return here === there
    ? `${what}: its IoU with box ${by} is the threshold itself.`
    : `${what}: its IoU with box ${by} is ${precise(here)} here, ` +
        `${precise(there)} in torchvision.`;
}

const precise = (iou: number) => String(Number(iou.toFixed(4)));

const box = (
  [x1, y1, x2, y2]: readonly number[],
  score: number,
  classId = 0,
): Box => ({ x1, y1, x2, y2, score, classId });

/** Eight boxes that every convention answers in its own way, at IoU 0.5. */
export const edgeCase: readonly Box[] = [
  // A tie: half of the first is the second; the third falls by the second.
  box([160, 160, 480, 480], 0.95),
  box([160, 160, 480, 320], 0.9),
  box([160, 160, 480, 304], 0.85),
  // 0.497 as lengths, 0.503 as pixels.
  box([640, 160, 699.5, 280], 0.8),
  box([660, 160, 719.5, 280], 0.75),
  // Two classes on one spot.
  box([820, 420, 1100, 700], 0.7, 1),
  box([830, 430, 1110, 690], 0.65, 2),
  box([900, 120, 1100, 260], 0.6, 1),
];
