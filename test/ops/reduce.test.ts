import { describe, expect, it } from 'vitest';
import { opById } from '../../src/ops';
import { checkWorkload } from '../../src/ops/fields';
import { runReference } from '../../src/ops/op';
import { reduceOps } from '../../src/ops/reduce';
import { reduceGeometry } from '../../src/ops/reduce/geometry';
import type { Tensor } from '../../src/ops/tensor';

/** 1 … 6 in two rows. */
const rows: Tensor = {
  shape: [2, 3],
  dtype: 'float32',
  data: Float32Array.from([1, 2, 3, 4, 5, 6]),
};

function run(id: string, options = {}, input = rows) {
  const op = opById(id);
  const { output } = runReference(op, { input }, op.options(options));
  return { shape: output.shape, values: Array.from(output.data, Number) };
}

/** Over the last axis, over the first, over both. */
const known: [string, number[], number[], number][] = [
  ['reduceMean', [2, 5], [2.5, 3.5, 4.5], 3.5],
  ['reduceSum', [6, 15], [5, 7, 9], 21],
  ['reduceMax', [3, 6], [4, 5, 6], 6],
  ['reduceMin', [1, 4], [1, 2, 3], 1],
  [
    'reduceL2',
    [Math.sqrt(14), Math.sqrt(77)].map(Math.fround),
    [Math.sqrt(17), Math.sqrt(29), Math.sqrt(45)].map(Math.fround),
    Math.fround(Math.sqrt(91)),
  ],
];

describe('the oracles of the reductions', () => {
  it.each(known)('%s', (id, last, first, all) => {
    expect(run(id, { axes: [1] })).toEqual({ shape: [2], values: last });
    expect(run(id, { axes: [0] })).toEqual({ shape: [3], values: first });
    expect(run(id)).toEqual({ shape: [], values: [all] });
  });

  it('know every op', () => {
    const ids = reduceOps.map(({ id }) => id).sort();
    expect(known.map(([id]) => id).sort()).toEqual(ids);
  });

  it('keep reduced axes when asked to', () => {
    const keepDimensions = true;
    expect(run('reduceSum', { axes: [1], keepDimensions })).toEqual({
      shape: [2, 1],
      values: [6, 15],
    });
    expect(run('reduceSum', { keepDimensions }).shape).toEqual([1, 1]);
  });

  it('reduce nothing over no axes; a root of one square is a size', () => {
    const data = Float32Array.from([-1, 2, -3, 4, -5, 6]);
    const input = { ...rows, data };
    expect(run('reduceMax', { axes: [] }, input).values).toEqual([...data]);
    expect(run('reduceL2', { axes: [] }, input)).toEqual({
      shape: [2, 3],
      values: [1, 2, 3, 4, 5, 6],
    });
  });
});

it('neighbouring axes of a kind become one run', () => {
  const shapes = { input: [2, 3, 1, 4, 5] };
  const options = { axes: [3, 4], keepDimensions: false };
  expect(reduceGeometry(shapes, options)).toMatchObject({
    kept: [{ size: 6, step: 20 }],
    reduced: [{ size: 20, step: 1 }],
    outputs: 6,
    taps: 20,
    outputShape: [2, 3, 1],
  });
});

describe('what does not fit', () => {
  const op = opById('reduceSum');
  it.each([
    [{ axes: [2] }, 'option axes 2: the input [2, 3] has the axes 0 to 1.'],
    [{ axes: [0, 0] }, 'option axes [0, 0]: name each axis once.'],
    [{ axes: [-1] }, 'option axes [-1]: needs 1 whole number'],
    [{ axes: 1 }, 'option axes 1: needs 1 whole number'],
    [{ keepDimensions: 1 }, 'option keepDimensions 1: use true or false.'],
    [{ keepDims: true }, 'no option "keepDims": use axes, keepDimensions.'],
  ])('%j', (given, message) => {
    expect(() => op.shapes({ input: [2, 3] }, op.options(given))).toThrow(
      message,
    );
  });
});

it('the form names axes by the layout', () => {
  const op = opById('reduceMean');
  const axesOf = (over: string, layout: string) =>
    op.problem(checkWorkload(op.fields, { over, layout })).options.axes;
  expect(axesOf('plane', 'nchw')).toEqual([2, 3]);
  expect(axesOf('plane', 'nhwc')).toEqual([1, 2]);
  expect(axesOf('channels', 'nhwc')).toEqual([3]);
  expect(axesOf('image', 'nchw')).toEqual([1, 2, 3]);
  expect(axesOf('all', 'nhwc')).toEqual([0, 1, 2, 3]);
});
