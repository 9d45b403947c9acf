import { describe, expect, it } from 'vitest';
import {
  checkOutputs,
  ulpAt,
  ulpDistance,
  unravel,
} from '../../src/engine/check';
import { stats } from '../../src/engine/stats';
import { conv2d } from '../../src/ops/conv2d';
import { runReference } from '../../src/ops/op';
import { randomInputs } from '../../src/ops/random';

describe('ulpDistance', () => {
  it.each([
    [1, 1, 0],
    [1 + 2 ** -23, 1, 1],
    [2 - 2 ** -22, 2, 1],
    [-1 - 3 * 2 ** -23, -1, 3],
    [0, -0, 0],
    [2 ** -149, 0, 1],
    [NaN, NaN, 0],
    [NaN, 1, Infinity],
    [1, NaN, Infinity],
    [Infinity, Infinity, 0],
    [Infinity, -Infinity, Infinity],
    [3e38, Infinity, Infinity],
  ])('of %d from %d is %d', (actual, expected, ulp) => {
    expect(ulpDistance(actual, expected)).toBe(ulp);
  });

  it('agrees with the bit patterns', () => {
    const bits = new Int32Array(1);
    const float = new Float32Array(bits.buffer);
    for (let i = 0; i < 2000; i++) {
      float[0] = Math.exp(i / 20 - 50);
      const value = float[0];
      bits[0] += 1;
      expect(float[0] - value).toBe(ulpAt(value));
    }
  });
});

describe('float16', () => {
  it('has larger steps, which the check knows', () => {
    const shapes = { input: [1, 2, 5, 5], filter: [2, 2, 3, 3] };
    const options = conv2d.options({});
    const inputs = randomInputs(conv2d, shapes, 1, 'float16');
    const expected = runReference(conv2d, inputs, options);
    const data = Uint16Array.from(expected.output.data as Uint16Array);
    const check = () =>
      checkOutputs(
        conv2d,
        inputs,
        options,
        conv2d.tolerance(shapes, options),
        { output: { ...expected.output, data } },
        expected,
      );
    expect(expected.output.dtype).toBe('float16');
    data[3] += 1;
    expect(check()).toMatchObject({ ok: true });
    data[3] += 64;
    expect(check()).toMatchObject({ ok: false, failures: 1, worstIndex: 3 });
  });

  it('counts in its own ULP', () => {
    const halves = { fractionBits: 10, leastExponent: -14 };
    expect(ulpDistance(1 + 2 ** -10, 1, halves)).toBe(1);
    expect(ulpDistance(3 * 2 ** -24, 0, halves)).toBe(3);
  });
});

describe('checkOutputs', () => {
  const { shapes, options } = {
    shapes: { input: [2, 3, 4, 5], filter: [2, 3, 3, 3] },
    options: conv2d.options({ padding: [1, 1, 1, 1] }),
  };
  const inputs = randomInputs(conv2d, shapes, 1);
  const tolerance = conv2d.tolerance(shapes, options);
  const expected = runReference(conv2d, inputs, options);
  const check = (change: (data: Float32Array) => void) => {
    const data = Float32Array.from(expected.output.data as Float32Array);
    change(data);
    const actual = { output: { ...expected.output, data } };
    return checkOutputs(conv2d, inputs, options, tolerance, actual, expected);
  };

  it('accepts the oracle itself', () => {
    expect(check(() => {})).toMatchObject({
      ok: true,
      maxUlp: 0,
      allowedUlp: 54,
      worstIndex: -1,
      worst: null,
      failures: 0,
      elements: 80,
    });
  });

  it('finds one wrong element and says where', () => {
    const report = check((data) => (data[67] += 0.001));
    expect(report).toMatchObject({ ok: false, failures: 1, worstIndex: 67 });
    expect(report.worst?.position).toEqual(unravel(67, [2, 2, 4, 5]));
    expect(report.map).toMatchObject({ width: 5, height: 4 });
    expect(report.map!.ulp.filter((ulp) => ulp > 0)).toHaveLength(1);
    expect(report.map!.ulp[1 * 5 + 2]).toBe(report.maxUlp);
  });

  it('accepts rounding but no NaN', () => {
    expect(check((data) => (data[3] *= 1 + 2 ** -22)).ok).toBe(true);
    expect(check((data) => (data[3] = NaN))).toMatchObject({
      ok: false,
      maxUlp: Infinity,
    });
  });

  it('measures an element that cancels at the size of its terms', () => {
    // 1·1 + 1·(−1): the sum is 0, its rounding that of its terms.
    const cancelling = {
      input: {
        shape: [1, 2, 1, 1],
        dtype: 'float32' as const,
        data: Float32Array.of(1, 1),
      },
      filter: {
        shape: [1, 2, 1, 1],
        dtype: 'float32' as const,
        data: Float32Array.of(1, -1),
      },
    };
    const plain = conv2d.options({});
    const limits = conv2d.tolerance(
      { input: [1, 2, 1, 1], filter: [1, 2, 1, 1] },
      plain,
    );
    const of = (value: number) => {
      const output = {
        shape: [1, 1, 1, 1],
        dtype: 'float32' as const,
        data: Float32Array.of(value),
      };
      const oracle = runReference(conv2d, cancelling, plain);
      return checkOutputs(
        conv2d,
        cancelling,
        plain,
        limits,
        { output },
        oracle,
      );
    };
    expect(of(2 ** -22).ok).toBe(true);
    expect(of(2 ** -20).ok).toBe(false);
  });
});

describe('stats', () => {
  it('gives median, p20 and p80 between samples', () => {
    expect(stats([5, 1, 4, 2, 3])).toEqual({
      medianMs: 3,
      p20Ms: 1.8,
      p80Ms: 4.2,
      minMs: 1,
      n: 5,
    });
    expect(stats([7])).toMatchObject({ medianMs: 7, p20Ms: 7, p80Ms: 7, n: 1 });
  });
});
