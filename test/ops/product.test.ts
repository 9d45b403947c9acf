import { describe, expect, it } from 'vitest';
import { opById } from '../../src/ops';
import { checkWorkload } from '../../src/ops/fields';
import { withBatch } from '../../src/ops/product/geometry';
import { runReference, type Options } from '../../src/ops/op';
import type { Tensor } from '../../src/ops/tensor';
import { evaluate } from './evaluate';

const [fullyConnected, gemm, matmul] = ['fullyConnected', 'gemm', 'matmul'].map(
  opById,
);
const tensor = (shape: number[], ...values: number[]): Tensor => ({
  shape,
  dtype: 'float32',
  data: Float32Array.from(values),
});
const run = (
  op: typeof gemm,
  inputs: Record<string, Tensor>,
  options: Options = {},
) => {
  const { output } = runReference(op, inputs, op.options(options));
  return { shape: output.shape, values: Array.from(output.data, Number) };
};
const a = tensor([2, 2], 1, 2, 3, 4);
const b = tensor([2, 2], 5, 6, 7, 8);

describe('the oracles of matrix products', () => {
  it('multiply rows with columns', () => {
    expect(run(gemm, { a, b }).values).toEqual([19, 22, 43, 50]);
    expect(run(matmul, { a, b }).values).toEqual([19, 22, 43, 50]);
  });

  it('take either matrix transposed', () => {
    const at = run(gemm, { a, b }, { aTranspose: true });
    expect(at.values).toEqual([26, 30, 38, 44]);
    const bt = run(gemm, { a, b }, { bTranspose: true });
    expect(bt.values).toEqual([17, 23, 39, 53]);
  });

  it('add a third one, repeated along rows or columns', () => {
    const options = { alpha: 2, beta: 10 };
    const plus = (c: Tensor) => run(gemm, { a, b, c }, options).values;
    expect(plus(tensor([], 1))).toEqual([48, 54, 96, 110]);
    expect(plus(tensor([2], 1, 2))).toEqual([48, 64, 96, 120]);
    expect(plus(tensor([2, 1], 1, 2))).toEqual([48, 54, 106, 120]);
  });

  it('connect fully: weight is [out, in], bias and activation follow', () => {
    const layer = {
      input: tensor([1, 1, 2], 1, 2),
      weight: tensor([3, 2], 1, 0, 0, 1, -1, -1),
      bias: tensor([3], 10, 20, 1),
    };
    expect(run(fullyConnected, layer)).toEqual({
      shape: [1, 1, 3],
      values: [11, 22, -2],
    });
    const clamped = { activation: 'clamp', minValue: 0, maxValue: 15 };
    expect(run(fullyConnected, layer, clamped).values).toEqual([11, 15, 0]);
  });

  it('broadcast batches, and take vectors as numpy does', () => {
    const pairs = {
      a: tensor([2, 1, 1, 2], 1, 2, 3, 4),
      b: tensor([2, 2, 1], 1, 1, 0, 1),
    };
    expect(run(matmul, pairs)).toEqual({
      shape: [2, 2, 1, 1],
      values: [3, 2, 7, 4],
    });
    const vectors = { a: tensor([2], 1, 2), b: tensor([2], 3, 4) };
    expect(run(matmul, vectors)).toEqual({ shape: [], values: [11] });
  });
});

it('refuse what does not fit, with its numbers', () => {
  const shapes = (op: typeof gemm, given: Record<string, number[]>) => () =>
    op.shapes(given, op.options({}));
  expect(shapes(gemm, { a: [2, 3], b: [4, 5] })).toThrow(/rows of 3 .* of 4/);
  expect(shapes(gemm, { a: [2, 3], b: [3, 5], c: [3] })).toThrow(/\[2, 5\]/);
  expect(shapes(gemm, { a: [1, 2, 3], b: [3, 5] })).toThrow(/use matmul/);
  expect(shapes(matmul, { a: [2, 2, 3], b: [3, 3, 5] })).toThrow(/2 matrices/);
  expect(
    shapes(fullyConnected, { input: [2, 3], weight: [4, 3], bias: [3] }),
  ).toThrow(/each of the 4 outputs/);
});

it('makes one matrix of many that meet the same one', () => {
  const rows = { rows: 3, columns: 5, terms: 4, c: null };
  const steps = { a: { row: 4, term: 1 }, b: { term: 5, column: 1 } };
  const batch = [
    { size: 2, a: 24, b: 0 },
    { size: 2, a: 12, b: 0 },
  ];
  expect(withBatch(batch, { ...rows, ...steps })).toMatchObject({
    rows: 12,
    batches: 1,
    batch: [],
  });
});

const presets = [fullyConnected, gemm, matmul].flatMap((op) =>
  op.presets.map((preset) => ({ op, preset })),
);
it.each(presets)('$op.id $preset.id counts its MACs', ({ op, preset }) => {
  const { shapes, options } = op.problem(
    checkWorkload(op.fields, preset.workload),
  );
  const [{ text, value }] = op.formulas(shapes, options);
  expect(evaluate(text)).toBe(value);
  expect(op.cost(shapes, options).macs).toBe(value);
});

it('counts the parameters of a classifier', () => {
  const { workload } = fullyConnected.presets[0];
  const { shapes, options } = fullyConnected.problem(
    checkWorkload(fullyConnected.fields, workload),
  );
  expect(fullyConnected.cost(shapes, options)).toMatchObject({
    macs: 1280 * 1000,
    params: 1281 * 1000,
  });
});
