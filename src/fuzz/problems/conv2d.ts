/** Problems that every conv2d kernel must solve or decline, on any backend. */
import fc from 'fast-check';
import { conv2d } from '../../ops/conv2d';
import {
  activations,
  filterLayouts,
  inputLayouts,
} from '../../ops/conv2d/geometry';
import { checkWorkload, type Workload } from '../../ops/fields';
import type { Problem } from '../../ops/op';
import type { Case } from './case';

/** One tap of each row is left out. */
export const conv2dBreakage = [
  'kx < params.kernel_width;',
  'kx < params.kernel_width - 1u;',
] as const;

const conv2dCase = (name: string, workload: Workload): Case => ({
  name,
  problem: conv2d.problem(
    checkWorkload(conv2d.fields, { in: [9, 7], cin: 4, cout: 6, ...workload }),
  ),
});

const explicit = (...pads: number[]) => ({ pad: 'explicit', pads });

const awkward: readonly [string, Workload][] = [
  ['dense 3×3', {}],
  ['one pixel, one channel', { in: [1, 1], cin: 1, cout: 1, k: [1, 1] }],
  ['odd sides, odd channels', { in: [13, 11], cin: 5, cout: 7 }],
  ['kernel larger than the input', { in: [2, 3], k: [5, 7] }],
  ['stride larger than the kernel', { k: [2, 2], s: [5, 4], pad: 'valid' }],
  ['unequal strides', { in: [11, 17], s: [1, 3] }],
  ['unequal dilations', { in: [15, 12], d: [1, 4] }],
  ['unequal kernel sides', { k: [1, 5], s: [2, 1], d: [3, 2] }],
  ['asymmetric padding', explicit(2, 0, 1, 3)],
  ['padding of whole windows', { in: [3, 3], ...explicit(4, 5, 6, 4) }],
  ['same-lower, stride 2', { in: [8, 8], s: [2, 2], pad: 'same-lower' }],
  ['pointwise', { k: [1, 1], cin: 9, cout: 17 }],
  ['pointwise, strided', { k: [1, 1], s: [2, 3], pad: 'valid' }],
  ['pointwise, padded', { k: [1, 1], ...explicit(1, 0, 2, 1) }],
  ['grouped', { cin: 6, cout: 9, g: 3 }],
  ['grouped pointwise', { k: [1, 1], cin: 8, cout: 12, g: 4 }],
  ['depthwise', { cin: 6, cout: 6, g: 6 }],
  ['depthwise, wide row', { in: [3, 37], cin: 3, cout: 3, g: 3 }],
  ['depthwise, multiplier 3', { cin: 4, cout: 12, g: 4 }],
  ['depthwise, stride 2', { in: [14, 15], cin: 5, cout: 5, g: 5, s: [2, 2] }],
  ['depthwise, dilated', { cin: 5, cout: 5, g: 5, d: [2, 3] }],
  ['depthwise 5×5', { in: [12, 20], cin: 2, cout: 2, g: 2, k: [5, 5] }],
  ...(['none', 'hard-swish'] as const).flatMap((act): [string, Workload][] => {
    const channels = { layout: 'nhwc', g: 8, cin: 8, cout: 8, act };
    return [
      [`depthwise, nhwc, 8 channels, ${act}`, { ...channels, in: [5, 10] }],
      [`depthwise, nhwc, strided, ${act}`, { ...channels, s: [2, 3], n: 2 }],
      [
        `depthwise, nhwc, dilated, ${act}`,
        { ...channels, d: [2, 1], k: [2, 5] },
      ],
    ];
  }),
  ['batch of three', { n: 3, cin: 3, cout: 5 }],
  ['batch, grouped, strided', { n: 2, cin: 6, cout: 4, g: 2, s: [2, 1] }],
  ['no bias', { bias: false }],
];

/** Dense, few channels, groups, one for each channel; sides that hang over. */
const residuals: readonly [string, Workload][] = [
  ['dense', { in: [9, 13], n: 2, cin: 5, cout: 11 }],
  ['dense, whole tiles', { in: [8, 16], cin: 8, cout: 8 }],
  ['strided', { in: [11, 14], s: [2, 2], cout: 8 }],
  ['no bias', { bias: false, k: [1, 1], cin: 12, cout: 20 }],
  ['pointwise, batch', { in: [5, 7], k: [1, 1], n: 3, cin: 24, cout: 33 }],
  ['many terms, few outputs', { in: [4, 4], k: [1, 1], cin: 160, cout: 12 }],
  ['grouped', { in: [9, 10], cin: 8, cout: 18, g: 2 }],
  ['depthwise', { in: [9, 37], cin: 8, cout: 8, g: 8, n: 2 }],
  ['depthwise, 23 channels', { in: [6, 9], cin: 23, cout: 23, g: 23 }],
  ['depthwise 5×4, strided', { cin: 4, cout: 4, g: 4, k: [5, 4], s: [2, 2] }],
];
/** One after the other: each problem meets two of them. */
const turned = <T>(values: readonly T[], turn: number): T =>
  values[turn % values.length];

const residualCases = residuals.flatMap(([name, workload], i) =>
  inputLayouts.map((layout, j) => {
    const act = turned(activations, 2 * i + 3 * j);
    return conv2dCase(`residual: ${name}, ${layout}, ${act}`, {
      ...{ ...workload, layout, act, res: true },
      filter: turned(filterLayouts, i),
    });
  }),
);

