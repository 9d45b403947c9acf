/** What a user may set. */
import type { Field, Fields, Workload } from '../fields';
import type { Options, Sweep } from '../op';
import { boxFormats, suppressAts } from './options';

const iou = (initial: number): Field => ({
  kind: 'number',
  id: 'iou',
  label: 'IoU threshold',
  help: 'A box that overlaps a kept one by more than this falls out.',
  min: 0,
  max: 1,
  initial,
});
const filter: Fields = [
  {
    kind: 'flag',
    id: 'filter',
    label: 'Score filter',
    help: 'Drops boxes whose score is not above a threshold.',
    initial: false,
  },
  {
    kind: 'number',
    id: 'score',
    label: 'Score threshold',
    help: 'Scores must be above it.',
    min: -1e6,
    max: 1e6,
    initial: 0.05,
    when: ['filter', true],
  },
];
const suppress: Field = {
  kind: 'choice',
  id: 'at',
  label: 'Suppress at',
  help: 'IoU greater than the threshold (torchvision, ONNX), or equal too (tfjs).',
  choices: suppressAts,
  initial: 'greater',
};
const count = (id: string, label: string, help: string, initial: number) =>
  ({ kind: 'int', id, label, help, min: 0, max: 200_000, initial }) as const;

/** The work grows with its square, at most. */
export const boxesSweep: Sweep = {
  id: 'boxes',
  label: 'Boxes',
  unit: 'boxes',
  values: [10, 30, 100, 300, 1000, 3000, 10_000],
  at: (workload, n) => ({ ...workload, n }),
  describe: ({ n }) => `${String(n)} boxes`,
};

export const boxCount = count('n', 'Boxes', 'In each image.', 1000);

export const nmsFields: Fields = [
  boxCount,
  iou(0.5),
  ...filter,
  count('max', 'Most to keep', 'How many boxes to keep; 0 keeps all.', 0),
  {
    kind: 'flag',
    id: 'padded',
    label: 'Padded',
    help: 'As many rows as may be kept, zeros after the valid ones.',
    initial: false,
  },
  suppress,
  {
    kind: 'choice',
    id: 'format',
    label: 'Box format',
    help: 'Corners in any order, or a corner or the centre with the size.',
    choices: boxFormats,
    initial: 'xyxy',
  },
  {
    kind: 'flag',
    id: 'pixel',
    label: '+1 pixel',
    help: 'Lengths are one more, as in py_nms: corners are pixels of the box.',
    initial: false,
  },
];

export const nmsOptionsOf = (workload: Workload): Options => ({
  iouThreshold: workload.iou,
  scoreThreshold: workload.filter ? workload.score : null,
  maxOutputSize: workload.max || null,
  padded: workload.padded,
  suppressAt: workload.at,
  boxFormat: workload.format,
  legacyPixel: workload.pixel,
});

export const onnxNmsFields: Fields = [
  boxCount,
  { ...count('c', 'Classes', 'Each has scores for all boxes.', 20), min: 1 },
  { ...count('b', 'Batch', 'Images in one call.', 1), min: 1, max: 64 },
  count('max', 'Most per class', 'Boxes to keep of each class; 0: none.', 100),
  iou(0.5),
  ...filter,
  {
    kind: 'flag',
    id: 'center',
    label: 'Centre point boxes',
    help: 'Centre, width and height instead of corners.',
    initial: false,
  },
  suppress,
];

export const onnxNmsOptionsOf = (workload: Workload): Options => ({
  maxOutputBoxesPerClass: workload.max,
  iouThreshold: workload.iou,
  scoreThreshold: workload.filter ? workload.score : null,
  centerPointBox: workload.center,
  suppressAt: workload.at,
});
