import { describe, expect, it } from 'vitest';
import { checkWorkload } from '../../src/ops/fields';
import { runReference, type Options } from '../../src/ops/op';
import { resample2d } from '../../src/ops/resample2d';
import {
  fraction,
  resampleGeometry,
  sourceOf,
} from '../../src/ops/resample2d/geometry';
import type { Tensor } from '../../src/ops/tensor';
import { evaluate } from './evaluate';

const tensor = (shape: number[], values: number[]): Tensor => ({
  shape,
  dtype: 'float32',
  data: Float32Array.from(values),
});
/** A row of such elements, resampled along itself. */
function row(values: number[], options: Options): number[] {
  const input = tensor([1, 1, 1, values.length], values);
  const { output } = runReference(
    resample2d,
    { input },
    resample2d.options(options),
  );
  return Array.from(output.data, Number);
}
const nearest = (length: number, size: number, more: Options = {}) =>
  row(
    Array.from({ length }, (_, i) => i),
    { sizes: [1, size], ...more },
  );
const linear = (values: number[], size: number, more: Options = {}) =>
  row(values, { mode: 'linear', sizes: [1, size], ...more });

describe('the oracle of resample2d', () => {
  it('takes the nearest element, of two the lower one', () => {
    expect(nearest(2, 4)).toEqual([0, 0, 1, 1]);
    // 2.0 exactly, between 1.5 and 2.5 of the input's edges.
    expect(nearest(2, 3)).toEqual([0, 0, 1]);
    expect(nearest(4, 2)).toEqual([0, 2]);
    expect(nearest(4, 2, { nearestMode: 'round_prefer_ceil' })).toEqual([1, 3]);
    expect(nearest(4, 2, { nearestMode: 'floor' })).toEqual([0, 2]);
    expect(nearest(5, 3, { nearestMode: 'ceil' })).toEqual([1, 2, 4]);
  });

  it('has the lower one at every tie of a long row', () => {
    // Three for two: every third lies between 2j and 2j + 1, at exactly ½.
    const expected = Array.from({ length: 600 }, (_, o) =>
      o % 3 === 2 ? 2 * Math.floor(o / 3) + 1 : 2 * Math.floor(o / 3),
    );
    expect(nearest(400, 600)).toEqual(expected);
  });

  it('weighs two neighbours, and holds the ends', () => {
    expect(linear([0, 8], 4)).toEqual([0, 2, 6, 8]);
    expect(linear([0, 8, 16, 24], 2)).toEqual([4, 20]);
    expect(linear([3], 3)).toEqual([3, 3, 3]);
  });

  it('has four ways to place coordinates', () => {
    const at = (coordinateTransformation: string, size = 4) =>
      linear([0, 12], size, { coordinateTransformation });
    expect(at('align_corners')).toEqual([0, 4, 8, 12]);
    expect(at('asymmetric')).toEqual([0, 6, 12, 12]);
    expect(at('half_pixel')).toEqual([0, 3, 9, 12]);
    expect(at('pytorch_half_pixel')).toEqual([0, 3, 9, 12]);
    expect(at('half_pixel', 1)).toEqual([6]);
    expect(at('pytorch_half_pixel', 1)).toEqual([0]);
    expect(at('align_corners', 1)).toEqual([0]);
  });

  it('takes coordinates from the sizes, unless the scale is exact', () => {
    // ⌊4 · 0.6⌋ = 2: of the sizes the scale is 1/2.
    const options = { mode: 'linear', scales: [1, 0.6] };
    const values = [0, 3, 6, 9];
    expect(row(values, options)).toEqual([1.5, 7.5]);
    const [first, second] = row(values, { ...options, exactScale: true });
    expect(first).toBeCloseTo(3 * (0.5 / 0.6 - 0.5), 6);
    expect(second).toBeCloseTo(3 * (1.5 / 0.6 - 0.5), 6);
  });

  it('resamples any two axes, in either order', () => {
    const values = [1, 2, 3, 4, 5, 6];
    const along = (shape: number[], axes: number[], sizes: number[]) =>
      runReference(
        resample2d,
        { input: tensor(shape, values) },
        resample2d.options({ axes, sizes }),
      ).output;
    const wide = along([1, 2, 3, 1], [1, 2], [2, 6]);
    expect(wide.shape).toEqual([1, 2, 6, 1]);
    expect([...wide.data]).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]);
    expect(along([1, 2, 3, 1], [2, 1], [6, 2])).toEqual(wide);
    // Rows and columns with something between them.
    const apart = along([3, 1, 2, 1], [0, 2], [3, 4]);
    expect([...apart.data]).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]);
  });

  it('does not multiply what has no weight', () => {
    expect(linear([1, Infinity], 4, { sizes: [1, 2] })).toEqual([1, Infinity]);
  });
});

