/** Problems that every kernel of pad must solve, on any backend. */
import fc from 'fast-check';
import { pad } from '../../ops/pad';
import { paddingModes } from '../../ops/pad/geometry';
import type { Options, Problem } from '../../ops/op';
import type { Case } from './case';

/** Everything comes from the first element. */
const breakage = ['place.at + u32(source) * place.step', 'place.at'] as const;

const problemOf = (
  input: number[],
  beginningPadding: number[],
  endingPadding: number[],
  more: Options = {},
): Problem => ({
  shapes: { input },
  options: pad.options({ beginningPadding, endingPadding, ...more }),
});

const frames: readonly (readonly [string, number[], number[], number[]])[] = [
  ['an image', [2, 3, 7, 9], [0, 0, 1, 2], [0, 0, 2, 1]],
  ['channels last', [1, 7, 9, 8], [0, 1, 2, 0], [0, 2, 1, 0]],
  ['nothing', [2, 3, 5], [0, 0, 0], [0, 0, 0]],
  ['a vector', [9], [3], [1]],
  ['the end only', [1, 3, 8, 8], [0, 0, 0, 0], [0, 0, 1, 1]],
  ['rows', [3, 5, 8], [0, 2, 0], [0, 1, 0]],
  ['every axis', [2, 3, 4, 5], [1, 2, 1, 3], [1, 1, 3, 2]],
  ['outer axes', [3, 4, 11], [1, 2, 0], [2, 3, 0]],
  ['whole vectors', [2, 6, 12], [0, 2, 4], [0, 2, 8]],
  ['rank 5', [2, 2, 3, 2, 3], [0, 1, 2, 0, 1], [1, 0, 1, 0, 2]],
  ['more than a unit of WASM', [2, 40, 61], [0, 2, 3], [0, 3, 2]],
];

const awkward: Case[] = [
  ...paddingModes.flatMap((mode) =>
    frames.map(([name, input, before, after]): Case => ({
      name: `${name}, ${mode}`,
      problem: problemOf(input, before, after, { mode }),
    })),
  ),
  {
    name: 'another value',
    problem: problemOf([3, 5], [1, 2], [2, 1], { value: -1.25 }),
  },
  { name: 'a number, rank 0', problem: problemOf([], [], []) },
  {
    name: 'no elements',
    problem: problemOf([0, 3], [1, 1], [1, 1], { value: 2 }),
  },
  {
    name: 'more than the side',
    problem: problemOf([2, 3], [5, 7], [6, 9], { mode: 'edge' }),
  },
];

const random = fc
  .record({
    mode: fc.constantFrom(...paddingModes),
    value: fc.constantFrom(0, 1.5),
    axes: fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 0, max: 4 }),
      ),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ mode, value, axes }) => {
    const most = (size: number) => (mode === 'reflection' ? size - 1 : 9);
    return problemOf(
      axes.map(([size]) => size),
      axes.map(([size, before]) => Math.min(before, most(size))),
      axes.map(([size, , after]) => Math.min(after, most(size))),
      { mode, value },
    );
  });

export const padCases = { awkward, random, randomRuns: 20, breakage };
