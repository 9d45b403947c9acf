/** From a picture's bytes to what a trained network expects. Pure. */
import type { Tensor } from '../../ops/tensor';

/** RGBA, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray | Uint8Array;
}

export interface Preprocess {
  /** The network's input is [1, 3, side, side]. */
  readonly side: number;
  /** pad: keeps the proportions; what is left at right and bottom is black. */
  readonly fit: 'stretch' | 'pad';
  /**
   * corner: the pixel at i · scale and its neighbour, as TensorFlow's
   * resizeBilinear without half-pixel centres. area: about (i + ½) · scale,
   * over all pixels that the new one covers.
   */
  readonly sampling: 'corner' | 'area';
  /** value = byte · scale + offset. */
  readonly scale: number;
  readonly offset: number;
}

/** Width and height of an input pixel, in pixels of the picture. */
export interface Scales {
  readonly x: number;
  readonly y: number;
}

export function scalesOf(
  { width, height }: Pick<Pixels, 'width' | 'height'>,
  { side, fit }: Preprocess,
): Scales {
  const longest = Math.max(width, height);
  return fit === 'pad'
    ? { x: longest / side, y: longest / side }
    : { x: width / side, y: height / side };
}

export function preprocessed(pixels: Pixels, how: Preprocess): Tensor {
  const { side, sampling, scale, offset } = how;
  const { width, height, data } = pixels;
  const scales = scalesOf(pixels, how);
  const across = tapsOf(width, scales.x, side, sampling);
  const down = tapsOf(height, scales.y, side, sampling);

  // Rows first: three planes of every source row, as wide as the input.
  const rows = new Float32Array(3 * height * side);
  const plane = height * side;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < across.count; x++) {
      let [red, green, blue] = [0, 0, 0];
      let at = 4 * (y * width + across.first[x]);
      const end = (x + 1) * across.size;
      for (let tap = x * across.size; tap < end; tap++, at += 4) {
        const weight = across.weights[tap];
        if (weight === 0) continue;
        red += weight * data[at];
        green += weight * data[at + 1];
        blue += weight * data[at + 2];
      }
      const to = y * side + x;
      rows[to] = red;
      rows[plane + to] = green;
      rows[2 * plane + to] = blue;
    }

  const values = new Float32Array(3 * side * side).fill(offset);
  for (let channel = 0; channel < 3; channel++)
    for (let y = 0; y < down.count; y++) {
      const to = (channel * side + y) * side;
      const from = channel * plane + down.first[y] * side;
      for (let tap = 0; tap < down.size; tap++) {
        const weight = scale * down.weights[y * down.size + tap];
        // Padding of the taps would read beyond the last row.
        if (weight === 0) continue;
        const row = from + tap * side;
        for (let x = 0; x < across.count; x++)
          values[to + x] += weight * rows[row + x];
      }
    }
  return { shape: [1, 3, side, side], dtype: 'float32', data: values };
}

/** For new pixel i, on one axis, source pixels from first[i] on. */
interface Taps {
  /** Fewer than the input's side where the rest is padding. */
  readonly count: number;
  /** Weights for each; 0 where one needs fewer. */
  readonly size: number;
  readonly first: Int32Array;
  /** [count, size] */
  readonly weights: Float32Array;
}

function tapsOf(
  from: number,
  scale: number,
  side: number,
  sampling: Preprocess['sampling'],
): Taps {
  const count = Math.min(side, Math.max(1, Math.round(from / scale)));
  const taps = Array.from({ length: count }, (_, i) =>
    sampling === 'corner'
      ? cornerTaps(from, i * scale)
      : areaTaps(from, (i + 0.5) * scale, Math.max(1, scale)),
  );
  const size = Math.max(...taps.map(({ weights }) => weights.length));
  const weights = new Float32Array(count * size);
  for (const [i, tap] of taps.entries()) weights.set(tap.weights, i * size);
  const first = Int32Array.from(taps, (tap) => tap.first);
  return { count, size, first, weights };
}

interface Tap {
  readonly first: number;
  readonly weights: readonly number[];
}

function cornerTaps(from: number, position: number): Tap {
  const first = Math.min(Math.floor(position), from - 1);
  const share = position - first;
  return first + 1 < from && share > 0
    ? { first, weights: [1 - share, share] }
    : { first, weights: [1] };
}

/** A triangle over `reach` pixels to either side, as Pillow's BILINEAR. */
function areaTaps(from: number, centre: number, reach: number): Tap {
  const first = Math.max(0, Math.floor(centre - reach + 0.5));
  const end = Math.min(from, Math.floor(centre + reach + 0.5));
  const weights = Array.from({ length: end - first }, (_, i) =>
    Math.max(0, 1 - Math.abs((first + i + 0.5 - centre) / reach)),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { first, weights: weights.map((weight) => weight / sum) };
}
