/** Buffers as numbers, pictures and plots. */
import { describe, expect, it } from 'vitest';
import { greyRange, pictureOf } from '../../../src/ui/playground/free/pixels';
import {
  countsOf,
  histogramOf,
  lineOf,
} from '../../../src/ui/playground/free/plot';
import {
  formatValue,
  summaryOf,
} from '../../../src/ui/playground/free/summary';

const floats = (...values: number[]) => Float32Array.from(values);
const picture = (
  values: Float32Array | Uint32Array,
  format: 'grey' | 'rgba' | 'packed',
  width: number,
) => pictureOf(values, format, width, summaryOf(values));

describe('a summary', () => {
  it('counts what is no number apart', () => {
    expect(summaryOf(floats(3, NaN, -1, Infinity, 0, 2))).toEqual({
      ...{ count: 6, min: -1, max: 3, mean: 1 },
      ...{ nan: 1, infinite: 1, zeros: 1 },
    });
    expect(summaryOf(floats(NaN))).toMatchObject({ min: null, mean: null });
    expect(summaryOf(Uint32Array.of(4294967295)).max).toBe(4294967295);
  });

  it('writes a number so that it is told from its neighbour', () => {
    expect(formatValue(Math.fround(0.1))).toBe('0.1');
    expect(formatValue(-2)).toBe('−2');
    expect(formatValue(4294967295)).toBe('4294967295');
    expect(formatValue(1e-20)).toBe('1e−20');
    expect(formatValue(-Infinity)).toBe('−Infinity');
  });
});

describe('a picture', () => {
  it('is grey from 0 to 1, or from least to greatest', () => {
    expect(greyRange(summaryOf(floats(0.2, 0.4)))).toEqual([0, 1]);
    expect(greyRange(summaryOf(floats(-1, 3)))).toEqual([-1, 3]);
    const { data, width, height, caption } = picture(
      floats(-1, 1, 3),
      'grey',
      2,
    );
    expect([width, height]).toEqual([2, 2]);
    expect([data[0], data[4], data[8], data[15]]).toEqual([0, 128, 255, 0]);
    expect(caption).toBe('black is −1, white 3; the last row has 1 of 2');
  });

  it('paints NaN red, and says so', () => {
    const { data, caption } = picture(floats(NaN, 1), 'grey', 2);
    expect([...data.slice(0, 4)]).toEqual([230, 0, 0, 255]);
    expect(caption).toMatch(/red: 1 NaN/);
  });

  it('takes four numbers, or the bytes of one', () => {
    const rgba = picture(floats(1, 0.5, 0, 1), 'rgba', 1);
    expect([...rgba.data]).toEqual([255, 128, 0, 255]);
    const packed = picture(Uint32Array.of(0xff030201), 'packed', 1);
    expect([...packed.data]).toEqual([1, 2, 3, 255]);
  });

  it('is refused where it is too large', () => {
    expect(() => picture(floats(1), 'grey', 20_000)).toThrow(/at most/);
    expect(() => picture(new Float32Array(20_000), 'grey', 1)).toThrow(
      /choose another width/,
    );
  });
});

describe('a plot', () => {
  it('loses no peak of a long line', () => {
    const values = new Float32Array(100_000);
    values[70_001] = 5;
    values[30_001] = -5;
    const plot = lineOf(values, summaryOf(values))!;
    expect(plot).toMatchObject({ xRange: [0, 99_999], yRange: [-5, 5] });
    expect(plot.path).toMatch(/L0\.7 1L/);
    expect(plot.path).toMatch(/L0\.3 0L/);
    expect(plot.path.length).toBeLessThan(30_000);
  });

  it('has a gap where there is no number', () => {
    const values = floats(0, 1, NaN, 1, 0);
    expect(lineOf(values, summaryOf(values))!.path).toBe(
      'M0 0L0.25 1M0.75 1L1 0',
    );
  });

  it('begins amounts at 0', () => {
    const range = (...values: number[]) =>
      lineOf(floats(...values), summaryOf(floats(...values)))!.yRange;
    expect(range(2, 10)).toEqual([0, 10]);
    expect(range(9, 10)).toEqual([9, 10]);
    expect(range(4, 4)).toEqual([3, 5]);
  });

  it('counts values into bins, the last one closed', () => {
    expect(countsOf(floats(0, 1, 2, 4, NaN, 4), 0, 4, 4)).toEqual([1, 1, 1, 2]);
    const values = floats(0, 4, 4);
    expect(histogramOf(values, summaryOf(values))!.yRange).toEqual([0, 2]);
    expect(histogramOf(floats(NaN), summaryOf(floats(NaN)))).toBeNull();
  });
});
