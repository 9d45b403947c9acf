/** Problems that every kernel of resample2d must solve or decline. */
import fc from 'fast-check';
import { inputLayouts } from '../../ops/conv2d/geometry';
import { checkWorkload, type Workload } from '../../ops/fields';
import type { Options, Problem } from '../../ops/op';
import { resample2d } from '../../ops/resample2d';
import {
  modes,
  nearestModes,
  transformations,
} from '../../ops/resample2d/options';
import type { Case } from './case';

/** Another part of the input. */
export const resample2dBreakage = [
  'at + row.low',
  'at + 0u * row.low',
] as const;

const workloads: readonly (readonly [string, Workload])[] = [
  ['up by unequal factors', { in: [9, 5], out: [20, 17] }],
  ['one pixel to many', { in: [1, 1], out: [5, 6] }],
  ['many pixels to one', { in: [7, 6], out: [1, 1] }],
  ['as it is', { in: [9, 12], out: [9, 12] }],
  ['doubled', { in: [6, 10], out: [12, 20], c: 9 }],
  ['halved', { in: [14, 16], out: [7, 8] }],
  ['down by unequal factors', { in: [31, 40], out: [11, 9] }],
  ['one side up, one down', { in: [31, 5], out: [12, 24] }],
  ['a column', { in: [17, 1], out: [40, 1], c: 3 }],
  ['a row', { in: [1, 17], out: [1, 68], c: 3 }],
  ['a batch, many planes', { in: [3, 4], out: [5, 8], n: 3, c: 17 }],
  ['a long row', { in: [2, 150], out: [3, 301], c: 1 }],
];

const problemOf = (workload: Workload): Problem =>
  resample2d.problem(checkWorkload(resample2d.fields, { c: 5, ...workload }));

const raw = (name: string, input: number[], options: Options): Case => ({
  name,
  problem: { shapes: { input }, options: resample2d.options(options) },
});

export const resample2dCases: readonly Case[] = [
  ...inputLayouts.flatMap((layout) =>
    modes.flatMap((mode) =>
      workloads.map(([name, workload]): Case => ({
        name: `${name}, ${mode}, ${layout}`,
        problem: problemOf({ ...workload, mode, layout }),
      })),
    ),
  ),
  ...transformations.flatMap((align) => [
    ...nearestModes.map((nearest): Case => ({
      name: `${align}, ${nearest}`,
      problem: problemOf({
        ...{ in: [7, 12], out: [17, 8], align, nearest },
        mode: 'nearest-neighbor',
      }),
    })),
    {
      name: `${align}, linear`,
      problem: problemOf({ in: [7, 12], out: [17, 8], align }),
    },
  ]),
  ...modes.flatMap((mode) => [
    raw(`whole channels of nhwc, ${mode}`, [2, 5, 6, 8], {
      ...{ mode, sizes: [9, 4], axes: [1, 2] },
    }),
    raw(`shrunk channels of nhwc, ${mode}`, [1, 9, 16, 12], {
      ...{ mode, sizes: [4, 5], axes: [1, 2] },
    }),
    raw(`axes 0 and 1, ${mode}`, [3, 4, 5, 2], {
      ...{ mode, sizes: [7, 3], axes: [0, 1] },
    }),
    raw(`axes 3 and 1, ${mode}`, [2, 5, 3, 7], {
      ...{ mode, sizes: [16, 4], axes: [3, 1] },
    }),
    raw(`axes 0 and 2, ${mode}`, [4, 3, 5, 4], {
      ...{ mode, sizes: [9, 7], axes: [0, 2] },
    }),
    raw(`axes 0 and 3, ${mode}`, [4, 3, 2, 9], {
      ...{ mode, sizes: [3, 20], axes: [0, 3] },
    }),
    raw(`scales, ${mode}`, [1, 2, 7, 9], { mode, scales: [1.5, 0.7] }),
    ...transformations.map((coordinateTransformation) =>
      raw(`exact scales, ${mode}, ${coordinateTransformation}`, [1, 2, 7, 9], {
        ...{ mode, scales: [Math.PI, 0.7], exactScale: true },
        coordinateTransformation,
      }),
    ),
  ]),
];

const sides = fc.tuple(
  fc.integer({ min: 1, max: 24 }),
  fc.integer({ min: 1, max: 24 }),
);

export const resample2dProblems: fc.Arbitrary<Problem> = fc
  .record({
    in: sides,
    out: sides,
    c: fc.integer({ min: 1, max: 9 }),
    n: fc.integer({ min: 1, max: 2 }),
    mode: fc.constantFrom(...modes),
    align: fc.constantFrom(...transformations),
    nearest: fc.constantFrom(...nearestModes),
    layout: fc.constantFrom(...inputLayouts),
  })
  .map(problemOf);
