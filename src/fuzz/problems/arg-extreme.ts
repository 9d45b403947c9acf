/** Problems that every kernel of argMax and argMin must solve or decline. */
import fc from 'fast-check';
import type { Op, Problem } from '../../ops/op';
import type { Case } from './case';

/** The answer is one too many. */
const breakage = ['i32(found)', 'i32(found) + 1'] as const;

const shapes: readonly (readonly [string, number[], number])[] = [
  ['rows of 10', [3, 10], 1],
  ['one row of 1000', [1, 1000], 1],
  ['one row of 257', [257], 0],
  ['more rows than a workgroup', [70, 5], 1],
  ['rows of 64', [2, 3, 64], 2],
  ['rows of 2', [9, 2], 1],
  ['rows of 7', [5, 7], 1],
  ['one number each', [9, 1], 1],
  ['columns, 12', [2, 21, 3, 4], 1],
  ['columns, 35', [2, 21, 5, 7], 1],
  ['columns, 2', [2, 5, 2], 1],
  ['columns, 4', [3, 5, 4], 1],
  ['first axis', [4, 3, 8], 0],
  ['first axis of two', [300, 8], 0],
  ['columns of one number', [2, 1, 8], 1],
  ['columns, last batch', [5, 6, 20], 1],
  ['one number', [1], 0],
];

const problemOf = (
  op: Op,
  input: number[],
  axis: number,
  keepDimensions: boolean,
): Problem => ({
  shapes: { input },
  options: op.options({ axis, keepDimensions }),
});

export function argCases(op: Op) {
  const awkward = shapes.map(([name, input, axis], i): Case => ({
    name,
    problem: problemOf(op, input, axis, i % 2 === 1),
  }));
  const random = fc
    .array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 })
    .chain((input) =>
      fc
        .tuple(fc.nat(input.length - 1), fc.boolean())
        .map(([axis, keep]) => problemOf(op, input, axis, keep)),
    );
  return { awkward, random, randomRuns: 15, breakage };
}
