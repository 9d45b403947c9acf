/** Problems that the kernels of data movement must solve, on any backend. */
import fc from 'fast-check';
import { opById } from '../../ops';
import type { Options, Problem } from '../../ops/op';
import type { Case } from './case';

type Shape = number[];
type Given = readonly [name: string, shape: Shape, options: Options];

/** Every element comes from where its box begins. */
const breakage = ['place.in_at + at * in_step', 'place.in_at'] as const;
/** Copies differ in their numbers only: a few shapes will do. */
const randomRuns = 12;

const problemOf = (id: string, input: Shape, options: Options): Problem => ({
  shapes: { input },
  options: opById(id).options(options),
});
const named = (id: string, given: readonly Given[]): Case[] =>
  given.map(([name, input, options]) => ({
    name,
    problem: problemOf(id, input, options),
  }));

const sides = (leastRank: number, mostRank: number) =>
  fc.array(fc.integer({ min: 1, max: 9 }), {
    minLength: leastRank,
    maxLength: mostRank,
  });

const concatProblem = (axis: number, ...shapes: Shape[]): Problem => ({
  shapes: Object.fromEntries(shapes.map((s, i) => [`input${i}`, s])),
  options: opById('concat').options({ axis }),
});

const concatCases = {
  awkward: [
    { name: 'one input', problem: concatProblem(0, [3, 5]) },
    { name: 'channels', problem: concatProblem(1, [2, 3, 5, 7], [2, 4, 5, 7]) },
    {
      name: 'single columns',
      problem: concatProblem(1, [4, 1], [4, 2], [4, 1]),
    },
    { name: 'vectors', problem: concatProblem(0, [5], [1], [9]) },
    { name: 'columns', problem: concatProblem(1, [7, 4], [7, 8], [7, 4]) },
    { name: 'odd columns', problem: concatProblem(2, [3, 5, 3], [3, 5, 6]) },
    {
      name: 'channels last',
      problem: concatProblem(3, [1, 9, 11, 8], [1, 9, 11, 12]),
    },
    { name: 'an empty one', problem: concatProblem(1, [3, 4], [3, 0], [3, 4]) },
    {
      name: 'sixteen',
      problem: concatProblem(
        1,
        ...Array.from({ length: 16 }, (_, i) => [2, 1 + (i % 5), 3]),
      ),
    },
    {
      name: 'many elements',
      problem: concatProblem(1, [1, 9, 31, 33], [1, 5, 31, 33]),
    },
    {
      name: 'whole vectors',
      problem: concatProblem(1, [2, 12, 8, 8], [2, 4, 8, 8]),
    },
  ],
  random: sides(1, 4).chain((shape) =>
    fc
      .tuple(
        fc.integer({ min: 0, max: shape.length - 1 }),
        fc.array(fc.integer({ min: 1, max: 9 }), {
          minLength: 1,
          maxLength: 5,
        }),
      )
      .map(([axis, lengths]) =>
        concatProblem(axis, ...lengths.map((side) => shape.with(axis, side))),
      ),
  ),
};

const sliceCases = {
  awkward: named('slice', [
    ['a part', [3, 9, 11], { starts: [1, 2, 3], sizes: [2, 6, 7] }],
    ['a number, rank 0', [], { starts: [], sizes: [] }],
    ['all', [4, 7], { starts: [0, 0], sizes: [4, 7] }],
    [
      'half the channels',
      [1, 8, 6, 6],
      { starts: [0, 4, 0, 0], sizes: [1, 4, 6, 6] },
    ],
    [
      'channels last',
      [1, 6, 7, 16],
      { starts: [0, 0, 0, 8], sizes: [1, 6, 7, 8] },
    ],
    [
      'every second',
      [2, 3, 10, 13],
      { starts: [0, 0, 1, 0], sizes: [2, 3, 9, 13], strides: [1, 1, 2, 2] },
    ],
    [
      'unequal strides',
      [5, 10, 21],
      { starts: [0, 1, 2], sizes: [5, 9, 19], strides: [4, 2, 3] },
    ],
    ['the last element', [4, 5], { starts: [3, 4], sizes: [1, 1] }],
    [
      'rank 5',
      [2, 3, 4, 5, 6],
      { starts: [1, 0, 1, 2, 3], sizes: [1, 3, 2, 3, 2] },
    ],
    ['a long row', [3, 4099], { starts: [0, 1], sizes: [3, 4097] }],
  ]),
  random: fc
    .array(
      fc.tuple(
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 1, max: 3 }),
      ),
      { minLength: 1, maxLength: 5 },
    )
    .map((axes) =>
      problemOf(
        'slice',
        axes.map(([start, size, after]) => start + size + after),
        {
          starts: axes.map(([start]) => start),
          sizes: axes.map(([, size]) => size),
          strides: axes.map(([, , , stride]) => stride),
        },
      ),
    ),
};

