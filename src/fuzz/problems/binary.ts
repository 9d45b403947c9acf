/** Problems that every binary kernel must solve or decline, on any backend. */
import fc from 'fast-check';
import type { Op, Problem } from '../../ops/op';
import type { Case } from './case';

/** Both inputs are shifted, by different amounts: no function is constant. */
const breakage = [
  'f(vec4f(a[at.x]), vec4f(b[at.y]))',
  'f(vec4f(a[at.x] + 0.5), vec4f(b[at.y] + 1.0))',
] as const;

/** The first is at least as large, since a slope may only be repeated. */
const shapes: readonly (readonly [string, number[], number[]])[] = [
  ['one shape', [1, 2, 3], [1, 2, 3]],
  ['one number and one', [], []],
  ['a number of another rank', [1, 1, 1], [1]],
  ['three numbers', [3], [3]],
  ['rank 5', [2, 1, 3, 2, 5], [2, 1, 3, 2, 5]],
  ['a workgroup and one', [257], [257]],
  ['more than a unit of WASM', [4099], [4099]],
  ['a number for all', [3, 7, 13, 31], []],
  ['rows of 12, one each', [2, 5, 3, 4], [1, 5, 1, 1]],
  ['rows of 49, one each', [2, 9, 7, 7], [1, 9, 1, 1]],
  ['rows of 1, one each', [3, 5], [3, 1]],
  ['channels last, 8', [2, 3, 5, 8], [8]],
  ['channels last, 7', [2, 3, 5, 7], [7]],
  ['channels last, 3', [4, 6, 3], [1, 1, 3]],
  ['one plane for all channels, 12', [2, 5, 3, 4], [2, 1, 3, 4]],
  ['one plane for all channels, 35', [2, 3, 5, 7], [2, 1, 5, 7]],
  ['first axis', [5, 3, 4], [5, 1, 1]],
  ['middle axis of odd rows', [5, 3, 7], [1, 3, 1]],
  ['every other axis', [2, 3, 2, 3, 2, 3], [1, 3, 1, 3, 1, 3]],
  ['eight axes', [2, 2, 2, 2, 2, 2, 2, 3], [1, 2, 1, 2, 1, 2, 1, 3]],
  ['eight axes, vectors', [2, 2, 2, 2, 2, 2, 2, 4], [2, 1, 2, 1, 2, 1, 2, 1]],
  ['long rows, units of WASM', [2, 2, 4100], [2, 1, 1]],
  ['rows over units of WASM', [3, 4099], [4099]],
];

const problemOf = (op: Op, a: number[], b: number[]): Problem => {
  const [first, second] = op.inputs.map(({ name }) => name);
  return { shapes: { [first]: a, [second]: b }, options: {} };
};

/** All functions share their loops: a few shapes of each will do. */
const randomRuns = 6;

const sides = fc.array(
  fc.record({
    size: fc.integer({ min: 1, max: 6 }),
    a: fc.boolean(),
    b: fc.boolean(),
  }),
  { maxLength: 6 },
);

export function binaryCases(op: Op) {
  const prelu = op.id === 'prelu';
  const exchanged = prelu
    ? []
    : shapes.filter(([, a, b]) => a.join() !== b.join());
  const awkward: Case[] = [
    ...shapes.map(([name, a, b]) => ({ name, problem: problemOf(op, a, b) })),
    ...exchanged.map(([name, a, b]) => ({
      name: `${name}, exchanged`,
      problem: problemOf(op, b, a),
    })),
    ...(prelu
      ? []
      : [{ name: 'both repeated', problem: problemOf(op, [5, 1], [1, 8]) }]),
  ];
  const random = fc.tuple(sides, fc.nat(2)).map(([axes, dropped]) =>
    problemOf(
      op,
      axes.map(({ size, a }) => (a || prelu ? size : 1)),
      // Leading axes of the second may be missing.
      axes.map(({ size, b }) => (b ? size : 1)).slice(dropped),
    ),
  );
  return { awkward, random, randomRuns, breakage };
}
