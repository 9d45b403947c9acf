/**
 * The four measures, one row each. Where torchvision divides 0 by 0 (two boxes
 * without area) the oracle has its NaN; WGSL promises none.
 *
 * Tolerances count roundings of 2^-24 on the way, with WGSL's division at 2.5
 * ULP. Sides, areas and intersections are products: 3 roundings each. The
 * union is at least half the sum of the areas, so it does not cancel: 12. The
 * other three subtract what may be nearly the IoU, hence an ULP at 1.
 */
import type { Preset } from '../op';
import type { Pair } from './pair';

export interface Overlap {
  /** torchvision's name. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly source: string;
  readonly formula: string;
  /** Operations of a pair, in that formula: min, max, + − × ÷ one each. */
  readonly operations: number;
  value(pair: Pair): number;
  /** The WGSL function, and the export of the WASM module. */
  readonly shader: string;
  readonly wasm: string;
  /** Reads the angles of a box. */
  readonly angles: boolean;
  readonly ulp: number;
  readonly why: string;
  /** The size of what is subtracted from each other; 0: nothing is. */
  readonly terms: 0 | 1;
  readonly presets: readonly Preset[];
}

/** Added to the squared diagonal, and to what weighs the aspect ratio. */
export const epsilon = 1e-7;

const iou = ({ intersection, union }: Pair) => intersection / union;

function distance(pair: Pair): number {
  const { dx, dy, hullWidth, hullHeight } = pair;
  const diagonal = hullWidth ** 2 + hullHeight ** 2 + epsilon;
  return iou(pair) - (dx * dx + dy * dy) / diagonal;
}

const matrix = (
  group: string,
  id: string,
  title: string,
  n: number,
  m: number,
): Preset => ({ id, title, group, workload: { n, m } });

const coco = matrix('COCO', 'coco-eval', 'evaluation, 100×100', 100, 100);
const rpn = matrix(
  'Faster R-CNN',
  'faster-rcnn-proposals',
  'proposals, 1000×1000',
  1000,
  1000,
);
const ssd = matrix(
  'SSD300',
  'ssd300-matching',
  'matching, 8732 anchors × 20',
  20,
  8732,
);
const detr = matrix('DETR', 'detr-matching', 'matcher, 100×30', 100, 30);
const yolo = matrix(
  'YOLOv8',
  'yolov8-assigner',
  'assigner, 20 × 8400 cells',
  20,
  8400,
);

export const overlaps: readonly Overlap[] = [
  {
    id: 'boxIou',
    title: 'box IoU',
    summary: 'How much two boxes overlap: intersection over union, pairwise.',
    source:
      'https://docs.pytorch.org/vision/stable/generated/torchvision.ops.box_iou.html',
    formula: 'I / (A + B − I)',
    operations: 16,
    value: iou,
    shader: 'intersection_over_union',
    wasm: 'boxIouRows',
    angles: false,
    ulp: 20,
    why: '3 roundings in I, 12 in the union, 5 in the division',
    terms: 0,
    presets: [rpn, coco, ssd],
  },
  {
    id: 'generalizedBoxIou',
    title: 'generalized IoU',
    summary: 'IoU less the share of the hull that neither box covers.',
    source: 'https://arxiv.org/abs/1902.09630',
    formula: 'IoU − (C − U) / C',
    operations: 26,
    value: (pair) => {
      const hull = pair.hullWidth * pair.hullHeight;
      return iou(pair) - (hull - pair.union) / hull;
    },
    shader: 'generalized',
    wasm: 'generalizedBoxIouRows',
    angles: false,
    ulp: 24,
    why: '20 roundings in the IoU, 27 in the rest: 24 ULP at the size 1',
    terms: 1,
    presets: [rpn, detr],
  },
  {
    id: 'distanceBoxIou',
    title: 'distance IoU',
    summary: 'IoU less the squared distance of the centres, over the hull’s.',
    source: 'https://arxiv.org/abs/1911.08287',
    formula: 'IoU − d² / (c² + ε)',
    operations: 37,
    value: distance,
    shader: 'distance_iou',
    wasm: 'distanceBoxIouRows',
    angles: false,
    ulp: 20,
    why: '20 roundings in the IoU, 18 in the rest: 19 ULP at the size 1',
    terms: 1,
    presets: [rpn, ssd],
  },
  {
    id: 'completeBoxIou',
    title: 'complete IoU',
    summary: 'Distance IoU less a penalty for unlike aspect ratios.',
    source: 'https://arxiv.org/abs/1911.08287',
    formula: 'DIoU − v² / (1 − IoU + v + ε), v = 4/π² (∠A − ∠B)²',
    operations: 46,
    value: (pair) => {
      const v = (2 / Math.PI) ** 2 * (pair.angle1 - pair.angle2) ** 2;
      const alpha = v / (1 - iou(pair) + v + epsilon);
      return distance(pair) - alpha * v;
    },
    shader: 'complete',
    wasm: 'completeBoxIouRows',
    angles: true,
    ulp: 64,
    why:
      '38 roundings in the distance IoU; 8 in each angle, which v takes ' +
      'times 1.3 and the penalty times 2; 20 of the IoU once more: below ' +
      '128, 64 ULP at the size 1',
    terms: 1,
    presets: [rpn, yolo],
  },
];
