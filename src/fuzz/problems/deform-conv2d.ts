/** Problems that every kernel of deformConv2d must solve or decline. */
import fc from 'fast-check';
import { checkWorkload, type Workload } from '../../ops/fields';
import type { Problem } from '../../ops/op';
import { deformConv2d } from '../../ops/deform-conv2d';
import type { Case } from './case';

/** dx is taken for dy, and dy for dx. */
export const deformConv2dBreakage = [
  'vec2f(offset[at], offset[at + pixels])',
  'vec2f(offset[at + pixels], offset[at])',
] as const;

const explicit = (...pads: number[]) => ({ pad: 'explicit', pads });

const workloads: readonly (readonly [string, Workload])[] = [
  ['3×3', {}],
  ['no mask, no bias', { mask: false, bias: false }],
  ['no mask', { mask: false }],
  ['one pixel', { in: [1, 1], cin: 1, cout: 1, k: [1, 1] }],
  ['pointwise', { k: [1, 1], cin: 5, cout: 9 }],
  ['two groups', { g: 2, cin: 6, cout: 4 }],
  ['depthwise', { g: 6, cin: 6, cout: 6 }],
  ['groups of offsets', { og: 3, cin: 6 }],
  ['groups of both, not aligned', { og: 2, g: 3, cin: 6, cout: 9 }],
  ['an offset group for each channel', { og: 4, cin: 4 }],
  ['unequal strides', { s: [1, 3], in: [8, 17] }],
  ['unequal dilations', { d: [1, 3], in: [8, 17] }],
  ['unequal kernel', { k: [2, 5], in: [8, 17] }],
  ['unequal padding', { ...explicit(2, 0, 1, 4), in: [5, 6] }],
  ['no padding', { pad: 'valid', in: [6, 9], k: [3, 2] }],
  ['a batch', { n: 3, cin: 3, cout: 2 }],
  ['smaller than its kernel', { in: [2, 2], k: [5, 5] }],
  ['many channels out', { cin: 4, cout: 70 }],
  ['many channels in', { cin: 41, cout: 6 }],
  ['more pixels than a tile', { in: [19, 23], cin: 8, cout: 33 }],
];

const problemOf = (workload: Workload): Problem =>
  deformConv2d.problem(
    checkWorkload(deformConv2d.fields, {
      ...{ in: [7, 9], cin: 4, cout: 5 },
      ...workload,
    }),
  );

export const deformConv2dCases: readonly Case[] = workloads.map(
  ([name, workload]) => ({ name, problem: problemOf(workload) }),
);

const size = (max: number, min = 1) => fc.integer({ min, max });
const pair = (max: number) => fc.tuple(size(max), size(max));

export const deformConv2dProblems: fc.Arbitrary<Problem> = fc
  .record({
    in: pair(9),
    k: pair(3),
    s: pair(3),
    d: pair(2),
    pads: fc.tuple(size(5, 2), size(5, 2), size(5, 2), size(5, 2)),
    g: size(3),
    og: size(2),
    perGroup: size(3),
    out: size(4),
    n: size(2),
    mask: fc.boolean(),
    bias: fc.boolean(),
  })
  .map(({ perGroup, out, ...rest }) =>
    problemOf({
      ...rest,
      pad: 'explicit',
      cin: rest.g * rest.og * perGroup,
      cout: rest.g * out,
    }),
  );
