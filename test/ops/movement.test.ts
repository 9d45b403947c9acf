import { describe, expect, it } from 'vitest';
import { opById } from '../../src/ops';
import { checkWorkload } from '../../src/ops/fields';
import { crossed, inFours, merged, type Box } from '../../src/ops/movement/box';
import { runReference, type Options } from '../../src/ops/op';
import type { Tensor } from '../../src/ops/tensor';
import { evaluate } from './evaluate';

const tensor = (shape: number[], ...values: number[]): Tensor => ({
  shape,
  dtype: 'float32',
  data: Float32Array.from(values),
});
const counting = (...shape: number[]): Tensor => {
  const count = shape.reduce((product, side) => product * side, 1);
  return tensor(shape, ...Array.from({ length: count }, (_, i) => i));
};
const moved = (
  id: string,
  inputs: Record<string, Tensor>,
  options: Options,
) => {
  const op = opById(id);
  const { output } = runReference(op, inputs, op.options(options));
  return { shape: output.shape, values: Array.from(output.data, Number) };
};
const one = (id: string, input: Tensor, options: Options) =>
  moved(id, { input }, options);

describe('the oracles of data movement', () => {
  it('join along an axis, whatever inputs there are', () => {
    const inputs = {
      input0: tensor([2, 1], 1, 2),
      input3: tensor([2, 2], 3, 4, 5, 6),
    };
    expect(moved('concat', inputs, { axis: 1 })).toEqual({
      shape: [2, 3],
      values: [1, 3, 4, 2, 5, 6],
    });
  });

  it('cut every nth element of a part', () => {
    const part = { starts: [1, 0], sizes: [2, 5], strides: [1, 2] };
    expect(one('slice', counting(3, 5), part)).toEqual({
      shape: [2, 3],
      values: [5, 7, 9, 10, 12, 14],
    });
  });

  it('give other sides to the same elements', () => {
    const { shape, values } = one('reshape', counting(2, 3), {
      newShape: [3, 2],
    });
    expect(shape).toEqual([3, 2]);
    expect(values).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('permute axes: output axis i is input axis permutation[i]', () => {
    const { shape, values } = one('transpose', counting(1, 2, 3), {
      permutation: [2, 0, 1],
    });
    expect(shape).toEqual([3, 1, 2]);
    expect(values).toEqual([0, 3, 1, 4, 2, 5]);
    expect(one('transpose', counting(2, 3), {}).values).toEqual([
      0, 3, 1, 4, 2, 5,
    ]);
  });

  it('deal channels out as ShuffleNet does', () => {
    const { values } = one('channelShuffle', counting(1, 6, 1, 1), {
      groups: 2,
    });
    expect(values).toEqual([0, 3, 1, 4, 2, 5]);
  });

  it('pad with a value, the edge or the reflection', () => {
    const frame = { beginningPadding: [2], endingPadding: [1] };
    const padded = (more: Options) =>
      one('pad', tensor([3], 1, 2, 3), { ...frame, ...more }).values;
    expect(padded({ value: 9 })).toEqual([9, 9, 1, 2, 3, 9]);
    expect(padded({ mode: 'edge' })).toEqual([1, 1, 1, 2, 3, 3]);
    expect(padded({ mode: 'reflection' })).toEqual([3, 2, 1, 2, 3, 2]);
  });
});

describe('what does not fit is refused with its numbers', () => {
  const shapes = (id: string, input: number[], options: Options) => () => {
    const op = opById(id);
    return op.shapes({ input }, op.options(options));
  };
  it.each([
    ['slice', { starts: [2], sizes: [3] }, /end at 5, but the side is 4/],
    ['slice', { starts: [0, 0], sizes: [1] }, /needs 1 numbers/],
    ['slice', { starts: [0] }, /option sizes undefined/],
    ['reshape', { newShape: [3] }, /has 3 elements: the input \[4\] has 4/],
    ['transpose', { permutation: [1] }, /every axis from 0 to 0 once/],
    [
      'pad',
      { beginningPadding: [4], endingPadding: [0], mode: 'reflection' },
      /at most 3/,
    ],
    ['pad', { padding: [1] }, /no option "padding"/],
  ])('%s %o', (id, options, message) => {
    expect(shapes(id, [4], options)).toThrow(message);
  });

  it('concat', () => {
    const op = opById('concat');
    const inputs = { input0: [2, 3], input1: [3, 3] };
    expect(() => op.shapes(inputs, { axis: 1 })).toThrow(/but for axis 1/);
    expect(() => op.shapes(inputs, { axis: 2 })).toThrow(/from 0 to 1/);
    expect(op.shapes(inputs, { axis: 0 }).output).toEqual([5, 3]);
  });

  it('channelShuffle', () => {
    const groups = { groups: 3 };
    expect(shapes('channelShuffle', [1, 4], groups)).toThrow(/divide the 4/);
  });
});

const ids = ['concat', 'slice', 'reshape', 'transpose', 'channelShuffle'];
const presets = [...ids, 'pad'].flatMap((id) => {
  const op = opById(id);
  return op.presets.map((preset) => ({ op, preset }));
});
it.each(presets)('$op.id $preset.id counts its elements', ({ op, preset }) => {
  const { shapes, options } = op.problem(
    checkWorkload(op.fields, preset.workload),
  );
  const [{ text, value }] = op.formulas(shapes, options);
  expect(evaluate(text)).toBe(value);
  expect(op.cost(shapes, options).bytesWritten).toBe(4 * value);
});

describe('a box', () => {
  const box: Box = {
    role: 'input',
    axes: [
      { size: 2, from: 24, to: 24 },
      { size: 3, from: 8, to: 8 },
      { size: 1, from: 8, to: 8 },
      { size: 8, from: 1, to: 1 },
    ],
    from: 0,
    to: 4,
  };

  it('has no more axes than it needs', () => {
    expect(merged(box).axes).toEqual([{ size: 48, from: 1, to: 1 }]);
  });

  it('goes in vectors where all of it lies so', () => {
    const whole = merged(box);
    expect(inFours(whole, false)).toMatchObject({
      axes: [{ size: 12, from: 1, to: 1 }],
      to: 1,
    });
    expect(inFours({ ...whole, to: 2 }, false)).toBeNull();
  });

  it('is turned only where neighbours change', () => {
    expect(crossed(merged(box))).toBeNull();
    const turned = {
      ...box,
      axes: [
        { size: 5, from: 1, to: 12 },
        { size: 2, from: 30, to: 6 },
        { size: 6, from: 5, to: 1 },
      ],
    };
    expect(crossed(turned)!.axes.map(({ size }) => size)).toEqual([2, 5, 6]);
  });
});
