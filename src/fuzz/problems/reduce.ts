/** Problems that every reduction kernel must solve or decline. */
import fc from 'fast-check';
import type { Op, Problem } from '../../ops/op';
import type { Case } from './case';

/** Only the first element is seen. */
const breakage = ['tap < params.taps', 'tap < 1u'] as const;

const shapes: readonly (readonly [string, number[], number[] | null])[] = [
  ['planes of 49', [2, 9, 7, 7], [2, 3]],
  ['planes of 12', [2, 5, 3, 4], [2, 3]],
  ['planes of 3136, shared', [1, 3, 56, 56], [2, 3]],
  ['planes, channels last', [2, 7, 7, 8], [1, 2]],
  ['planes, channels last, 7', [2, 5, 3, 7], [1, 2]],
  ['planes, channels last, 83', [1, 5, 3, 83], [1, 2]],
  ['channels', [2, 6, 3, 4], [1]],
  ['channels, odd planes', [2, 6, 5, 5], [1]],
  ['channels, last', [3, 4, 10], [2]],
  ['all', [3, 5, 7], null],
  ['all of one long row', [17000], null],
  ['nothing', [3, 5], []],
  ['nothing of a number', [], []],
  ['a number', [], null],
  ['one number, rank 3', [1, 1, 1], [1]],
  ['first axis', [6, 4, 2], [0]],
  ['first axis, shared', [70, 8], [0]],
  ['batch and plane', [3, 4, 5, 5], [0, 2, 3]],
  ['batch and channels', [3, 4, 2, 4], [0, 1]],
  ['every other axis', [2, 3, 2, 3, 2, 3, 2, 3], [0, 2, 4, 6]],
  ['every other axis, last', [2, 3, 2, 3, 2, 3, 2, 3], [1, 3, 5, 7]],
  ['every other axis, vectors', [2, 3, 2, 3, 2, 4], [0, 2, 4]],
  ['axes of one', [1, 5, 1, 8], [0, 1, 2]],
];

const problemOf = (
  op: Op,
  input: number[],
  axes: number[] | null,
  keepDimensions: boolean,
): Problem => ({
  shapes: { input },
  options: op.options({ axes: axes ?? undefined, keepDimensions }),
});

export function reduceCases(op: Op) {
  const awkward = shapes.map(([name, input, axes], i): Case => ({
    name,
    problem: problemOf(op, input, axes, i % 2 === 1),
  }));
  const random = fc
    .array(
      fc.record({ size: fc.integer({ min: 1, max: 8 }), on: fc.boolean() }),
      {
        maxLength: 5,
      },
    )
    .chain((axes) =>
      fc.boolean().map((keep) =>
        problemOf(
          op,
          axes.map(({ size }) => size),
          axes.flatMap(({ on }, axis) => (on ? [axis] : [])),
          keep,
        ),
      ),
    );
  return { awkward, random, randomRuns: 15, breakage };
}
