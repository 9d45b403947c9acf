/** Problems that every kernel of roiPool and roiAlign must solve. */
import fc from 'fast-check';
import { checkWorkload, type Workload } from '../../src/ops/fields';
import type { Op, Problem } from '../../src/ops/op';
import { roiAlign, roiPool } from '../../src/ops/roi';
import { conventions, modes } from '../../src/ops/roi/options';
import type { RoiPoolOptions } from '../../src/ops/roi/options';
import type { Case } from './case';

const small: Workload = {
  in: [13, 11],
  c: 6,
  k: 9,
  out: [3, 2],
  scale: 0.25,
};
const caseOf =
  <O extends RoiPoolOptions>(op: Op<O>) =>
  ([name, workload]: readonly [string, Workload]): Case => ({
    name,
    problem: op.problem(checkWorkload(op.fields, { ...small, ...workload })),
  });

const shared: readonly (readonly [string, Workload])[] = [
  ['a few regions', {}],
  ['one pixel, one channel, one bin', { in: [1, 1], c: 1, k: 1, out: [1, 1] }],
  ['more bins than pixels', { in: [3, 2], out: [7, 5] }],
  ['one row', { in: [1, 37], c: 4 }],
  ['one column of bins', { out: [9, 1], c: 5 }],
  ['whole vectors of channels', { c: 8 }],
  ['three channels', { c: 3 }],
  ['batch of three', { n: 3, k: 40, c: 7 }],
  ['many regions', { k: 300, c: 2, out: [2, 2] }],
  ['a scale that rounds', { scale: 0.3 }],
  ['no scale', { scale: 1 }],
  ['a large scale', { scale: 3 }],
  ['nhwc', { layout: 'nhwc', n: 2 }],
  ['nhwc, whole vectors', { layout: 'nhwc', c: 8, n: 2 }],
  ['nhwc, one channel', { layout: 'nhwc', c: 1 }],
  ['large map', { in: [64, 70], c: 5, out: [7, 7], k: 12 }],
];

const alignOnly = modes.flatMap((mode) =>
  conventions.flatMap((convention): [string, Workload][] => [
    [`${mode}, ${convention}, adaptive`, { mode, convention, ratio: 0 }],
    [`${mode}, ${convention}, 3`, { mode, convention, ratio: 3 }],
    [`${mode}, ${convention}, nhwc`, { mode, convention, layout: 'nhwc' }],
  ]),
);

const pair = (max: number) =>
  fc.tuple(fc.integer({ min: 1, max }), fc.integer({ min: 1, max }));
const common = {
  in: pair(20),
  c: fc.integer({ min: 1, max: 11 }),
  k: fc.integer({ min: 1, max: 20 }),
  out: pair(8),
  scale: fc.constantFrom(1, 0.25, 1 / 16, 0.3),
  n: fc.integer({ min: 1, max: 3 }),
  layout: fc.constantFrom('nchw', 'nhwc'),
};
const problems = <O extends RoiPoolOptions>(
  op: Op<O>,
  workloads: fc.Arbitrary<Workload>,
): fc.Arbitrary<Problem> =>
  workloads.map((workload) => op.problem(checkWorkload(op.fields, workload)));

export const roiPoolTests = {
  awkward: shared.map(caseOf(roiPool)),
  random: problems(roiPool, fc.record(common)),
  /** Nothing is ever larger than the lowest number. */
  breakage: ['best = max(best,', 'best = min(best,'],
} as const;

export const roiAlignTests = {
  awkward: [...shared, ...alignOnly].map(caseOf(roiAlign)),
  random: problems(
    roiAlign,
    fc.record({
      ...common,
      ratio: fc.integer({ min: 0, max: 4 }),
      convention: fc.constantFrom(...conventions),
      mode: fc.constantFrom(...modes),
    }),
  ),
  /** Every sample is at the edge of its share of the bin. */
  breakage: ['+ 0.5 * step', '+ 0.0 * step'],
} as const;
