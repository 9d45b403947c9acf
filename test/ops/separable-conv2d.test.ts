import { describe, expect, it } from 'vitest';
import { checkOutputs } from '../../src/engine/check';
import { conv2d } from '../../src/ops/conv2d';
import { checkWorkload, type Workload } from '../../src/ops/fields';
import { halfBits, halfValue } from '../../src/ops/float16';
import { runReference } from '../../src/ops/op';
import { randomInputs } from '../../src/ops/random';
import { separableConv2d } from '../../src/ops/separable-conv2d';
import {
  separableSteps,
  type SeparableOptions,
} from '../../src/ops/separable-conv2d/geometry';
import { shapesOf, type Tensor, type Tensors } from '../../src/ops/tensor';
import { separableCases } from '../../src/fuzz/problems/separable-conv2d';

const tensor = (shape: number[], values: Iterable<number>): Tensor => ({
  shape,
  dtype: 'float32',
  data: Float32Array.from(values),
});
const values = (t: Tensor) => Array.from(t.data, Number);
const run = (inputs: Tensors, options: Record<string, unknown> = {}) =>
  runReference(separableConv2d, inputs, separableConv2d.options(options))
    .output;
const problemOf = (workload: Workload) =>
  separableConv2d.problem(checkWorkload(separableConv2d.fields, workload));

/** The definition in conv2d's own oracle: two convolutions, float32 between. */
function composed(
  inputs: Tensors,
  options: SeparableOptions,
  between: (tensor: Tensor) => Tensor = (tensor) => tensor,
): Tensors {
  const steps = separableSteps(shapesOf(inputs), options);
  const { depthwiseFilter, depthwiseBias, pointwiseFilter } = inputs;
  const { bias, residual } = inputs;
  const { output } = runReference(
    conv2d,
    {
      input: inputs.input,
      filter: depthwiseFilter,
      ...(depthwiseBias && { bias: depthwiseBias }),
    },
    steps.depthwise.options,
  );
  return runReference(
    conv2d,
    {
      input: between(output),
      filter: pointwiseFilter,
      ...(bias && { bias }),
      ...(residual && { residual }),
    },
    steps.pointwise.options,
  );
}

describe('the oracle of separableConv2d', () => {
  // Two channels of 2×2, a 2×2 filter each: sums 1+2+3+4 and 10·(1+1+1+1).
  const small = {
    input: tensor([1, 2, 2, 2], [1, 2, 3, 4, 1, 1, 1, 1]),
    depthwiseFilter: tensor([2, 1, 2, 2], [1, 1, 1, 1, 10, 10, 10, 10]),
    pointwiseFilter: tensor([3, 2, 1, 1], [1, 0, 0, 1, 2, -1]),
  };

  it('filters each channel, then mixes them', () => {
    expect(values(run(small))).toEqual([10, 40, -20]);
    expect(run(small).shape).toEqual([1, 3, 1, 1]);
  });

  it('adds each bias after its own step', () => {
    const inputs = {
      ...small,
      depthwiseBias: tensor([2], [5, -10]),
      bias: tensor([3], [100, 200, 300]),
    };
    expect(values(run(inputs))).toEqual([115, 230, 300]);
  });

  it('activates between the steps and after them', () => {
    const between = run(small, { depthwiseActivation: 'relu6' });
    expect(values(between)).toEqual([6, 6, 6]);
    const after = run(small, { activation: 'relu' });
    expect(values(after)).toEqual([10, 40, 0]);
    const bounds = { depthwiseMinValue: 12, depthwiseMaxValue: 13 };
    const clamped = run(small, { depthwiseActivation: 'clamp', ...bounds });
    expect(values(clamped)).toEqual([12, 13, 11]);
  });

  it('multiplies depth: channel c feeds c·m … c·m + m − 1', () => {
    const output = run({
      input: tensor([1, 2, 1, 1], [3, 5]),
      depthwiseFilter: tensor([4, 1, 1, 1], [1, 10, 100, 1000]),
      pointwiseFilter: tensor([1, 4, 1, 1], [1, 1, 1, 1]),
    });
    expect(values(output)).toEqual([3 + 30 + 500 + 5000]);
  });

  it('pads, strides and dilates the depthwise step', () => {
    const output = run(
      {
        input: tensor([1, 1, 1, 5], [1, 2, 3, 4, 5]),
        depthwiseFilter: tensor([1, 1, 1, 2], [1, 10]),
        pointwiseFilter: tensor([1, 1, 1, 1], [2]),
      },
      { padding: [0, 0, 1, 0], strides: [1, 2], dilations: [1, 2] },
    );
    expect(values(output)).toEqual([40, 2 * (2 + 40)]);
  });

  it('means the same in nhwc', () => {
    const input = tensor([1, 2, 2, 2], [1, 1, 2, 1, 3, 1, 4, 1]);
    const output = run({ ...small, input }, { inputLayout: 'nhwc' });
    expect(output.shape).toEqual([1, 1, 1, 3]);
    expect(values(output)).toEqual([10, 40, -20]);
  });

  it('keeps float64 between the steps', () => {
    const output = run({
      input: tensor([1, 1, 1, 3], [2 ** 25, 1, 0]),
      depthwiseFilter: tensor([2, 1, 1, 3], [1, 1, 0, 1, 0, 0]),
      pointwiseFilter: tensor([1, 2, 1, 1], [1, -1]),
    });
    expect(values(output)).toEqual([1]);
  });

  it.each(separableCases)('is two conv2ds: $name', ({ problem }) => {
    const options = problem.options as SeparableOptions;
    const inputs = randomInputs(separableConv2d, problem.shapes, 3);
    expect(
      checkOutputs(
        separableConv2d,
        inputs,
        options,
        separableConv2d.tolerance(problem.shapes, options),
        composed(inputs, options),
        runReference(separableConv2d, inputs, options),
      ),
    ).toMatchObject({ ok: true });
  });
});

