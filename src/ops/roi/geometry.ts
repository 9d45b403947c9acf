/** Sides and strides of both ops, and how a region lies on its image. */
import { invalid } from '../../errors';
import type { Shapes } from '../tensor';
import {
  mostSamples,
  type RoiAlignOptions,
  type RoiPoolOptions,
} from './options';

/** Elements to skip for one step along each axis. */
export interface Strides {
  readonly n: number;
  readonly c: number;
  readonly h: number;
  readonly w: number;
}
export interface RoiGeometry {
  readonly batch: number;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly rois: number;
  readonly bins: readonly [height: number, width: number];
  readonly input: Strides;
  /** Of the output; n is the region. */
  readonly output: Strides;
}

/** input [N, C, H, W] (or nhwc), boxes [K, 5]; throws `invalid`. */
export function roiGeometry(
  id: string,
  { input, boxes }: Shapes,
  { outputSize, inputLayout }: RoiPoolOptions,
): RoiGeometry {
  if (!input)
    throw invalid(`${id} has no input; pass a tensor of 4 dimensions.`);
  if (!boxes) throw invalid(`${id} has no boxes; pass a tensor [K, 5].`);
  if (input.length !== 4 || input.some((side) => side < 1))
    throw invalid(
      `input of shape [${input.join(', ')}]: needs 4 sides of at least 1.`,
    );
  if (boxes.length !== 2 || boxes[1] !== 5)
    throw invalid(
      `boxes of shape [${boxes.join(', ')}]: needs [K, 5], an image's number ` +
        `and the corners x1, y1, x2, y2 for each region.`,
    );
  const [batch, channels, height, width] =
    inputLayout === 'nchw' ? input : [input[0], input[3], input[1], input[2]];
  return {
    ...{ batch, channels, height, width, rois: boxes[0], bins: outputSize },
    input: stridesOf(inputLayout, channels, height, width),
    output: stridesOf(inputLayout, channels, ...outputSize),
  };
}

export const outputShape = (
  { rois, channels, bins }: RoiGeometry,
  { inputLayout }: RoiPoolOptions,
): number[] =>
  inputLayout === 'nchw'
    ? [rois, channels, ...bins]
    : [rois, ...bins, channels];

/** The region and channel of each element of the output. */
export function placeOf(g: RoiGeometry, index: number) {
  const [height, width] = g.bins;
  const at = (stride: number, length: number) =>
    Math.floor(index / stride) % length;
  return {
    roi: Math.floor(index / g.output.n),
    channel: at(g.output.c, g.channels),
    y: at(g.output.h, height),
    x: at(g.output.w, width),
  };
}

function stridesOf(
  layout: RoiPoolOptions['inputLayout'],
  channels: number,
  height: number,
  width: number,
): Strides {
  const n = channels * height * width;
  return layout === 'nchw'
    ? { n, c: height * width, h: width, w: 1 }
    : { n, c: 1, h: width * channels, w: channels };
}

/** One axis of a region on the input: y or x. */
export interface Extent {
  readonly start: number;
  readonly size: number;
  /** Samples along a bin. */
  readonly samples: number;
  /** No step of it rounds, so every kernel has the very same numbers. */
  readonly exact: boolean;
}

const f = Math.fround;

/**
 * roiAlign's region along one axis. The corners are float32, as every
 * implementation has them; what follows from them is exact.
 */
export function alignExtent(
  low: number,
  high: number,
  bins: number,
  { spatialScale, aligned, samplingRatio }: RoiAlignOptions,
): Extent {
  const scale = f(spatialScale);
  const shift = aligned ? 0.5 : 0;
  const start = f(f(low * scale) - shift);
  const end = f(f(high * scale) - shift);
  const exact =
    start === low * scale - shift &&
    end === high * scale - shift &&
    f(end - start) === end - start;
  const size = aligned ? f(end - start) : Math.max(f(end - start), 1);
  const samples =
    samplingRatio > 0
      ? samplingRatio
      : Math.min(Math.max(Math.ceil(size / bins), 0), mostSamples);
  return { start, size, samples, exact };
}

/** A sample between two rows (or columns) of the input. */
export interface Taps {
  readonly low: number;
  readonly high: number;
  /** Of `high`; the rest is of `low`. */
  readonly weight: number;
}

/** null outside: more than a pixel before the first, or beyond the side. */
export function tapsAt(position: number, side: number): Taps | null {
  if (!(position >= -1 && position <= side)) return null;
  const inside = Math.min(Math.max(position, 0), side - 1);
  const low = Math.floor(inside);
  return { low, high: Math.min(low + 1, side - 1), weight: inside - low };
}

export const samplePosition = (
  { start, size, samples }: Extent,
  bins: number,
  bin: number,
  sample: number,
): number => start + (size / bins) * (bin + (sample + 0.5) / samples);

/** Pixels beyond are taken as this far: 32-bit products stay exact. */
export const farthest = 2 ** 20;

/**
 * roiPool's bins along one axis, as [first, end) on the input. Both corners
 * are rounded half away from zero and belong to the region; the bins are cut
 * in whole numbers, where torchvision's float32 may round a row too far.
 */
export function poolWindows(
  low: number,
  high: number,
  bins: number,
  side: number,
  { spatialScale }: RoiPoolOptions,
): [first: number, end: number][] {
  const start = roundedPixel(low, spatialScale);
  const size = Math.max(roundedPixel(high, spatialScale) - start + 1, 1);
  const inside = (pixel: number) => Math.min(Math.max(pixel, 0), side);
  return Array.from({ length: bins }, (_, bin) => [
    inside(start + Math.floor((bin * size) / bins)),
    inside(start + Math.ceil(((bin + 1) * size) / bins)),
  ]);
}

function roundedPixel(coordinate: number, scale: number): number {
  const pixel = f(coordinate * f(scale));
  const near = Math.min(Math.max(pixel, -farthest), farthest);
  return Math.sign(near) * Math.floor(Math.abs(near) + 0.5);
}

/** The number of an image that is there, or null. */
export function imageOf(number: number, { batch }: RoiGeometry): number | null {
  const image = Math.trunc(number);
  return image >= 0 && image < batch ? Math.abs(image) : null;
}
