/** Problems that every element-wise kernel must solve, on any backend. */
import fc from 'fast-check';
import type { Op, Problem } from '../../ops/op';
import type { Case } from './case';

/** Every input is shifted: no function is constant there. */
const breakage = ['vec4f(input[index])', 'vec4f(input[index] + 0.5)'] as const;

const shapes: readonly (readonly [string, number[]])[] = [
  ['a vector and a bit', [1, 2, 3]],
  ['one number, rank 0', []],
  ['one number, rank 4', [1, 1, 1, 1]],
  ['three numbers', [3]],
  ['one vector', [2, 2]],
  ['rank 5', [2, 1, 3, 2, 5]],
  ['a workgroup and one', [257]],
  ['several workgroups', [3, 7, 13, 31]],
  ['more than a unit of WASM', [4099]],
];

/** Other numbers than the defaults, for those that have any. */
const parametersOf: Readonly<Record<string, Record<string, number>>> = {
  clamp: { minValue: -0.25, maxValue: 0.5 },
  linear: { alpha: -1.75, beta: 0.6 },
  leakyRelu: { alpha: 0.3 },
  hardSigmoid: { alpha: 1.5, beta: 0.25 },
  elu: { alpha: 1.3 },
  silu: { alpha: 1.7 },
};

const problemOf = (op: Op, input: number[], given = {}): Problem => ({
  shapes: { input },
  options: op.options(given),
});

/** All functions share their loops: a few shapes of each will do. */
const randomRuns = 4;

export function elementwiseCases(op: Op) {
  const given = parametersOf[op.id] ?? {};
  const awkward: Case[] = [
    ...shapes.map(([name, input]) => ({ name, problem: problemOf(op, input) })),
    ...(op.id in parametersOf
      ? [{ name: 'parameters', problem: problemOf(op, [5, 41], given) }]
      : []),
  ];
  const random = fc
    .array(fc.integer({ min: 1, max: 9 }), { maxLength: 5 })
    .map((input) => problemOf(op, input, given));
  return { awkward, random, randomRuns, breakage };
}