describe('the tolerance of separableConv2d', () => {
  const { shapes, options } = problemOf({ in: [12, 12], cin: 32, cout: 8 });
  const inputs = randomInputs(separableConv2d, shapes, 1);
  const check = (between: (tensor: Tensor) => Tensor) =>
    checkOutputs(
      separableConv2d,
      inputs,
      options,
      separableConv2d.tolerance(shapes, options),
      composed(inputs, options, between),
      runReference(separableConv2d, inputs, options),
    );

  it('counts the roundings of both steps and says so', () => {
    const given = separableConv2d.tolerance(shapes, options);
    expect(given.ulp).toBe(2 * (9 + 32) + 2);
    expect(given.why).toMatch(/9 depthwise \+ 32 pointwise.*2 for bias/);
    const swish = { ...options, depthwiseActivation: 'hard-swish' as const };
    expect(separableConv2d.tolerance(shapes, swish).ulp).toBe(given.ulp + 4);
  });

  it('takes an ULP at the size of the terms of both steps', () => {
    // (3·1 + 4·1)·2: each step's squares, 9 + 16, then times 2².
    const scale = separableConv2d.tolerance(
      {
        input: [1, 1, 1, 2],
        depthwiseFilter: [1, 1, 1, 2],
        pointwiseFilter: [1, 1, 1, 1],
      },
      separableConv2d.options({}),
    ).scale!;
    const sized = (second: number) =>
      scale({
        input: tensor([1, 1, 1, 2], [3, second]),
        depthwiseFilter: tensor([1, 1, 1, 2], [1, 1]),
        pointwiseFilter: tensor([1, 1, 1, 1], [2]),
      })(0);
    expect(sized(4)).toBeCloseTo(14, 12);
    // Terms that cancel keep their size.
    expect(sized(-4)).toBeCloseTo(10, 12);
  });

  it('lets a float32 intermediate through, and no float16 one', () => {
    const halved = (tensor: Tensor): Tensor => ({
      ...tensor,
      data: Float32Array.from(tensor.data as Float32Array, (value) =>
        halfValue(halfBits(value)),
      ),
    });
    expect(check((tensor) => tensor)).toMatchObject({ ok: true });
    expect(check(halved).failures).toBeGreaterThan(0);
  });
});

