import { describe, expect, it } from 'vitest';
import {
  autoAmplification,
  difference,
  fit,
  lumaTensor,
  magnitude,
  planesOf,
  rasterOf,
  rgbTensor,
  valuesAt,
  type Planes,
} from '../../src/ui/picture/pixels';

const everyByte = {
  width: 16,
  height: 16,
  data: Uint8ClampedArray.from({ length: 1024 }, (_, i) =>
    i % 4 === 3 ? 255 : (Math.floor(i / 4) + 85 * (i % 4)) % 256,
  ),
};
const asStored = { scale: 1, offset: 0 };
const planes = (values: number[], channels = 1): Planes => ({
  width: values.length / channels,
  height: 1,
  channels,
  values: Float32Array.from(values),
});

describe('RGBA and planes', () => {
  it('come back byte for byte', () => {
    const there = planesOf(rgbTensor(everyByte));
    expect(rasterOf(there, asStored)).toEqual(everyByte);
  });

  it('ignore alpha', () => {
    const clear = { ...everyByte, data: everyByte.data.slice() };
    for (let i = 3; i < clear.data.length; i += 4) clear.data[i] = 7;
    expect(rgbTensor(clear)).toEqual(rgbTensor(everyByte));
  });

  it('weigh green most in brightness, and keep grey as it is', () => {
    const luma = (rgb: number[]) =>
      lumaTensor({
        width: 1,
        height: 1,
        data: Uint8ClampedArray.from([...rgb, 255]),
      }).data[0];
    expect(luma([0, 255, 0])).toBeCloseTo(0.587, 6);
    expect(luma([255, 0, 0])).toBeCloseTo(0.299, 6);
    expect(luma([102, 102, 102])).toBeCloseTo(0.4, 6);
  });

  it('show one plane as grey, scaled, shifted and clamped', () => {
    const { data } = rasterOf(planes([-2, 0, 0.5, 9]), {
      scale: 0.5,
      offset: 0.5,
    });
    const red = [...data].filter((_, i) => i % 4 === 0);
    expect(red).toEqual([0, 128, 191, 255]);
    expect([...data.slice(4, 8)]).toEqual([128, 128, 128, 255]);
  });

  it('tell the values of one pixel, channel by channel', () => {
    const three = { ...planes([1, 2, 3, 4, 5, 6], 3) };
    expect(valuesAt(three, 1, 0)).toEqual([2, 4, 6]);
  });

  it('join x and y into a gradient strength', () => {
    expect([...magnitude(planes([3, 0, -4, 0], 2)).values]).toEqual([5, 0]);
  });
});

describe('difference', () => {
  it('is nothing for the same values', () => {
    const same = difference(planes([1, NaN, -0]), planes([1, NaN, 0]));
    expect(same).toMatchObject({ max: 0, differing: 0, count: 3 });
  });

  it('finds the worst pixel, whatever its channel', () => {
    const a = planes([0, 0, 0, 0, 0, 0], 3);
    const b = planes([0, 0.25, 0, 0, 0, -0.5], 3);
    expect(difference(a, b)).toMatchObject({
      max: 0.5,
      x: 1,
      y: 0,
      differing: 2,
    });
  });

  it('never hides a NaN', () => {
    expect(difference(planes([NaN]), planes([0])).max).toBe(Infinity);
  });

  it('is amplified by a power of two that does not clip', () => {
    for (const max of [1, 0.3, 6e-8, 2.4e-7]) {
      const shown = max * 2 ** autoAmplification(max);
      expect(shown).toBeLessThanOrEqual(1);
      expect(shown).toBeGreaterThan(0.49);
    }
    expect(autoAmplification(0)).toBe(0);
    expect(autoAmplification(Infinity)).toBe(0);
    expect(autoAmplification(1e-30)).toBe(24);
  });
});

it('fits a large picture and leaves a small one alone', () => {
  expect(fit(4032, 3024, 1024)).toEqual({ width: 1024, height: 768 });
  expect(fit(300, 451, 1024)).toEqual({ width: 300, height: 451 });
  expect(fit(9000, 2, 1024)).toEqual({ width: 1024, height: 1 });
});
