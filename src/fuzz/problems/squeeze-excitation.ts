/** Problems that every kernel of squeezeExcitation must solve or decline. */
import fc from 'fast-check';
import { inputLayouts } from '../../ops/conv2d/geometry';
import { checkWorkload, type Workload } from '../../ops/fields';
import type { Problem } from '../../ops/op';
import { squeezeExcitation } from '../../ops/squeeze-excitation';
import { gates, reduceActivations } from '../../ops/squeeze-excitation/options';
import type { Case } from './case';

/** Each channel has the factor of its neighbour. */
export const squeezeExcitationBreakage = [
  'params.channels + channel]',
  'params.channels + (channel ^ 1u)]',
] as const;

const workloads: readonly (readonly [string, Workload])[] = [
  ['a few channels', { c: 12, r: 4 }],
  ['one pixel', { in: [1, 1], c: 6, r: 3 }],
  ['one channel', { c: 1, r: 1 }],
  ['more numbers than channels', { c: 5, r: 9 }],
  ['an odd plane', { in: [7, 7], c: 20, r: 5 }],
  ['a plane of three', { in: [3, 1], c: 9, r: 2, n: 2 }],
  ['a long plane', { in: [33, 67], c: 3, r: 2 }],
  ['many channels', { in: [2, 3], c: 300, r: 75 }],
  ['channels beyond a workgroup', { in: [2, 2], c: 1030, r: 17 }],
  ['no bias', { c: 16, r: 4, bias: false }],
  ['a batch', { n: 3, c: 10, r: 3 }],
  ['its own line', { c: 8, r: 8, alpha: -0.4, beta: 0.25 }],
];

const problemOf = (workload: Workload): Problem =>
  squeezeExcitation.problem(
    checkWorkload(squeezeExcitation.fields, { in: [6, 5], ...workload }),
  );

export const squeezeExcitationCases: readonly Case[] = [
  ...inputLayouts.flatMap((layout) =>
    workloads.map(([name, workload]): Case => ({
      name: `${name}, ${layout}`,
      problem: problemOf({ ...workload, layout }),
    })),
  ),
  ...gates.flatMap((gate) =>
    reduceActivations.map((act): Case => ({
      name: `${act}, ${gate}`,
      problem: problemOf({ c: 24, r: 6, act, gate }),
    })),
  ),
];

const size = (max: number) => fc.integer({ min: 1, max });

export const squeezeExcitationProblems: fc.Arbitrary<Problem> = fc
  .record({
    in: fc.tuple(size(12), size(12)),
    c: size(40),
    r: size(12),
    n: size(3),
    act: fc.constantFrom(...reduceActivations),
    gate: fc.constantFrom(...gates),
    bias: fc.boolean(),
    layout: fc.constantFrom(...inputLayouts),
  })
  .map(problemOf);
