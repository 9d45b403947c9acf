import { describe, expect, it } from 'vitest';
import {
  compareTensors,
  elementAt,
  readOptions,
  readTensor,
  type VectorTolerance,
} from '../../src/cli/vectors';
import { halfBits } from '../../src/ops/float16';

const float = (...data: (number | string)[]) =>
  readTensor({ shape: [data.length], dtype: 'float32', data });
const half = (...data: (number | string)[]) =>
  readTensor({ shape: [data.length], dtype: 'float16', data });
const ints = (...data: number[]) =>
  readTensor({ shape: [data.length], dtype: 'int32', data });
const exact: VectorTolerance = { kind: 'exact', value: 0 };
const ulp = (value: number): VectorTolerance => ({ kind: 'ulp', value });
const atol = (value: number, rtol?: number): VectorTolerance => ({
  kind: 'atol',
  value,
  rtol,
});

/** The float32 that many steps above 1. */
const above1 = (steps: number) => 1 + steps * 2 ** -23;

describe('readTensor', () => {
  it('reads numbers and the names of what JSON lacks', () => {
    const { data } = float(1.5, 'NaN', 'Infinity', '-Infinity');
    expect([...data]).toEqual([1.5, NaN, Infinity, -Infinity]);
  });

  it('keeps float16 as bit patterns', () => {
    const tensor = half(1, -2, 'NaN', 6e-8);
    expect([...tensor.data]).toEqual([0x3c00, 0xc000, 0x7e00, 1]);
    expect(elementAt(tensor, 1)).toBe(-2);
  });

  it('reads int64 as BigInt', () => {
    const tensor = readTensor({ shape: [2], dtype: 'int64', data: [-3, 2] });
    expect([...tensor.data]).toEqual([-3n, 2n]);
  });

  it.each([
    ['float32', Float32Array.of(0.1, -7, NaN)],
    ['float16', Uint16Array.of(halfBits(0.1), halfBits(-7), halfBits(NaN))],
    ['int32', Int32Array.of(-1, 2, 3)],
    ['uint8', Uint8Array.of(255, 2, 3)],
    ['int64', BigInt64Array.of(-1n, 2n, 3n)],
  ])('reads %s from base64', (dtype, data) => {
    const base64 = Buffer.from(data.buffer).toString('base64');
    const tensor = readTensor({ shape: [3], dtype, data_b64: base64 });
    expect(tensor.data).toEqual(data);
  });

  it('reads scalars and empty tensors', () => {
    const scalar = { shape: [], dtype: 'float32', data: [4] };
    expect([...readTensor(scalar).data]).toEqual([4]);
    const empty = { shape: [0, 3], dtype: 'float32', data: [] };
    expect(readTensor(empty).data).toHaveLength(0);
  });

  it('rejects what does not fit the shape, and other dtypes', () => {
    const short = { shape: [2, 2], dtype: 'float32', data: [1, 2, 3] };
    expect(() => readTensor(short)).toThrow('3 elements for the shape [2, 2]');
    const narrow = { shape: [1], dtype: 'uint4', data: [1] };
    expect(() => readTensor(narrow)).toThrow('dtype uint4');
  });
});

it('reads options with the names of what JSON lacks', () => {
  const options = { minValue: '-Infinity', pads: [1, 'NaN'], layout: 'nchw' };
  expect(readOptions(options)).toEqual({
    minValue: -Infinity,
    pads: [1, NaN],
    layout: 'nchw',
  });
});

describe('compareTensors', () => {
  it('takes equal values, NaN for NaN and either zero', () => {
    const actual = float(1, 'NaN', -0, 'Infinity');
    const expected = float(1, 'NaN', 0, 'Infinity');
    expect(compareTensors(actual, expected, exact)).toBeNull();
  });

  it('names the first element that is off and counts them', () => {
    expect(compareTensors(float(1, 3, 4), float(1, 2, 3), exact)).toEqual({
      index: 1,
      actual: 3,
      expected: 2,
      count: 2,
    });
  });

  it('counts float32 steps, across zero too', () => {
    const off = (actual: number, expected: number, steps: number) =>
      compareTensors(float(actual), float(expected), ulp(steps));
    expect(off(above1(3), 1, 3)).toBeNull();
    expect(off(above1(4), 1, 3)).not.toBeNull();
    expect(off(2 ** -149, -(2 ** -149), 2)).toBeNull();
    expect(off(2 ** -149, -(2 ** -149), 1)).not.toBeNull();
  });

  it('counts float16 steps, after rounding to float16', () => {
    const near = 1 + 2 ** -10;
    expect(compareTensors(half(near), half(1), ulp(1))).toBeNull();
    expect(compareTensors(half(near), half(1), ulp(0))).not.toBeNull();
    expect(compareTensors(float(1 + 2 ** -13), half(1), ulp(0))).toBeNull();
  });

  it('adds the relative part to the absolute one', () => {
    const off = (actual: number, tolerance: VectorTolerance) =>
      compareTensors(float(actual), float(100), tolerance);
    expect(off(100.5, atol(0.5))).toBeNull();
    expect(off(100.75, atol(0.5))).not.toBeNull();
    expect(off(101.5, atol(0.5, 0.01))).toBeNull();
    expect(off(101.75, atol(0.5, 0.01))).not.toBeNull();
  });

  it.each([ulp(1000), atol(1000, 1)])(
    'never takes NaN or infinity for a number (%o)',
    (tolerance) => {
      const off = (actual: number | string, expected: number | string) =>
        compareTensors(float(actual), float(expected), tolerance);
      expect(off('NaN', 1)).not.toBeNull();
      expect(off(1, 'NaN')).not.toBeNull();
      expect(off('Infinity', 1)).not.toBeNull();
      expect(off(1, 'Infinity')).not.toBeNull();
      expect(off('-Infinity', 'Infinity')).not.toBeNull();
    },
  );

  it('takes integers exactly under a fractional atol', () => {
    expect(compareTensors(ints(5), ints(4), atol(0.5))).not.toBeNull();
    expect(compareTensors(ints(5), ints(4), atol(1))).toBeNull();
    expect(compareTensors(ints(5), ints(4), ulp(1))).toBeNull();
    expect(compareTensors(ints(6), ints(4), ulp(1))).not.toBeNull();
  });
});
