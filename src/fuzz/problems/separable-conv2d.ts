/** Problems that every separable kernel must solve or decline. */
import fc from 'fast-check';
import { activations, inputLayouts } from '../../ops/conv2d/geometry';
import { checkWorkload, type Workload } from '../../ops/fields';
import type { Problem } from '../../ops/op';
import { separableConv2d } from '../../ops/separable-conv2d';
import type { Case } from './case';

/** One tap of each row is left out. */
export const separableBreakage = [
  'kx < params.kernel_width;',
  'kx < params.kernel_width - 1u;',
] as const;

const separableCase = (name: string, workload: Workload): Case => ({
  name,
  problem: separableConv2d.problem(
    checkWorkload(separableConv2d.fields, {
      in: [9, 7],
      cin: 4,
      cout: 6,
      ...workload,
    }),
  ),
});

const explicit = (...pads: number[]) => ({ pad: 'explicit', pads });

const awkward: readonly [string, Workload][] = [
  ['3×3', {}],
  ['one pixel, one channel', { in: [1, 1], cin: 1, cout: 1, k: [1, 1] }],
  ['one pixel, 3×3', { in: [1, 1], cin: 5, cout: 3 }],
  ['odd sides, odd channels', { in: [13, 11], cin: 5, cout: 7 }],
  ['even sides, whole blocks', { in: [8, 12], cin: 8, cout: 32 }],
  ['wide row', { in: [3, 37], cin: 3, cout: 5 }],
  ['tall column', { in: [29, 2], cin: 6, cout: 9 }],
  ['kernel larger than the input', { in: [2, 3], k: [5, 7] }],
  ['stride larger than the kernel', { k: [2, 2], s: [5, 4], pad: 'valid' }],
  ['stride 2', { in: [14, 15], s: [2, 2] }],
  ['stride 2, same-lower', { in: [8, 8], s: [2, 2], pad: 'same-lower' }],
  ['unequal strides', { in: [11, 17], s: [1, 3] }],
  ['dilated', { in: [15, 12], d: [2, 2] }],
  ['unequal dilations', { in: [15, 12], d: [1, 4] }],
  ['rate beyond the input', { in: [7, 7], d: [9, 9] }],
  ['unequal kernel sides', { k: [1, 5], s: [2, 1], d: [3, 2] }],
  ['asymmetric padding', explicit(2, 0, 1, 3)],
  ['padding of whole windows', { in: [3, 3], ...explicit(4, 5, 6, 4) }],
  ['multiplier 2', { in: [6, 9], cin: 3, mult: 2 }],
  ['multiplier 3, stride 2', { in: [10, 9], cin: 5, mult: 3, s: [2, 2] }],
  ['batch of two', { n: 2, cin: 3, cout: 5 }],
  ['many channels out', { in: [5, 6], cin: 3, cout: 83 }],
  ['more channels out than a tile', { in: [4, 5], cin: 3, cout: 150 }],
  ['many channels between', { in: [4, 5], cin: 75, cout: 6 }],
  ['no bias', { dwbias: false, bias: false }],
  ['depthwise bias only', { bias: false, cout: 5 }],
  ['residual', { in: [8, 13], cin: 8, res: true, act: 'hard-swish' }],
  ['residual, batch', { n: 2, cin: 5, cout: 37, res: true, act: 'relu6' }],
  ['residual, dilated', { d: [2, 1], cout: 32, res: true, bias: false }],
];

/** Awkward shapes and every activation after each step, in both layouts. */
export const separableCases: readonly Case[] = inputLayouts.flatMap((layout) =>
  [
    ...awkward,
    ...activations.map((act): [string, Workload] => [`then ${act}`, { act }]),
    ...activations.map((dwact): [string, Workload] => [
      `${dwact} between`,
      { dwact, cin: 6, act: 'relu6' },
    ]),
  ].map(([name, workload]) =>
    separableCase(`${layout}, ${name}`, { ...workload, layout }),
  ),
);

/** Where the WASM kernels change their path. */
export const separableSeams: readonly Case[] = inputLayouts.flatMap((layout) =>
  (
    [
      ['several bands', { in: [70, 53], cin: 24, cout: 5 }],
      ['bands of two images', { in: [40, 40], cin: 40, cout: 4, n: 2 }],
      ['bands, residual', { in: [40, 40], cin: 40, cout: 6, res: true }],
      ['bands, stride 2', { in: [75, 61], cin: 40, cout: 4, s: [2, 2] }],
      ['bands, dilated', { in: [33, 33], cin: 64, cout: 4, d: [6, 6] }],
      ['odd left padding', { in: [9, 41], s: [2, 2], ...explicit(1, 0, 1, 2) }],
      ['stride 3, dilation 2', { in: [9, 41], s: [3, 3], d: [2, 2] }],
    ] satisfies [string, Workload][]
  ).map(([name, workload]) =>
    separableCase(`${layout}, ${name}`, { ...workload, layout }),
  ),
);

const pair = (max: number) =>
  fc.tuple(fc.integer({ min: 1, max }), fc.integer({ min: 1, max }));
const side = fc.integer({ min: 0, max: 3 });

/** Random valid problems, small enough for hundreds of them. */
export const separableProblems: fc.Arbitrary<Problem> = fc
  .record({
    n: fc.integer({ min: 1, max: 2 }),
    in: pair(17),
    cin: fc.integer({ min: 1, max: 9 }),
    mult: fc.integer({ min: 1, max: 2 }),
    cout: fc.integer({ min: 1, max: 37 }),
    k: fc.oneof(pair(4), fc.constant([3, 3] as [number, number])),
    s: fc.oneof(pair(3), fc.constantFrom<[number, number]>([1, 1], [2, 2])),
    d: fc.oneof(pair(3), fc.constant([1, 1] as [number, number])),
    pads: fc.tuple(side, side, side, side),
    dwbias: fc.boolean(),
    bias: fc.boolean(),
    res: fc.nat(7).map((n) => n === 0),
    dwact: fc.constantFrom(...activations),
    act: fc.constantFrom(...activations),
    layout: fc.constantFrom(...inputLayouts),
  })
  .filter(({ in: [h, w], k, d, pads }) => {
    const fits = (length: number, axis: 0 | 1) =>
      (k[axis] - 1) * d[axis] + 1 <=
      length + pads[2 * axis] + pads[2 * axis + 1];
    return fits(h, 0) && fits(w, 1);
  })
  .map((workload) =>
    separableConv2d.problem(
      checkWorkload(separableConv2d.fields, { ...workload, pad: 'explicit' }),
    ),
  );
