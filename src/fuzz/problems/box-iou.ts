/** Problems that every kernel of the IoU family must solve, on any backend. */
import fc from 'fast-check';
import type { Problem } from '../../ops/op';
import type { Op } from '../../ops/op';
import { boxFormats, type BoxIouOptions } from '../../ops/box-iou/options';
import type { Case } from './case';

/** Every pair is too much alike. */
const breakage = ['overlap(a, other);', '0.25 + overlap(a, other);'] as const;

const counts: readonly (readonly [string, number, number])[] = [
  ['a few boxes', 5, 7],
  ['one pair', 1, 1],
  ['one row', 1, 300],
  ['one column', 37, 1],
  ['whole blocks', 8, 256],
  ['a block and one', 9, 257],
  ['rows of 4k + 2', 33, 62],
  ['rows of 4k + 3', 3, 515],
  ['more than a unit of WASM', 129, 65],
];

const formats = boxFormats.flatMap((format) =>
  ([0, 1] as const).map((offset) => ({ format, offset })),
);

export function boxIouCases(op: Op<BoxIouOptions>) {
  const problem = (n: number, m: number, given = {}): Problem => ({
    shapes: { boxes1: [n, 4], boxes2: [m, 4] },
    options: op.options(given),
  });
  const awkward: Case[] = [
    ...counts.map(([name, n, m]) => ({ name, problem: problem(n, m) })),
    ...formats.map((given) => ({
      name: `${given.format}, offset ${given.offset}`,
      problem: problem(11, 70, given),
    })),
  ];
  const count = fc.integer({ min: 1, max: 40 });
  const random = fc
    .tuple(count, count, fc.constantFrom(...formats))
    .map(([n, m, given]) => problem(n, m, given));
  return { awkward, random, randomRuns: 12, breakage };
}
