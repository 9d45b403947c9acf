/** Problems that every kernel of the NMS family must solve, on any backend. */
import fc from 'fast-check';
import type { Op, Options, Problem } from '../../ops/op';
import { batchedNms, nms } from '../../ops/nms/nms';
import { nonMaxSuppression } from '../../ops/nms/onnx';
import type { Case } from './case';

/** The smaller score first: other boxes are kept. */
const breakage = ['key < own.x', 'key > own.x'] as const;

/** The last class first. */
const onnxBreakage = ['s < segment', 's > segment'] as const;

const flat = (op: Op, n: number, given: Options = {}): Problem => ({
  shapes: {
    boxes: [n, 4],
    scores: [n],
    ...(op.id === 'batchedNms' && { idxs: [n] }),
  },
  options: op.options(given),
});

const flatCases = (op: Op): Case[] => [
  { name: 'a few blocks', problem: flat(op, 300) },
  { name: 'no box', problem: flat(op, 0) },
  { name: 'one box', problem: flat(op, 1) },
  { name: 'a block less one', problem: flat(op, 127) },
  { name: 'a block', problem: flat(op, 128) },
  { name: 'a block and one', problem: flat(op, 129) },
  {
    name: 'the best seven, padded',
    problem: flat(op, 100, { maxOutputSize: 7, padded: true }),
  },
  {
    name: 'padded to more than there are',
    problem: flat(op, 40, { maxOutputSize: 90, padded: true }),
  },
  {
    name: 'the best seven',
    problem: flat(op, 100, { maxOutputSize: 7, suppressAt: 'greater-equal' }),
  },
  {
    name: 'none above the score threshold',
    problem: flat(op, 70, { scoreThreshold: 2 }),
  },
  {
    name: 'half above the score threshold',
    problem: flat(op, 200, { scoreThreshold: 0.5, iouThreshold: 0.2 }),
  },
  {
    name: 'any overlap',
    problem: flat(op, 500, { iouThreshold: 0, boxFormat: 'yxyx' }),
  },
  {
    name: 'any two boxes at all',
    problem: flat(op, 90, { iouThreshold: 0, suppressAt: 'greater-equal' }),
  },
  {
    name: 'whole boxes only, in pixels',
    problem: flat(op, 150, { iouThreshold: 1, legacyPixel: true }),
  },
  {
    name: 'corner and size',
    problem: flat(op, 260, { boxFormat: 'xywh', iouThreshold: 0.3 }),
  },
  {
    name: 'centre and size, in pixels',
    problem: flat(op, 260, { boxFormat: 'cxcywh', legacyPixel: true }),
  },
  { name: 'more than are counted', problem: flat(op, 2100) },
];

const judgement = {
  iouThreshold: fc.constantFrom(0, 0.1, 0.3, 0.45, 0.5, 0.7, 0.95, 1),
  scoreThreshold: fc.constantFrom(null, -1, 0, 0.25, 0.9),
  suppressAt: fc.constantFrom('greater', 'greater-equal'),
};

const flatProblems = (op: Op) =>
  fc
    .record({
      n: fc.oneof(fc.nat(40), fc.nat(600)),
      options: fc.record({
        ...judgement,
        maxOutputSize: fc.oneof(fc.constant(null), fc.nat(60)),
        padded: fc.boolean(),
        boxFormat: fc.constantFrom('xyxy', 'yxyx', 'xywh', 'cxcywh'),
        legacyPixel: fc.boolean(),
      }),
    })
    .map(({ n, options }) => flat(op, n, options));

const onnx = (b: number, c: number, n: number, given: Options): Problem => ({
  shapes: { boxes: [b, n, 4], scores: [b, c, n] },
  options: nonMaxSuppression.options({
    maxOutputBoxesPerClass: 1000,
    iouThreshold: 0.5,
    ...given,
  }),
});

const onnxCases: Case[] = [
  { name: 'two images, three classes', problem: onnx(2, 3, 150, {}) },
  { name: 'one box', problem: onnx(1, 1, 1, {}) },
  { name: 'no box', problem: onnx(1, 2, 0, {}) },
  { name: 'no class', problem: onnx(1, 0, 8, {}) },
  { name: 'no image', problem: onnx(0, 2, 8, {}) },
  {
    name: 'no maximum is a maximum of 0',
    problem: onnx(1, 2, 30, { maxOutputBoxesPerClass: 0 }),
  },
  {
    name: 'three of each class',
    problem: onnx(3, 4, 60, { maxOutputBoxesPerClass: 3 }),
  },
  {
    name: 'centre point boxes',
    problem: onnx(1, 5, 90, { centerPointBox: true, scoreThreshold: 0.3 }),
  },
  { name: 'classes of a block and one', problem: onnx(1, 3, 129, {}) },
  { name: 'many small classes', problem: onnx(1, 200, 9, {}) },
  {
    name: 'none above the score threshold',
    problem: onnx(2, 2, 33, { scoreThreshold: 1 }),
  },
];

const onnxProblems = fc
  .record({
    b: fc.nat(3),
    c: fc.nat(5),
    n: fc.nat(150),
    options: fc.record({
      ...judgement,
      maxOutputBoxesPerClass: fc.constantFrom(0, 1, 5, 1000),
      centerPointBox: fc.boolean(),
    }),
  })
  .map(({ b, c, n, options }) => onnx(b, c, n, options));

export const nmsCases = {
  nms: {
    awkward: flatCases(nms),
    random: flatProblems(nms),
    breakage,
  },
  batchedNms: {
    awkward: flatCases(batchedNms),
    random: flatProblems(batchedNms),
    breakage,
  },
  nonMaxSuppression: {
    awkward: onnxCases,
    random: onnxProblems,
    breakage: onnxBreakage,
  },
};
