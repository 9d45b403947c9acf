import { describe, expect, it } from 'vitest';
import { prepareWasm } from '../../src/engine/backends/wasm';
import { opById } from '../../src/ops';
import { checkWorkload } from '../../src/ops/fields';
import { runReference, type Op } from '../../src/ops/op';
import type { PoolOptions } from '../../src/ops/pool2d/geometry';
import type { Tensor } from '../../src/ops/tensor';

const [max, average, l2] = ['maxPool2d', 'averagePool2d', 'l2Pool2d'].map(
  (id) => opById(id) as Op<PoolOptions>,
);
const tensor = (shape: number[], values: number[]): Tensor => ({
  shape,
  dtype: 'float32',
  data: Float32Array.from(values),
});
/** 1 … 16 in a square of 4. */
const square = tensor(
  [1, 1, 4, 4],
  Array.from({ length: 16 }, (_, i) => i + 1),
);

function run(op: Op<PoolOptions>, options = {}, input = square) {
  const { output } = runReference(op, { input }, op.options(options));
  return { shape: output.shape, values: Array.from(output.data, Number) };
}
const two = { windowDimensions: [2, 2], strides: [2, 2] };

describe('the oracles of pooling', () => {
  it('take the largest, the mean, the root of the squares', () => {
    expect(run(max, two).values).toEqual([6, 8, 14, 16]);
    expect(run(average, two).values).toEqual([3.5, 5.5, 11.5, 13.5]);
    const pythagoras = tensor([1, 1, 1, 2], [3, -4]);
    expect(run(l2, {}, pythagoras).values).toEqual([5]);
  });

  it('pool the whole plane when there is no window', () => {
    expect(run(average)).toEqual({ shape: [1, 1, 1, 1], values: [8.5] });
    expect(run(max)).toEqual({ shape: [1, 1, 1, 1], values: [16] });
  });

  it('do not count padding, given as top, bottom, left, right', () => {
    const options = { windowDimensions: [3, 3], padding: [2, 0, 1, 0] };
    const { shape, values } = run(average, options);
    expect(shape).toEqual([1, 1, 4, 3]);
    expect(values.slice(0, 3)).toEqual([1.5, 2, 3]);
    const negative = tensor([1, 1, 1, 1], [-7]);
    const padded = { windowDimensions: [2, 2], padding: [1, 0, 1, 0] };
    expect(run(max, padded, negative).values).toEqual([-7]);
  });

  it('take strides and dilations as height, width', () => {
    const strided = { windowDimensions: [1, 1], strides: [3, 2] };
    expect(run(max, strided).values).toEqual([1, 3, 13, 15]);
    const dilated = { windowDimensions: [2, 2], dilations: [3, 1] };
    expect(run(average, dilated).values).toEqual([7.5, 8.5, 9.5]);
  });

  it('round the output size down or up, or take it as given', () => {
    const options = { windowDimensions: [3, 3], strides: [2, 2] };
    expect(run(max, options).shape).toEqual([1, 1, 1, 1]);
    const up = { ...options, outputShapeRounding: 'ceil' };
    expect(run(max, up)).toEqual({
      shape: [1, 1, 2, 2],
      values: [11, 12, 15, 16],
    });
    const given = { ...options, outputSizes: [2, 1] };
    expect(run(average, given)).toEqual({
      shape: [1, 1, 2, 1],
      values: [6, 12],
    });
  });

  it('pool channels last', () => {
    const input = tensor([1, 2, 2, 2], [1, 10, 2, 20, 3, 30, 4, 40]);
    const { shape, values } = run(average, { layout: 'nhwc' }, input);
    expect(shape).toEqual([1, 1, 1, 2]);
    expect(values).toEqual([2.5, 25]);
  });

  it('say what an empty window is', () => {
    const options = { windowDimensions: [1, 1], padding: [0, 0, 0, 1] };
    const one = tensor([1, 1, 1, 1], [5]);
    expect(run(max, options, one).values).toEqual([5, -Infinity]);
    expect(run(average, options, one).values).toEqual([5, NaN]);
    expect(run(l2, options, one).values).toEqual([5, 0]);
  });
});

describe('what does not fit', () => {
  const reject = (options: object, message: string) =>
    expect(() =>
      max.shapes({ input: [1, 1, 4, 4] }, max.options({ ...options })),
    ).toThrow(message);

  it('is named with its limit', () => {
    reject({ windowDimensions: [5, 1] }, 'padded input height is only 4');
    reject({ ...two, outputSizes: [3, 2] }, '2 (floor) or 2 (ceil)');
    reject({ strides: [0, 1] }, 'strides [0,1]');
    reject({ window: [2, 2] }, 'no option "window"');
    reject({ layout: 'chwn' }, 'choose one of nchw, nhwc');
    expect(() => max.shapes({ input: [4, 4] }, max.options({}))).toThrow(
      'needs 4 sides',
    );
  });
});

const simd = async (
  op: Op<PoolOptions>,
  input: Tensor,
  options: PoolOptions,
) => {
  const executable = await prepareWasm({
    op,
    kernel: 'simd',
    inputs: { input },
    options,
  });
  await executable.run(1);
  const { output } = await executable.read();
  executable.dispose();
  return Array.from(output.data, Number);
};

it.each(['nchw', 'nhwc'])(
  'WASM is strict with NaN and infinities, %s',
  async (layout) => {
    const options = max.options({ windowDimensions: [1, 2], layout });
    const values = [NaN, 1, -Infinity, -Infinity, Infinity, NaN, 2, 3];
    const shape = layout === 'nchw' ? [1, 1, 1, 8] : [1, 1, 8, 1];
    const input = tensor(shape, values);
    for (const op of [max, average, l2]) {
      const expected = run(op, options, input).values;
      expect(await simd(op, input, options)).toEqual(expected);
    }
    expect(run(max, options, input).values.slice(0, 3)).toEqual([
      NaN,
      1,
      -Infinity,
    ]);
  },
);

it('the form makes a global pooling', () => {
  const { workload } = average.presets[0];
  const problem = average.problem(checkWorkload(average.fields, workload));
  expect(problem.options.windowDimensions).toBeNull();
  expect(average.shapes(problem.shapes, problem.options).output).toEqual([
    1, 1280, 1, 1,
  ]);
});
