import { describe, expect, it } from 'vitest';
import { batchNormalization as op } from '../../src/ops/batch-normalization';
import { checkWorkload } from '../../src/ops/fields';
import { runReference } from '../../src/ops/op';
import type { Tensor } from '../../src/ops/tensor';

const tensor = (shape: number[], values: number[]): Tensor => ({
  shape,
  dtype: 'float32',
  data: Float32Array.from(values),
});

const inputs = {
  input: tensor([1, 2, 1, 3], [-1, 0, 1, 2, 3, 4]),
  mean: tensor([2], [0, 3]),
  variance: tensor([2], [0.75, 2]),
};
const epsilon = 0.25;

const run = (more: Record<string, Tensor>, options = {}) =>
  Array.from(
    runReference(
      op,
      { ...inputs, ...more },
      op.options({ epsilon, ...options }),
    ).output.data,
    Number,
  );

describe('the oracle of batchNormalization', () => {
  it('subtracts the mean, divides by the deviation', () => {
    const twoThirds = Math.fround(2 / 3);
    expect(run({})).toEqual([-1, 0, 1, -twoThirds, 0, twoThirds]);
  });

  it('scales, then adds the bias', () => {
    const scale = tensor([2], [1, 1.5]);
    const bias = tensor([2], [0, 1]);
    expect(run({ scale })).toEqual([-1, 0, 1, -1, 0, 1]);
    expect(run({ scale, bias })).toEqual([-1, 0, 1, 0, 1, 2]);
  });

  it('takes channels from any axis', () => {
    const input = tensor([3, 2], [-1, 2, 0, 3, 1, 4]);
    const scale = tensor([2], [1, 1.5]);
    expect(run({ input, scale }, { axis: 1 })).toEqual([-1, -1, 0, 0, 1, 1]);
  });
});

describe('what does not fit', () => {
  const shapes = { input: [1, 2, 3], mean: [2], variance: [2] };
  it.each([
    [{ ...shapes, mean: [3] }, {}, 'mean [3]: the input [1, 2, 3] has 2'],
    [{ ...shapes, bias: [2, 1] }, {}, 'bias [2, 1]: the input'],
    [{ input: [1, 2, 3], mean: [2] }, {}, 'has no variance; pass [2]'],
    [shapes, { axis: 3 }, 'option axis 3: the input [1, 2, 3] has the axes 0'],
  ])('%j %j', (given, options, message) => {
    expect(() => op.shapes(given, op.options(options))).toThrow(message);
  });

  it.each([
    [{ momentum: 0.9 }, 'no option "momentum": use axis, epsilon.'],
    [{ epsilon: -1 }, 'option epsilon -1: needs a number from 0 on.'],
    [{ axis: -1 }, 'option axis [-1]: needs 1 whole number'],
  ])('%j', (options, message) => {
    expect(() => op.options(options)).toThrow(message);
  });
});

it('the form makes channels last, and no scale', () => {
  const workload = { in: [7, 5], c: 3, n: 2, layout: 'nhwc', affine: false };
  expect(op.problem(checkWorkload(op.fields, workload))).toEqual({
    shapes: { input: [2, 7, 5, 3], mean: [3], variance: [3] },
    options: { axis: 3, epsilon: 1e-5 },
  });
});
