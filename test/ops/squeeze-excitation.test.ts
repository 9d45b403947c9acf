import { describe, expect, it } from 'vitest';
import { checkWorkload } from '../../src/ops/fields';
import { runReference, type Options } from '../../src/ops/op';
import { randomInputs } from '../../src/ops/random';
import { squeezeExcitation } from '../../src/ops/squeeze-excitation';
import type { Tensor, Tensors } from '../../src/ops/tensor';
import { evaluate } from './evaluate';

const tensor = (shape: number[], values: number[]): Tensor => ({
  shape,
  dtype: 'float32',
  data: Float32Array.from(values),
});
const run = (inputs: Tensors, options: Options = {}) =>
  Array.from(
    runReference(squeezeExcitation, inputs, squeezeExcitation.options(options))
      .output.data,
    Number,
  );

/** Two channels with means 2 and 6, squeezed to one number. */
const inputs: Tensors = {
  input: tensor([1, 2, 1, 2], [1, 3, 4, 8]),
  reduceFilter: tensor([1, 2], [1, -0.5]),
  reduceBias: tensor([1], [3]),
  expandFilter: tensor([2, 1], [1, -2]),
  expandBias: tensor([2], [-3.5, 4]),
};

describe('the oracle of squeezeExcitation', () => {
  it('scales each channel by its gate', () => {
    // 2 − 3 + 3 = 2; 2 − 3.5 = −1.5 and −4 + 4 = 0: gates 1/4 and 1/2.
    expect(run(inputs)).toEqual([0.25, 0.75, 2, 4]);
  });

  it('means the same in nhwc', () => {
    const input = tensor([1, 1, 2, 2], [1, 4, 3, 8]);
    expect(run({ ...inputs, input }, { inputLayout: 'nhwc' })).toEqual([
      0.25, 2, 0.75, 4,
    ]);
  });

  it('has no bias where none is given, and cuts off at 0', () => {
    const { input, reduceFilter, expandFilter } = inputs;
    // 2 − 3 = −1, and so 0: both gates are those of 0.
    const bare = { input, reduceFilter, expandFilter };
    expect(run(bare)).toEqual([0.5, 1.5, 2, 4]);
    // As it is: −1 and 2, gates 1/3 and 5/6.
    const kept = run(bare, { reduceActivation: 'none' });
    expect(kept[0]).toBeCloseTo(1 / 3, 6);
    expect(kept[3]).toBeCloseTo((8 * 5) / 6, 6);
  });

  it('has curves', () => {
    const gate = (x: number) => 1 / (1 + Math.exp(-x));
    const [first] = run(inputs, { gate: 'sigmoid' });
    expect(first).toBeCloseTo(gate(-1.5), 6);
    const silu = { gate: 'sigmoid', reduceActivation: 'silu' };
    expect(run(inputs, silu)[0]).toBeCloseTo(gate(2 * gate(2) - 3.5), 6);
    const swish = { gate: 'sigmoid', reduceActivation: 'hard-swish' };
    expect(run(inputs, swish)[0]).toBeCloseTo(gate((2 * 5) / 6 - 3.5), 6);
    expect(run(inputs, { alpha: 0.25, beta: 1 })[0]).toBe(1 - 1.5 / 4);
  });

  it('takes filters of 1×1 convolutions', () => {
    const reduceFilter = { ...inputs.reduceFilter, shape: [1, 2, 1, 1] };
    const expandFilter = { ...inputs.expandFilter, shape: [2, 1, 1, 1] };
    const convolutions = { ...inputs, reduceFilter, expandFilter };
    expect(run(convolutions)).toEqual(run(inputs));
  });
});

describe('what it refuses', () => {
  const shapes = {
    input: [1, 8, 5, 5],
    reduceFilter: [2, 8],
    expandFilter: [8, 2],
  };
  const { reduceFilter: _, ...without } = shapes;
  it.each([
    [without, /has no reduceFilter; pass a matrix/],
    [{ ...shapes, reduceFilter: [2, 7] }, /the input has 8 channels; it needs/],
    [{ ...shapes, reduceFilter: [2, 8, 3, 3] }, /needs \[rows, columns\] or/],
    [{ ...shapes, expandFilter: [2, 8] }, /expandFilter of shape \[2, 8\]/],
    [{ ...shapes, reduceBias: [8] }, /reduceBias of shape \[8\]: needs 2/],
    [{ ...shapes, expandBias: [2] }, /expandBias of shape \[2\]: needs 8/],
  ])('%j', (given, message) => {
    const options = squeezeExcitation.options({});
    expect(() => squeezeExcitation.shapes(given, options)).toThrow(message);
  });

  it.each([
    [{ ratio: 4 }, /no option "ratio": use reduceActivation/],
    [{ gate: 'tanh' }, /option gate "tanh": choose one of hard-sigmoid/],
    [{ reduceActivation: 'elu' }, /option reduceActivation "elu"/],
    [{ alpha: 'steep' }, /option alpha "steep": needs a number/],
  ])('%j', (given, message) => {
    expect(() => squeezeExcitation.options(given)).toThrow(message);
  });
});

it('is benched with gates that are open, shut and between', () => {
  const { workload } = squeezeExcitation.presets[0];
  const { shapes, options } = squeezeExcitation.problem(
    checkWorkload(squeezeExcitation.fields, workload),
  );
  const given = randomInputs(squeezeExcitation, shapes, 1, 'float32', options);
  const output = run(given, options);
  const factors = output.map((y, i) => y / Number(given.input.data[i]));
  expect(Math.max(...factors) - Math.min(...factors)).toBeGreaterThan(0.25);
});

it('allows an error that one wrong weight exceeds', () => {
  const { workload } = squeezeExcitation.presets[0];
  const { shapes, options } = squeezeExcitation.problem(
    checkWorkload(squeezeExcitation.fields, workload),
  );
  const given = randomInputs(squeezeExcitation, shapes, 1, 'float32', options);
  const { ulp, scale } = squeezeExcitation.tolerance(shapes, options);
  const allowed = ulp * scale!(given)(5) * 2 ** -23;
  const before = run(given, options)[5];
  given.expandFilter.data[0] = Number(given.expandFilter.data[0]) + 0.01;
  expect(Math.abs(run(given, options)[5] - before)).toBeGreaterThan(allowed);
});

it('shows formulas that come to the numbers shown', () => {
  for (const { workload } of squeezeExcitation.presets) {
    const { shapes, options } = squeezeExcitation.problem(
      checkWorkload(squeezeExcitation.fields, workload),
    );
    for (const { text, value } of squeezeExcitation.formulas(shapes, options))
      expect(evaluate(text), text).toBe(value);
  }
});
