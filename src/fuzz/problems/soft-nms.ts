/** Problems that every kernel of softNms must solve, on any backend. */
import fc from 'fast-check';
import { softNms } from '../../ops/nms/soft';
import type { Options, Problem } from '../../ops/op';
import type { Case } from './case';

const soft = (n: number, given: Options = {}): Problem => ({
  shapes: { boxes: [n, 4], scores: [n] },
  options: softNms.options(given),
});

const awkward: Case[] = [
  { name: 'linear', problem: soft(300) },
  { name: 'gaussian', problem: soft(300, { method: 'gaussian' }) },
  { name: 'naive', problem: soft(300, { method: 'naive' }) },
  { name: 'no box', problem: soft(0) },
  { name: 'one box', problem: soft(1) },
  { name: 'fewer than four', problem: soft(3, { method: 'gaussian' }) },
  { name: 'a workgroup and one', problem: soft(257) },
  {
    name: "TensorFlow's curve",
    problem: soft(130, { method: 'gaussian', variant: 'tensorflow' }),
  },
  {
    name: 'a curve so narrow that scores vanish',
    problem: soft(200, {
      ...{ method: 'gaussian', sigma: 1e-4, scoreThreshold: null },
    }),
  },
  { name: 'the best seven', problem: soft(100, { maxOutputSize: 7 }) },
  { name: 'none to keep', problem: soft(100, { maxOutputSize: 0 }) },
  { name: 'all stay', problem: soft(150, { scoreThreshold: null }) },
  { name: 'none stays', problem: soft(70, { scoreThreshold: 2 }) },
  {
    name: 'any two boxes at all',
    problem: soft(90, {
      ...{ method: 'naive', iouThreshold: 0, suppressAt: 'greater-equal' },
    }),
  },
  {
    name: 'centre and size, in pixels',
    problem: soft(140, { boxFormat: 'cxcywh', legacyPixel: true }),
  },
];

const random = fc
  .record({
    n: fc.oneof(fc.nat(40), fc.nat(400)),
    options: fc.record({
      method: fc.constantFrom('linear', 'gaussian', 'naive'),
      variant: fc.constantFrom('paper', 'tensorflow'),
      iouThreshold: fc.constantFrom(0, 0.1, 0.3, 0.5, 0.95, 1),
      sigma: fc.constantFrom(1e-3, 0.1, 0.5, 2),
      scoreThreshold: fc.constantFrom(null, -1, 0, 0.001, 0.3),
      maxOutputSize: fc.oneof(fc.constant(null), fc.nat(60)),
      suppressAt: fc.constantFrom('greater', 'greater-equal'),
      boxFormat: fc.constantFrom('xyxy', 'yxyx', 'xywh', 'cxcywh'),
      legacyPixel: fc.boolean(),
    }),
  })
  .map(({ n, options }) => soft(n, options));

export const softNmsCases = {
  awkward,
  random,
  /** The worst box first. */
  breakage: [
    'let falling = select(~(bits | 0x80000000u), bits,',
    'let falling = select(bits, bits,',
  ] as const,
};
