/** Problems that every convTranspose2d kernel must solve, on any backend. */
import fc from 'fast-check';
import { convTranspose2d } from '../../ops/conv-transpose2d';
import { filterLayouts } from '../../ops/conv-transpose2d/geometry';
import { activations, inputLayouts } from '../../ops/conv2d/geometry';
import { checkWorkload, type Workload } from '../../ops/fields';
import type { Problem } from '../../ops/op';
import type { Case } from './case';

/** One tap of each row is left out. */
export const convTranspose2dBreakage = [
  'kx < params.kernel_width;',
  'kx < params.kernel_width - 1u;',
] as const;

const caseOf = (name: string, workload: Workload): Case => ({
  name,
  problem: convTranspose2d.problem(
    checkWorkload(convTranspose2d.fields, {
      ...{ in: [6, 5], cin: 4, cout: 6, k: [3, 3] },
      ...workload,
    }),
  ),
});

const awkward: readonly [string, Workload][] = [
  ['3×3, stride 1', { s: [1, 1] }],
  ['2×2, stride 2: one tap an output', { k: [2, 2] }],
  ['3×3, stride 2: phases of unequal size', {}],
  ['4×4, stride 2, padding 1', { k: [4, 4], pads: [1, 1, 1, 1] }],
  ['one pixel, one channel', { in: [1, 1], cin: 1, cout: 1, k: [1, 1] }],
  ['odd sides, odd channels', { in: [9, 7], cin: 5, cout: 7 }],
  ['stride larger than the kernel: empty phases', { k: [2, 2], s: [4, 3] }],
  ['pointwise with holes', { k: [1, 1], s: [3, 2], more: [2, 1] }],
  ['unequal strides', { s: [1, 3] }],
  ['unequal dilations', { s: [2, 1], d: [1, 4] }],
  ['dilation and stride share a factor', { s: [4, 6], d: [2, 4], k: [4, 4] }],
  ['dilation a multiple of the stride', { s: [2, 3], d: [4, 3] }],
  ['dilation above a coprime stride', { s: [3, 2], d: [5, 3], in: [4, 4] }],
  ['unequal kernel sides', { k: [1, 5], s: [2, 1], d: [3, 2] }],
  ['asymmetric padding', { pads: [2, 0, 1, 3] }],
  ['padding beyond a stride', { k: [7, 7], pads: [5, 6, 4, 3] }],
  ['output padding', { s: [3, 2], more: [2, 1] }],
  ['16×16, stride 8', { k: [16, 16], s: [8, 8], cin: 3, cout: 3, in: [4, 3] }],
  ['grouped', { cin: 6, cout: 9, g: 3 }],
  ['depthwise', { cin: 6, cout: 6, g: 6, k: [4, 4], pads: [1, 1, 1, 1] }],
  ['depthwise, multiplier 3', { cin: 4, cout: 12, g: 4 }],
  ['batch of three', { n: 3, cin: 3, cout: 5 }],
  ['batch, grouped, strided', { n: 2, cin: 6, cout: 4, g: 2, s: [2, 1] }],
  ['many channels', { in: [3, 9], cin: 19, cout: 37, k: [2, 2] }],
  ['no bias', { bias: false }],
];

/** Awkward shapes, every layout, every activation. */
export const convTranspose2dCases: readonly Case[] = [
  ...awkward.map(([name, workload]) => caseOf(name, workload)),
  ...inputLayouts.flatMap((layout) =>
    filterLayouts.flatMap((filter) => [
      caseOf(`${layout} ${filter}`, { layout, filter, s: [1, 2] }),
      caseOf(`${layout} ${filter} grouped`, { layout, filter, g: 2, n: 2 }),
      caseOf(`${layout} ${filter} 2×2`, { layout, filter, k: [2, 2], n: 2 }),
    ]),
  ),
  ...activations.map((act) => caseOf(`activation ${act}`, { act })),
];

const seams: readonly [string, Workload][] = [
  ['2×2 in several blocks, the last one short', { k: [2, 2] }],
  ['3×3 in several blocks, views apart', {}],
  ['grouped, several blocks', { g: 2, s: [2, 3], layout: 'nhwc' }],
  ['4×4, padding 1', { k: [4, 4], pads: [1, 1, 1, 1] }],
  ['many phases', { in: [9, 7], k: [16, 16], s: [8, 8] }],
];

/** More than one block of gathered inputs, and rows of many panels. */
export const convTranspose2dSeams: readonly Case[] = seams.map(
  ([name, workload]) => caseOf(name, { in: [34, 21], cin: 96, ...workload }),
);

const pair = (max: number) =>
  fc.tuple(fc.integer({ min: 1, max }), fc.integer({ min: 1, max }));
const side = fc.integer({ min: 0, max: 3 });

/** Random valid problems, small enough for hundreds of them. */
export const convTranspose2dProblems: fc.Arbitrary<Problem> = fc
  .record({
    n: fc.integer({ min: 1, max: 2 }),
    in: pair(9),
    groups: fc.integer({ min: 1, max: 4 }),
    inPerGroup: fc.integer({ min: 1, max: 5 }),
    outPerGroup: fc.integer({ min: 1, max: 9 }),
    k: pair(5),
    s: pair(4),
    d: pair(4),
    pads: fc.tuple(side, side, side, side),
    more: fc.tuple(side, side),
    bias: fc.boolean(),
    act: fc.constantFrom(...activations),
    layout: fc.constantFrom(...inputLayouts),
    filter: fc.constantFrom(...filterLayouts),
  })
  .map(({ more, ...workload }) => ({
    ...workload,
    more: more.map((value, axis) => value % workload.s[axis]),
  }))
  .filter(({ in: sides, k, s, d, pads, more }) =>
    [0, 1].every(
      (axis) =>
        (sides[axis] - 1) * s[axis] + (k[axis] - 1) * d[axis] + more[axis] >=
        pads[2 * axis] + pads[2 * axis + 1],
    ),
  )
  .map(({ groups, inPerGroup, outPerGroup, ...workload }) =>
    convTranspose2d.problem(
      checkWorkload(convTranspose2d.fields, {
        ...workload,
        g: groups,
        cin: groups * inPerGroup,
        cout: groups * outPerGroup,
      }),
    ),
  );