describe('coordinates', () => {
  it('are small whole numbers where scales are', () => {
    const options = resample2d.options({ mode: 'linear', sizes: [26, 513] });
    const { rows, columns } = resampleGeometry(
      { input: [1, 1, 13, 65] },
      options,
    );
    expect(rows).toMatchObject({ step: 2, start: -1, divisor: 4 });
    expect(columns).toMatchObject({ step: 65, start: -224, divisor: 513 });
    expect(sourceOf(rows, 1)).toEqual({ low: 0, high: 1, weight: 0.25 });
    expect(sourceOf(rows, 25)).toEqual({ low: 12, high: 12, weight: 0 });
  });

  it.each([
    [0.6, 100, [3, 5]],
    [2, 100, [2, 1]],
    [1.5, 100, [3, 2]],
    [1 / 3, 100, [1, 3]],
    [Math.PI, 1000, [355, 113]],
  ])('%d is a fraction', (value, most, parts) => {
    expect(fraction(value, most)).toEqual(parts);
  });
});

describe('what it refuses', () => {
  const shapes = { input: [1, 2, 5, 5] };
  it.each([
    [{}, {}, /resample2d has no input/],
    [{ input: [2, 5, 5] }, {}, /input of shape \[2, 5, 5\]: needs 4 sides/],
    [shapes, { axes: [2, 2] }, /axes \[2, 2\]: needs two different/],
    [shapes, { axes: [2, 4] }, /axes \[2, 4\]: needs two different/],
    [shapes, { scales: [0.1, 1] }, /scale 0.1 of axis 2: leaves none/],
    [{ input: [1, 1, 1, 40009] }, { sizes: [1, 59999] }, /do not fit 32 bits/],
  ])('%j, %j', (given, options, message) => {
    expect(() => resample2d.shapes(given, resample2d.options(options))).toThrow(
      message,
    );
  });

  it.each([
    [{ size: [2, 2] }, /no option "size": use mode, sizes/],
    [{ mode: 'cubic' }, /option mode "cubic": choose one of nearest-neighbor/],
    [{ sizes: [0, 1] }, /option sizes \[0,1\]: needs 2 whole numbers/],
    [{ scales: [2] }, /option scales \[2\]: needs 2 positive numbers/],
    [{ scales: [2, -1] }, /option scales \[2,-1\]/],
    [{ exactScale: 1 }, /option exactScale 1: use true or false/],
  ])('%j', (given, message) => {
    expect(() => resample2d.options(given)).toThrow(message);
  });
});

it('counts what is read: shrinking leaves out rows and columns', () => {
  const bytes = (mode: string, sizes: number[]) => {
    const options = resample2d.options({ mode, sizes });
    return resample2d.cost({ input: [1, 1, 8, 8] }, options).bytesRead / 4;
  };
  expect(bytes('nearest-neighbor', [2, 4])).toBe(2 * 4);
  expect(bytes('linear', [2, 4])).toBe(2 * 2 * 2 * 4);
  expect(bytes('linear', [16, 16])).toBe(64);
});

it('shows formulas that come to the numbers shown', () => {
  for (const { workload } of resample2d.presets) {
    const { shapes, options } = resample2d.problem(
      checkWorkload(resample2d.fields, workload),
    );
    for (const { text, value } of resample2d.formulas(shapes, options))
      expect(evaluate(text), text).toBe(value);
  }
});