/** Awkward shapes, every layout, every activation. */
export const conv2dCases: readonly Case[] = [
  ...awkward.map(([name, workload]) => conv2dCase(name, workload)),
  ...inputLayouts.flatMap((layout) =>
    filterLayouts.flatMap((filter) => [
      conv2dCase(`${layout} ${filter}`, { layout, filter, s: [1, 2] }),
      conv2dCase(`${layout} ${filter} grouped`, { layout, filter, g: 2 }),
      conv2dCase(`${layout} ${filter} depthwise`, {
        layout,
        filter,
        cout: 4,
        g: 4,
        n: 2,
      }),
      conv2dCase(`${layout} ${filter} pointwise`, {
        layout,
        filter,
        k: [1, 1],
        n: 2,
      }),
    ]),
  ),
  ...residualCases,
  ...activations.flatMap((act) => [
    conv2dCase(`activation ${act}`, { act }),
    conv2dCase(`depthwise, activation ${act}`, { act, cout: 4, g: 4 }),
    conv2dCase(`pointwise, activation ${act}`, { act, k: [1, 1] }),
  ]),
];

const nhwcDepthwise = { layout: 'nhwc', g: 37, cin: 37, cout: 37 };
const depthwise = { g: 3, cin: 3, cout: 3 };

/** Where the WASM kernels change their path. */
export const conv2dSeams: readonly Case[] = [
  conv2dCase('nhwc depthwise, vectors and rest', nhwcDepthwise),
  conv2dCase('nhwc depthwise, windows in the padding', {
    ...nhwcDepthwise,
    ...explicit(5, 4, 6, 3),
  }),
  conv2dCase('stride 2, odd left padding', {
    ...depthwise,
    in: [9, 41],
    s: [2, 2],
    ...explicit(1, 0, 1, 2),
  }),
  conv2dCase('stride 3, dilation 2', {
    ...depthwise,
    in: [9, 41],
    s: [3, 3],
    d: [2, 2],
  }),
  conv2dCase('depthwise in several bands', { ...depthwise, in: [300, 290] }),
  conv2dCase('several blocks of pixels', { in: [40, 40], cin: 32, cout: 5 }),
  conv2dCase('dense, stride 2', { in: [17, 64], cin: 3, s: [2, 2] }),
  conv2dCase('dense, stride 2, odd padding, nhwc', {
    ...{ in: [19, 23], cin: 7, cout: 9, s: [2, 2], layout: 'nhwc' },
    ...explicit(1, 0, 1, 2),
  }),
  conv2dCase('rows of whole runs', { in: [8, 16], cin: 8, cout: 8 }),
  conv2dCase('valid, read where it lies', { in: [9, 18], pad: 'valid' }),
  ...inputLayouts.flatMap((layout) =>
    activations.map((act) =>
      conv2dCase(`Winograd tiles, ${layout}, ${act}`, {
        ...{ layout, act, in: [13, 37], n: 2, cin: 34, cout: 10, g: 2 },
      }),
    ),
  ),
  ...inputLayouts.map((layout) =>
    conv2dCase(`Winograd tiles, ${layout}, residual`, {
      ...{ layout, act: 'relu', res: true },
      ...{ in: [13, 37], n: 2, cin: 34, cout: 10, g: 2 },
    }),
  ),
  conv2dCase('depthwise in several bands, residual', {
    ...{ ...depthwise, in: [300, 290], res: true },
  }),
  conv2dCase('several blocks of pixels, residual', {
    ...{ in: [40, 40], cin: 32, cout: 5, act: 'hard-swish', res: true },
  }),
  conv2dCase('Winograd, several blocks', {
    ...{ in: [30, 64], cin: 64, cout: 5 },
  }),
  conv2dCase('Winograd, asymmetric padding', {
    ...{ in: [10, 11], cin: 20, cout: 4, ...explicit(3, 0, 2, 4) },
  }),
  conv2dCase('Winograd, one column', { in: [40, 1], cin: 16, cout: 4 }),
];

const pair = (max: number) =>
  fc.tuple(fc.integer({ min: 1, max }), fc.integer({ min: 1, max }));
const side = fc.integer({ min: 0, max: 3 });

const ranges = {
  n: fc.integer({ min: 1, max: 2 }),
  in: pair(17),
  groups: fc.integer({ min: 1, max: 4 }),
  inPerGroup: fc.integer({ min: 1, max: 5 }),
  outPerGroup: fc.integer({ min: 1, max: 9 }),
  k: pair(4),
  s: pair(3),
  d: pair(3),
  pads: fc.tuple(side, side, side, side),
  bias: fc.boolean(),
  // Seldom: a shader with a residual is one more to compile.
  res: fc.nat(7).map((n) => n === 0),
  act: fc.constantFrom(...activations),
  layout: fc.constantFrom(...inputLayouts),
  filter: fc.constantFrom(...filterLayouts),
};

const problemsOf = (record: typeof ranges): fc.Arbitrary<Problem> =>
  fc
    .record(record)
    .filter(({ in: [h, w], k, d, pads }) => {
      const fits = (side: number, axis: 0 | 1) =>
        (k[axis] - 1) * d[axis] + 1 <=
        side + pads[2 * axis] + pads[2 * axis + 1];
      return fits(h, 0) && fits(w, 1);
    })
    .map(({ groups, inPerGroup, outPerGroup, ...workload }) =>
      conv2d.problem(
        checkWorkload(conv2d.fields, {
          ...workload,
          pad: 'explicit',
          g: groups,
          cin: groups * inPerGroup,
          cout: groups * outPerGroup,
        }),
      ),
    );

/** Random valid problems, small enough for hundreds of them. */
export const conv2dProblems = problemsOf(ranges);

/** Of those that Winograd's kernels take. */
export const winogradProblems = problemsOf({
  ...ranges,
  inPerGroup: fc.integer({ min: 4, max: 40 }),
  k: fc.constant([3, 3]),
  s: fc.constant([1, 1]),
  d: fc.constant([1, 1]),
});
