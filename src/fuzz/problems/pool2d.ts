/** Problems that every pooling kernel must solve or decline, on any backend. */
import fc from 'fast-check';
import { inputLayouts } from '../../ops/conv2d/geometry';
import { checkWorkload, type Workload } from '../../ops/fields';
import type { Op, Problem } from '../../ops/op';
import { roundings } from '../../ops/pool2d/geometry';
import type { Case } from './case';

/** Only the first column of a window is seen. */
const breakage = ['kx < params.window_width;', 'kx < 1u;'] as const;

const none = { pads: [0, 0, 0, 0] };
const valid = (k: number[], s: number[]) => ({ k, s, ...none });

const awkward: readonly [string, Workload][] = [
  ['3×3, stride 2, padded', {}],
  ['one pixel', { in: [1, 1], c: 1, ...valid([1, 1], [1, 1]) }],
  ['stride 1', { in: [7, 19], s: [1, 1] }],
  ['stride larger than the window', valid([2, 2], [5, 4])],
  ['stride 3', { in: [11, 31], s: [3, 3], k: [4, 5] }],
  ['unequal strides and sides', { in: [11, 17], k: [1, 5], s: [1, 3] }],
  ['unequal dilations', { in: [15, 14], d: [1, 4], s: [1, 1] }],
  ['dilated down', { in: [15, 14], d: [3, 1], s: [2, 1] }],
  ['asymmetric padding', { pads: [2, 0, 1, 3] }],
  ['windows wholly in the padding', { in: [3, 3], pads: [4, 5, 6, 4] }],
  [
    'window larger than the input',
    { in: [2, 3], k: [5, 7], pads: [2, 2, 3, 3] },
  ],
  ['rounded up', { in: [10, 8], ...valid([3, 3], [2, 2]), round: 'ceil' }],
  ['rounded up into the padding', { in: [6, 8], s: [4, 5], round: 'ceil' }],
  ['narrow', { in: [9, 3], c: 2, s: [1, 1] }],
  ['batch of three', { n: 3 }],
  ['window of 49', { in: [11, 13], k: [7, 7], s: [4, 3], pads: [3, 2, 1, 3] }],
  ['window of 40, dilated', { in: [12, 17], k: [5, 8], d: [2, 2], s: [3, 2] }],
  [
    'window of 33, narrow',
    { in: [34, 5], c: 2, k: [33, 1], s: [1, 3], ...none },
  ],
  ['whole plane', { in: [7, 7], c: 9, n: 2, global: true, ...none }],
  ['whole plane, padded', { in: [9, 6], global: true, s: [1, 1] }],
  [
    'whole plane, begun in the padding',
    { in: [9, 6], global: true, s: [20, 20], pads: [2, 0, 1, 1] },
  ],
  ['whole plane of 3', { in: [3, 1], global: true, ...none }],
];

const counted: readonly [string, Workload][] = [
  ['counted padding', { counted: true }],
  ['counted, asymmetric', { counted: true, pads: [2, 0, 1, 3], d: [2, 1] }],
  [
    'counted, rounded up beyond the padding',
    { counted: true, in: [6, 8], s: [4, 5], round: 'ceil' },
  ],
  [
    'counted, windows wholly in the padding',
    { counted: true, in: [3, 3], pads: [4, 5, 6, 4] },
  ],
];

const problemOf = (op: Op, workload: Workload): Problem =>
  op.problem(checkWorkload(op.fields, { in: [9, 11], c: 5, ...workload }));

const pair = (max: number) =>
  fc.tuple(fc.integer({ min: 1, max }), fc.integer({ min: 1, max }));
const side = fc.integer({ min: 0, max: 3 });

const hasCounted = (op: Op) => op.fields.some(({ id }) => id === 'counted');

export function poolCases(op: Op) {
  const cases = inputLayouts.flatMap((layout) =>
    [...awkward, ...(hasCounted(op) ? counted : [])].map(
      ([name, workload]): Case => ({
        name: `${name}, ${layout}`,
        // Four channels at a time, or a number that does not divide so.
        problem: problemOf(op, {
          ...(layout === 'nhwc' && workload.k ? { c: 8 } : {}),
          ...workload,
          layout,
        }),
      }),
    ),
  );
  const random = fc
    .record({
      n: fc.integer({ min: 1, max: 2 }),
      c: fc.integer({ min: 1, max: 9 }),
      in: pair(17),
      k: pair(6),
      s: pair(4),
      d: pair(3),
      pads: fc.tuple(side, side, side, side),
      round: fc.constantFrom(...roundings),
      layout: fc.constantFrom(...inputLayouts),
      ...(hasCounted(op) && { counted: fc.boolean() }),
    })
    .filter(({ in: [h, w], k, d, pads }) => {
      const fits = (length: number, axis: 0 | 1) =>
        (k[axis] - 1) * d[axis] + 1 <=
        length + pads[2 * axis] + pads[2 * axis + 1];
      return fits(h, 0) && fits(w, 1);
    })
    .map((workload) => problemOf(op, workload));
  return { awkward: cases, random, randomRuns: 20, breakage };
}