const reshapeCases = {
  awkward: named('reshape', [
    ['flat', [2, 3, 5, 7], { newShape: [2, 105] }],
    ['to a number', [1, 1], { newShape: [] }],
    ['from a number', [], { newShape: [1, 1, 1] }],
    ['no elements', [2, 0, 3], { newShape: [0, 9] }],
    ['more axes', [24], { newShape: [2, 1, 3, 4] }],
    ['other sides', [4, 6], { newShape: [3, 8] }],
    ['many elements', [3, 41, 67], { newShape: [41, 201] }],
    ['the same', [8, 8], { newShape: [8, 8] }],
  ]),
  random: sides(0, 5).map((shape) =>
    problemOf('reshape', shape, { newShape: shape.toReversed() }),
  ),
};

const transposeCases = {
  awkward: named('transpose', [
    ['nchw to nhwc', [2, 5, 6, 7], { permutation: [0, 2, 3, 1] }],
    ['nhwc to nchw', [1, 6, 7, 20], { permutation: [0, 3, 1, 2] }],
    ['a number, rank 0', [], {}],
    ['a vector', [9], {}],
    ['a matrix', [33, 47], {}],
    ['a matrix of whole vectors', [32, 64], {}],
    ['reversed', [2, 3, 4, 5], {}],
    ['nothing moves', [2, 3, 5], { permutation: [0, 1, 2] }],
    ['heads', [1, 17, 3, 8], { permutation: [0, 2, 1, 3] }],
    ['heads of odd length', [1, 17, 3, 5], { permutation: [0, 2, 1, 3] }],
    ['rank 5', [2, 3, 4, 5, 2], { permutation: [4, 2, 0, 3, 1] }],
    ['rank 6', [2, 4, 3, 4, 3, 2], { permutation: [0, 1, 3, 2, 4, 5] }],
    ['many elements', [3, 70, 90], { permutation: [0, 2, 1] }],
    ['in the middle', [9, 4, 11, 3], { permutation: [2, 1, 0, 3] }],
  ]),
  random: sides(1, 5).chain((shape) =>
    fc
      .shuffledSubarray(
        shape.map((_, i) => i),
        { minLength: shape.length },
      )
      .map((permutation) => problemOf('transpose', shape, { permutation })),
  ),
};

const shuffleCases = {
  awkward: named('channelShuffle', [
    ['two groups', [1, 6, 5, 7], { groups: 2 }],
    ['three groups', [2, 12, 3, 5], { groups: 3 }],
    ['one group', [1, 4, 3, 3], { groups: 1 }],
    ['a group for each', [1, 5, 3, 3], { groups: 5 }],
    ['one pixel', [2, 12, 1, 1], { groups: 4 }],
    ['rank 2', [3, 8], { groups: 2 }],
    ['rank 5', [1, 6, 2, 3, 2], { groups: 3 }],
    ['whole vectors', [1, 8, 4, 8], { groups: 2 }],
    ['many elements', [1, 116, 9, 9], { groups: 2 }],
  ]),
  random: fc
    .record({
      groups: fc.integer({ min: 1, max: 5 }),
      perGroup: fc.integer({ min: 1, max: 5 }),
      plane: sides(0, 3),
    })
    .map(({ groups, perGroup, plane }) =>
      problemOf('channelShuffle', [2, groups * perGroup, ...plane], { groups }),
    ),
};

const all = {
  concat: concatCases,
  slice: sliceCases,
  reshape: reshapeCases,
  transpose: transposeCases,
  channelShuffle: shuffleCases,
};
export const movementCases = Object.fromEntries(
  Object.entries(all).map(([id, cases]) => [
    id,
    { ...cases, randomRuns, breakage },
  ]),
);
