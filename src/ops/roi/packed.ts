/** The input as vectors of four channels. */
import type { RoiGeometry, Strides } from './geometry';
import type { RoiPoolOptions } from './options';

export interface Packed {
  /** In vectors; c is the next four channels. */
  readonly strides: Strides;
  readonly bytes: number;
  /** The input has that layout as it is. */
  readonly inPlace: boolean;
}

/** Planes stay planes and pixels stay pixels: neighbours are as they were. */
export function packedLayout(
  { batch, channels, height, width }: RoiGeometry,
  { inputLayout }: RoiPoolOptions,
): Packed {
  const fours = Math.ceil(channels / 4);
  const pixels = height * width;
  const n = fours * pixels;
  return {
    strides:
      inputLayout === 'nchw'
        ? { n, c: pixels, h: width, w: 1 }
        : { n, c: 1, h: width * fours, w: fours },
    bytes: 16 * batch * n,
    inPlace: inputLayout === 'nhwc' && channels % 4 === 0,
  };
}
