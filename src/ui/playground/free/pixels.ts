/** A buffer as a picture. */
import type { TypedArray } from '../../../ops/tensor';
import type { FreePixels } from '../../../state/draft';
import { formatCount } from '../../units';
import { formatValue, type Summary } from './summary';

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  /** What black and white mean, and what is left over. */
  readonly caption: string;
}

/** More than a screen has. */
const mostPixels = 2 ** 24;
const mostSide = 16_384;

/** Throws in words where there is no such picture. */
export function pictureOf(
  values: TypedArray,
  format: FreePixels,
  width: number,
  summary: Summary,
): Picture {
  const lanes = format === 'rgba' ? 4 : 1;
  const pixels = Math.ceil(values.length / lanes);
  const height = Math.ceil(pixels / width);
  if (width > mostSide || height > mostSide || width * height > mostPixels)
    throw new Error(
      `${formatCount(width)} × ${formatCount(height)} pixels: at most ` +
        `${formatCount(mostSide)} on a side and ${formatCount(mostPixels)} in ` +
        `all are drawn; choose another width, or look at the numbers.`,
    );
  const data = new Uint8ClampedArray(4 * width * height);
  const caption =
    format === 'grey'
      ? grey(data, values, summary)
      : format === 'rgba'
        ? rgba(data, values)
        : packed(data, values);
  const rest = pixels % width;
  return {
    ...{ width, height, data },
    caption: rest
      ? `${caption}; the last row has ${rest} of ${width}`
      : caption,
  };
}

/** A range that fits in 0 … 1 is shown as it is, any other is stretched. */
export function greyRange({ min, max }: Summary): [low: number, high: number] {
  if (min === null || max === null || (min >= 0 && max <= 1)) return [0, 1];
  return min === max ? [min - 1, max] : [min, max];
}

function grey(
  data: Uint8ClampedArray,
  values: TypedArray,
  summary: Summary,
): string {
  const [low, high] = greyRange(summary);
  values.forEach((raw, i) => {
    const value = Number(raw);
    const level = (255 * (value - low)) / (high - low);
    // What is no number must not pass for black.
    const none = Number.isNaN(value);
    data[4 * i] = none ? 230 : level;
    data[4 * i + 1] = data[4 * i + 2] = none ? 0 : level;
    data[4 * i + 3] = 255;
  });
  const what = `black is ${formatValue(low)}, white ${formatValue(high)}`;
  return summary.nan > 0
    ? `${what}, red: ${formatCount(summary.nan)} NaN`
    : what;
}

function rgba(data: Uint8ClampedArray, values: TypedArray): string {
  values.forEach((raw, i) => {
    data[i] = 255 * Number(raw);
  });
  return 'red, green, blue and alpha from 0 to 1';
}

function packed(data: Uint8ClampedArray, values: TypedArray): string {
  values.forEach((raw, i) => {
    const word = Number(raw) >>> 0;
    for (let lane = 0; lane < 4; lane++)
      data[4 * i + lane] = (word >>> (8 * lane)) & 255;
  });
  return 'red, green, blue and alpha in bytes 0 to 3';
}
