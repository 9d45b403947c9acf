/** Problems that every kernel of roiPool and roiAlign must solve. */
import fc from 'fast-check';
import { checkWorkload, type Workload } from '../../ops/fields';
import type { Op, Options, Problem } from '../../ops/op';
import { roiAlign, roiPool } from '../../ops/roi';
import { conventions, modes } from '../../ops/roi/options';
import type { RoiPoolOptions } from '../../ops/roi/options';
import type { Tensors } from '../../ops/tensor';
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

/** Regions that no generator draws: each kernel must do as the oracle does. */
const rows: readonly (readonly number[])[] = [
  // Halves, both ways; the last bit before a half.
  [0, 0.5, 1.5, 2.5, 3.5],
  [0, -0.5, -1.5, 4.5, 5.5],
  [0, 2.4999998, 0.49999997, 5.5, 6.4999995],
  // One pixel, nothing, inside out.
  [1, 3, 3, 3, 3],
  [1, 4, 4, 2, 2],
  [1, 4.25, 4.25, 4.375, 4.375],
  // Wholly outside, each way; far out; all of it and more.
  [0, -9, 1, -4, 5],
  [0, 1, 20, 5, 30],
  [0, 1e7, 1e7, 2e7, 2e7],
  [0, -40, -40, 50, 50],
  // Bins of more than 256 samples, which few of the map's pixels share.
  [1, -1000, -600, 1000.5, 900],
  [0, 2, 2, 900, 3000],
  // Samples at −1 and at the side.
  [1, -1.5, -1.5, -0.5, -0.5],
  [1, 6.5, 7.5, 7.5, 8.5],
  // Whole numbers of pixels to a bin, for adaptive grids.
  [0, 0, 0, 6, 6],
  [1, 1, 2, 4, 8],
  // Images that are not there.
  [-1, 0, 0, 6, 6],
  [2, 0, 0, 6, 6],
  [1e9, 0, 0, 6, 6],
];

const edgeInputs = (layout: 'nchw' | 'nhwc'): Tensors => {
  const shape = layout === 'nchw' ? [2, 5, 8, 7] : [2, 8, 7, 5];
  // Different everywhere, exact, of both signs.
  const data = Float32Array.from(
    { length: 560 },
    (_, i) => ((i * 37) % 561) - 280,
  );
  return {
    input: { shape, dtype: 'float32', data },
    boxes: {
      shape: [rows.length, 5],
      dtype: 'float32',
      data: Float32Array.from(rows.flat()),
    },
  };
};

interface EdgeRegion {
  readonly name: string;
  readonly op: Op;
  readonly inputs: ReturnType<typeof edgeInputs>;
  readonly options: Options;
}

export const edgeRegions = (['nchw', 'nhwc'] as const).flatMap(
  (layout): EdgeRegion[] => {
    const inputs = edgeInputs(layout);
    const common = { outputSize: [3, 2], inputLayout: layout };
    return [
      {
        name: `roiPool, ${layout}`,
        op: roiPool,
        inputs,
        options: common,
      },
      ...modes.flatMap((mode) =>
        [false, true].flatMap((aligned) =>
          [0, 2].map((samplingRatio) => ({
            name: `roiAlign, ${layout}, ${mode}, ${aligned}, ${samplingRatio}`,
            op: roiAlign,
            inputs,
            options: { ...common, mode, aligned, samplingRatio },
          })),
        ),
      ),
    ];
  },
);