describe('separableConv2d shapes', () => {
  const shapes = {
    input: [1, 4, 5, 5],
    depthwiseFilter: [8, 1, 3, 3],
    pointwiseFilter: [6, 8, 1, 1],
  };
  const shapesWith = (more: Record<string, number[]>) => () =>
    separableConv2d.shapes({ ...shapes, ...more }, separableConv2d.options({}));

  it('come from both filters', () => {
    expect(shapesWith({})()).toEqual({ output: [1, 6, 3, 3] });
  });

  it.each([
    [{ depthwiseFilter: [6, 1, 3, 3] }, /\[6, 1, 3, 3\].*4 × multiplier/],
    [{ depthwiseFilter: [8, 2, 3, 3] }, /depthwiseFilter .*4 input channels/],
    [{ pointwiseFilter: [6, 4, 1, 1] }, /\[6, 4, 1, 1\].*channels out, 8, 1/],
    [{ pointwiseFilter: [6, 8, 3, 3] }, /pointwiseFilter .*8 depthwise/],
    [{ depthwiseBias: [4] }, /depthwiseBias .*\[4\].*8 channels/],
    [{ bias: [8] }, /bias .*\[8\].*6 channels/],
    [{ residual: [1, 6, 5, 5] }, /residual .*\[1, 6, 5, 5\].*\[1, 6, 3, 3\]/],
    [{ depthwiseFilter: [8, 1, 7, 3] }, /height 7 .*spans 7.*only 5/],
    [{ pointwiseFilter: [6, 8] }, /pointwiseFilter of shape \[6, 8\].*4 sides/],
    [{ input: [1, 0, 5, 5] }, /input of shape \[1, 0, 5, 5\]/],
  ])('refuse %o with the numbers in it', (more, message) => {
    expect(shapesWith(more as Record<string, number[]>)).toThrow(message);
  });

  it('need both filters', () => {
    expect(() =>
      separableConv2d.shapes(
        { input: [1, 4, 5, 5], depthwiseFilter: [4, 1, 3, 3] },
        separableConv2d.options({}),
      ),
    ).toThrow(/no pointwiseFilter/);
  });

  it.each([
    [{ groups: 2 }, /no option "groups".*depthwiseActivation/],
    [{ depthwiseActivation: 'tanh' }, /depthwiseActivation "tanh": choose/],
    [{ depthwiseMinValue: 'low' }, /depthwiseMinValue "low": needs a number/],
    [{ strides: [0, 1] }, /strides \[0,1\]: needs 2 whole numbers from 1/],
  ])('refuse the options %o', (options, message) => {
    expect(() => separableConv2d.options(options)).toThrow(message);
  });
});

describe('separableConv2d costs', () => {
  const costOf = (workload: Workload) => {
    const { shapes, options } = problemOf(workload);
    return separableConv2d.cost(shapes, options);
  };

  it('agree with MobileNetV1, table 1', () => {
    const layer = { in: [14, 14], cin: 512, cout: 512, dwbias: false };
    const { macs, params } = costOf({ ...layer, bias: false });
    expect(macs).toBe(14 * 14 * 512 * (9 + 512));
    expect(params).toBe(512 * 9 + 512 * 512);
  });

  it('count each byte once and no intermediate', () => {
    const { bytesRead, bytesWritten } = costOf({
      in: [8, 8],
      cin: 2,
      mult: 3,
      cout: 5,
      s: [2, 2],
    });
    expect(bytesRead).toBe(4 * (2 * 64 + 6 * 9 + 6 + 5 * 6 + 5));
    expect(bytesWritten).toBe(4 * 5 * 16);
    const more = costOf({ in: [8, 8], res: true });
    const plain = costOf({ in: [8, 8] });
    expect(more.bytesRead - plain.bytesRead).toBe(plain.bytesWritten);
    expect(more.flops).toBe(plain.flops);
  });

  it('state what is saved: MACs of the dense layer, bytes between', () => {
    const { shapes, options } = problemOf({ in: [14, 14], cin: 64, cout: 128 });
    const formulas = separableConv2d.formulas(shapes, options);
    const valueOf = (name: RegExp) =>
      formulas.find((formula) => name.test(formula.name))!.value;
    const dense = conv2d.cost(
      { input: [1, 64, 14, 14], filter: [128, 64, 3, 3] },
      conv2d.options({ padding: [1, 1, 1, 1] }),
    );
    const { macs } = separableConv2d.cost(shapes, options);
    expect(valueOf(/dense/)).toBeCloseTo(macs / dense.macs, 12);
    expect(valueOf(/fusing/)).toBe(2 * 4 * 64 * 14 * 14);
  });
});
