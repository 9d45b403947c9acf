/** Between the canvas's bytes and the engine's planes. Pure. */
import type { Tensor } from '../../ops/tensor';

export type Bytes = Uint8ClampedArray<ArrayBuffer>;

/** RGBA, row by row; structurally an ImageData, so that Node can test it. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Bytes;
}

/** One value per pixel and channel, channel by channel. */
export interface Planes {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly values: Float32Array;
}

/** Shown brightness = value × scale + offset, then clamped to 0..1. */
export interface Look {
  readonly scale: number;
  readonly offset: number;
}

export interface Difference {
  readonly planes: Planes;
  readonly max: number;
  /** Pixel with the largest difference. */
  readonly x: number;
  readonly y: number;
  /** Values that differ at all, of how many. */
  readonly differing: number;
  readonly count: number;
}

/** [1, 3, height, width] in 0..1; alpha is ignored. */
export function rgbTensor({ width, height, data }: Raster): Tensor {
  const pixels = width * height;
  const values = new Float32Array(3 * pixels);
  for (let i = 0; i < pixels; i++) {
    values[i] = data[4 * i] / 255;
    values[pixels + i] = data[4 * i + 1] / 255;
    values[2 * pixels + i] = data[4 * i + 2] / 255;
  }
  return { shape: [1, 3, height, width], dtype: 'float32', data: values };
}

/** [1, 1, height, width]: brightness by the weights of ITU-R BT.601. */
export function lumaTensor({ width, height, data }: Raster): Tensor {
  const values = new Float32Array(width * height);
  for (let i = 0; i < values.length; i++) {
    const at = 4 * i;
    const luma = 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];
    values[i] = luma / 255;
  }
  return { shape: [1, 1, height, width], dtype: 'float32', data: values };
}

/** The output of a batch of one, nchw, as planes. */
export function planesOf(tensor: Tensor): Planes {
  const [, channels, height, width] = tensor.shape;
  return {
    width,
    height,
    channels,
    values: Float32Array.from(tensor.data, Number),
  };
}

/** Root of the sum of squares over channels: Sobel's gradient strength. */
export function magnitude(planes: Planes): Planes {
  const pixels = planes.width * planes.height;
  const values = new Float32Array(pixels);
  for (let i = 0; i < pixels; i++) {
    let sum = 0;
    for (let c = 0; c < planes.channels; c++)
      sum += planes.values[c * pixels + i] ** 2;
    values[i] = Math.sqrt(sum);
  }
  return { ...planes, channels: 1, values };
}

/** One plane is shown as grey, three as red, green, blue. */
export function rasterOf(planes: Planes, look: Look): Raster {
  const { width, height, channels, values } = planes;
  const pixels = width * height;
  const data = new Uint8ClampedArray(4 * pixels);
  for (let i = 0; i < pixels; i++) {
    for (let c = 0; c < 3; c++) {
      const value = values[channels === 1 ? i : c * pixels + i];
      data[4 * i + c] = 255 * (value * look.scale + look.offset);
    }
    data[4 * i + 3] = 255;
  }
  return { width, height, data };
}

/** Absolute difference. NaN on one side only counts as infinitely far. */
export function difference(a: Planes, b: Planes): Difference {
  const values = new Float32Array(a.values.length);
  let max = 0;
  let at = 0;
  let differing = 0;
  for (let i = 0; i < values.length; i++) {
    if (Object.is(a.values[i], b.values[i])) continue;
    const gap = Math.abs(a.values[i] - b.values[i]);
    values[i] = Number.isNaN(gap) ? Infinity : gap;
    if (values[i] > 0) differing++;
    if (values[i] > max) {
      max = values[i];
      at = i;
    }
  }
  const pixel = at % (a.width * a.height);
  return {
    planes: { ...a, values },
    max,
    x: pixel % a.width,
    y: Math.floor(pixel / a.width),
    differing,
    count: values.length,
  };
}

/** float32 has 24 bits: turned up further, nothing new can show. */
export const maxAmplification = 24;

/** The power of two that brings the largest difference close to white. */
export function autoAmplification(max: number): number {
  if (!(max > 0)) return 0;
  const exponent = Math.floor(-Math.log2(max));
  return Math.min(Math.max(exponent, 0), maxAmplification);
}

/** Values of one pixel, channel by channel. */
export function valuesAt(planes: Planes, x: number, y: number): number[] {
  const pixels = planes.width * planes.height;
  return Array.from(
    { length: planes.channels },
    (_, c) => planes.values[c * pixels + y * planes.width + x],
  );
}

/** Sides no longer than `limit`, the proportions kept. */
export function fit(width: number, height: number, limit: number) {
  const shrink = Math.min(1, limit / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * shrink)),
    height: Math.max(1, Math.round(height * shrink)),
  };
}
