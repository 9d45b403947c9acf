import { describe, expect, it } from 'vitest';
import { conv2d } from '../../src/ops/conv2d';
import { deformConv2d } from '../../src/ops/deform-conv2d';
import { checkWorkload } from '../../src/ops/fields';
import { runReference, type Options } from '../../src/ops/op';
import { randomInputs } from '../../src/ops/random';
import { shapesOf, type Tensor, type Tensors } from '../../src/ops/tensor';
import { evaluate } from './evaluate';

const tensor = (shape: number[], values: ArrayLike<number>): Tensor => ({
  shape,
  dtype: 'float32',
  data: Float32Array.from(values),
});
const zeros = (...shape: number[]) =>
  tensor(shape, new Array<number>(shape.reduce((a, b) => a * b)).fill(0));
const run = (inputs: Tensors, options: Options = {}) =>
  Array.from(
    runReference(deformConv2d, inputs, deformConv2d.options(options)).output
      .data,
    Number,
  );

/** 0 1 2 / 3 4 5 / 6 7 8, each pixel by itself, all moved alike. */
function moved(dy: number, dx: number, more: Tensors = {}): number[] {
  const offset = zeros(1, 2, 3, 3);
  offset.data.fill(dy as never, 0, 9);
  offset.data.fill(dx as never, 9);
  const input = tensor([1, 1, 3, 3], [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  return run({ input, offset, filter: tensor([1, 1, 1, 1], [1]), ...more });
}

describe('the oracle of deformConv2d', () => {
  it('is a convolution where nothing is moved', () => {
    const options = { padding: [1, 0, 2, 1], strides: [1, 2], groups: 2 };
    const shapes = { input: [2, 4, 6, 7], filter: [6, 2, 3, 2], bias: [6] };
    const inputs = randomInputs(conv2d, shapes, 3);
    const plain = runReference(conv2d, inputs, conv2d.options(options)).output;
    const [n, , h, w] = plain.shape;
    const offset = zeros(n, 2 * 6, h, w);
    const given = { ...options, offsetGroups: 1 };
    expect(run({ ...inputs, offset }, given)).toEqual([...plain.data]);
  });

  it('moves down by the first offset, right by the second', () => {
    expect(moved(1, 0)).toEqual([3, 4, 5, 6, 7, 8, 0, 0, 0]);
    expect(moved(0, 1)).toEqual([1, 2, 0, 4, 5, 0, 7, 8, 0]);
  });

  it('weighs the pixels around a place; outside there are zeros', () => {
    expect(moved(0.5, 0)).toEqual([1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 3, 3.5, 4]);
    expect(moved(0, -0.25)).toEqual([
      0, 0.75, 1.75, 2.25, 3.75, 4.75, 4.5, 6.75, 7.75,
    ]);
    expect(moved(-3.5, 0)).toEqual(new Array(9).fill(0));
    expect(moved(1e9, -1e9)).toEqual(new Array(9).fill(0));
  });

  it('weighs each tap by its mask', () => {
    const mask = tensor([1, 1, 3, 3], [1, 2, 3, 0, 0, 0, 0.5, 0.5, 0.5]);
    expect(moved(0, 0, { mask })).toEqual([0, 2, 6, 0, 0, 0, 3, 3.5, 4]);
  });

  it('has offsets for each tap, in each offset group', () => {
    // Two taps of two channels, one pixel out; the second group moves.
    const input = tensor([1, 2, 2, 2], [1, 2, 3, 4, 10, 20, 30, 40]);
    const filter = tensor([1, 2, 1, 2], [1, 1, 1, 1]);
    const offset = tensor([1, 8, 1, 1], [0, 0, 1, 0, 1, 0, 0, -1]);
    const options = { strides: [2, 1], offsetGroups: 2 };
    // (0, 0) and (1, 1) of the first; (1, 0) and (0, 0) of the second.
    expect(run({ input, filter, offset }, options)).toEqual([1 + 4 + 30 + 10]);
  });
});

describe('what it refuses', () => {
  const shapes = {
    input: [1, 4, 5, 5],
    filter: [2, 4, 3, 3],
    offset: [1, 18, 3, 3],
  };
  it.each([
    [{ ...shapes, offset: [1, 9, 3, 3] }, {}, /offset of shape \[1, 9, 3, 3\]/],
    [{ ...shapes, mask: [1, 18, 3, 3] }, {}, /need \[1, 9, 3, 3\]/],
    [shapes, { offsetGroups: 3 }, /offsetGroups 3: does not divide the 4/],
    [{ ...shapes, bias: [3] }, {}, /bias of shape \[3\]/],
    [
      { input: shapes.input, filter: shapes.filter },
      {},
      /has no offset; pass a tensor \[1, 18, 3, 3\]/,
    ],
  ])('%j, %j', (given, options, message) => {
    const complete = deformConv2d.options(options);
    expect(() => deformConv2d.shapes(given, complete)).toThrow(message);
  });

  it.each([
    [{ inputLayout: 'nhwc' }, /deformConv2d has no option "inputLayout"/],
    [{ offsetGroups: 0 }, /option offsetGroups/],
  ])('%j', (given, message) => {
    expect(() => deformConv2d.options(given)).toThrow(message);
  });
});

it('allows an error that a swapped pair of offsets exceeds', () => {
  const { shapes, options } = deformConv2d.problem(
    checkWorkload(deformConv2d.fields, { in: [9, 9], cin: 8, cout: 2 }),
  );
  const inputs = randomInputs(deformConv2d, shapes, 1, 'float32', options);
  const { ulp, scale } = deformConv2d.tolerance(shapesOf(inputs), options);
  const allowed = ulp * scale!(inputs)(40) * 2 ** -23;
  const before = run(inputs, options)[40];
  const [a, b] = [inputs.offset.data[40], inputs.offset.data[81 + 40]];
  inputs.offset.data[40] = b;
  inputs.offset.data[81 + 40] = a;
  const change = Math.abs(run(inputs, options)[40] - before);
  expect(change).toBeGreaterThan(10 * allowed);
});

it('shows formulas that come to the numbers shown', () => {
  for (const { workload } of deformConv2d.presets) {
    const { shapes, options } = deformConv2d.problem(
      checkWorkload(deformConv2d.fields, workload),
    );
    for (const { text, value } of deformConv2d.formulas(shapes, options))
      expect(evaluate(text), text).toBe(value);
    const { macs } = deformConv2d.cost(shapes, options);
    const formulas = deformConv2d.formulas(shapes, options);
    expect(formulas.find(({ name }) => name === 'MACs')!.value).toBe(macs);
  }
});
