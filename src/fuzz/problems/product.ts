/** Problems that the matrix products must solve, on any backend. */
import fc from 'fast-check';
import { activations } from '../../ops/conv2d/geometry';
import { opById } from '../../ops';
import type { Options, Problem } from '../../ops/op';
import type { Case } from './case';

/** Only the last term counts. */
const breakage = ['sum += a[in_a]', 'sum = a[in_a]'] as const;
const randomRuns = 20;

type Sides = readonly [rows: number, terms: number, columns: number];
const rowsColumns = [
  ['one of each', [1, 1, 1]],
  ['one row', [1, 64, 40]],
  ['one odd row', [1, 37, 13]],
  ['one column', [19, 23, 1]],
  ['one term', [9, 1, 11]],
  ['odd sides', [7, 13, 5]],
  ['whole vectors', [16, 32, 24]],
  ['a tile and a bit', [65, 33, 67]],
  ['many terms', [3, 1032, 6]],
  ['a quarter of a tile', [16, 7, 40]],
  ['several tiles', [130, 12, 66]],
  ['a tall tile', [70, 9, 17]],
  ['a wide tile', [17, 20, 140]],
  ['few rows', [4, 72, 130]],
] as const satisfies readonly (readonly [string, Sides])[];

const fully = (
  [rows, terms, columns]: Sides,
  bias = true,
  options: Options = {},
): Problem => ({
  shapes: {
    input: [rows, terms],
    weight: [columns, terms],
    ...(bias ? { bias: [columns] } : {}),
  },
  options: opById('fullyConnected').options(options),
});

const fullyConnectedCases = {
  awkward: [
    { name: 'a few rows', problem: fully([5, 20, 9]) },
    ...rowsColumns.map(([name, sides]) => ({ name, problem: fully(sides) })),
    { name: 'no bias', problem: fully([2, 12, 10], false) },
    ...activations.slice(1).map((activation) => ({
      name: activation,
      problem: fully([3, 8, 21], true, {
        activation,
        ...(activation === 'clamp' ? { minValue: -0.5, maxValue: 0.25 } : {}),
      }),
    })),
    {
      name: 'one row, hard-swish',
      problem: fully([1, 40, 9], true, { activation: 'hard-swish' }),
    },
    {
      name: 'a vector',
      problem: {
        ...fully([1, 12, 7]),
        shapes: { input: [12], weight: [7, 12] },
      },
    },
    {
      name: 'three leading sides',
      problem: {
        ...fully([1, 8, 7]),
        shapes: { input: [2, 3, 2, 8], weight: [7, 8], bias: [7] },
      },
    },
  ] satisfies Case[],
  random: fc
    .record({
      rows: fc.integer({ min: 1, max: 20 }),
      terms: fc.integer({ min: 1, max: 70 }),
      columns: fc.integer({ min: 1, max: 40 }),
      bias: fc.boolean(),
      activation: fc.constantFrom(...activations),
    })
    .map(({ rows, terms, columns, bias, activation }) =>
      fully([rows, terms, columns], bias, { activation }),
    ),
};

const gemmProblem = (
  [m, k, n]: Sides,
  options: Options = {},
  c?: number[],
): Problem => ({
  shapes: {
    a: options.aTranspose ? [k, m] : [m, k],
    b: options.bTranspose ? [n, k] : [k, n],
    ...(c ? { c } : {}),
  },
  options: opById('gemm').options(options),
});

const transposed = [
  {},
  { aTranspose: true },
  { bTranspose: true },
  { aTranspose: true, bTranspose: true },
];

const gemmCases = {
  awkward: [
    { name: 'a few', problem: gemmProblem([6, 10, 7]) },
    ...transposed.flatMap((options) =>
      rowsColumns.map(([name, sides]) => ({
        name: [name, ...Object.keys(options)].join(', '),
        problem: gemmProblem(sides, options),
      })),
    ),
    ...[[], [1], [7], [1, 7], [6, 1], [6, 7], [1, 1]].map((c) => ({
      name: `plus [${c.join(', ')}]`,
      problem: gemmProblem([6, 9, 7], { alpha: 0.5, beta: -1.5 }, c),
    })),
    {
      name: 'one row, all options',
      problem: gemmProblem(
        [1, 24, 20],
        { alpha: 2.5, beta: 0.75, bTranspose: true },
        [20],
      ),
    },
    {
      name: 'beta 0',
      problem: gemmProblem([4, 5, 6], { beta: 0 }, [4, 6]),
    },
  ] satisfies Case[],
  random: fc
    .record({
      sides: fc.tuple(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 40 }),
      ),
      options: fc.constantFrom(...transposed),
      alpha: fc.constantFrom(1, -0.75),
      beta: fc.constantFrom(1, 1.75),
      c: fc.constantFrom('none', 'row', 'column', 'matrix'),
    })
    .map(({ sides, options, alpha, beta, c }) => {
      const [m, , n] = sides;
      const shape = {
        none: undefined,
        row: [n],
        column: [m, 1],
        matrix: [m, n],
      };
      return gemmProblem(sides, { ...options, alpha, beta }, shape[c]);
    }),
};

const matmulProblem = (a: number[], b: number[]): Problem => ({
  shapes: { a, b },
  options: {},
});

const matmulCases = {
  awkward: [
    { name: 'pairs', problem: matmulProblem([3, 6, 10], [3, 10, 7]) },
    ...rowsColumns.map(([name, [m, k, n]]) => ({
      name,
      problem: matmulProblem([m, k], [k, n]),
    })),
    { name: 'two vectors', problem: matmulProblem([9], [9]) },
    { name: 'a row', problem: matmulProblem([4], [2, 4, 3]) },
    { name: 'a column', problem: matmulProblem([2, 3, 4], [4]) },
    { name: 'one right', problem: matmulProblem([2, 3, 5, 4], [4, 6]) },
    { name: 'one left', problem: matmulProblem([5, 4], [2, 3, 4, 6]) },
    { name: 'crossed', problem: matmulProblem([3, 1, 2, 4], [1, 5, 4, 3]) },
    {
      name: 'broadcast in the middle',
      problem: matmulProblem([2, 1, 3, 5, 4], [2, 2, 1, 4, 6]),
    },
    {
      name: 'four batch axes',
      problem: matmulProblem([2, 1, 2, 1, 3, 4], [1, 2, 1, 2, 4, 5]),
    },
    {
      name: 'larger pairs',
      problem: matmulProblem([2, 33, 20], [2, 20, 35]),
    },
  ] satisfies Case[],
  random: fc
    .record({
      batch: fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.nat(2)), {
        maxLength: 3,
      }),
      sides: fc.tuple(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 20 }),
      ),
    })
    .map(({ batch, sides: [m, k, n] }) =>
      matmulProblem(
        [...batch.map(([size, which]) => (which === 1 ? 1 : size)), m, k],
        [...batch.map(([size, which]) => (which === 2 ? 1 : size)), k, n],
      ),
    ),
};

const all = {
  fullyConnected: fullyConnectedCases,
  gemm: gemmCases,
  matmul: matmulCases,
};
export const productCases = Object.fromEntries(
  Object.entries(all).map(([id, cases]) => [
    id,
    { ...cases, randomRuns, breakage },
  ]),
);
