/** The oracle of convTranspose2d: the definition as loops, sums in float64. */
import { conv2dOutputShape } from '../conv2d/geometry';
import { activate } from '../conv2d/reference';
import { fromFloat64, toFloat64 } from '../numbers';
import { elementCount, shapesOf, type Tensors } from '../tensor';
import {
  convTranspose2dGeometry,
  type ConvTranspose2dGeometry,
  type ConvTranspose2dOptions,
} from './geometry';

/**
 * Scatters, as the definition does: each input pixel adds its multiples of the
 * filter to the output, whose cropped sides are never written. Rounds once, at
 * the store.
 */
export function* convTranspose2dReference(
  inputs: Tensors,
  options: ConvTranspose2dOptions,
): Generator<number, Tensors> {
  const geometry = convTranspose2dGeometry(shapesOf(inputs), options);
  const { batch, outChannels } = geometry;
  const shape = conv2dOutputShape(geometry, options.inputLayout);
  const output = new Float64Array(elementCount(shape));
  const bias = inputs.bias ? toFloat64(inputs.bias) : null;
  const input = toFloat64(inputs.input);
  const filter = toFloat64(inputs.filter);

  const planes = batch * outChannels;
  for (let plane = 0; plane < planes; plane++) {
    const n = Math.floor(plane / outChannels);
    const c = plane % outChannels;
    spreadPlane(geometry, options, input, filter, output, n, c);
    finishPlane(geometry, options, bias ? bias[c] : 0, output, n, c);
    yield (plane + 1) / planes;
  }
  return { output: fromFloat64(output, shape, inputs.input.dtype) };
}

function spreadPlane(
  g: ConvTranspose2dGeometry,
  { strides, dilations, padding }: ConvTranspose2dOptions,
  input: Float64Array,
  filter: Float64Array,
  output: Float64Array,
  n: number,
  outChannel: number,
): void {
  const { input: from, filter: tap, output: to } = g;
  const plane = n * to.n + outChannel * to.c;
  for (let i = 0; i < g.inPerGroup; i++) {
    const c = firstInput(g, outChannel) + i;
    const taps = tapsOf(g, c, outChannel);
    for (let inY = 0; inY < g.inHeight; inY++)
      for (let inX = 0; inX < g.inWidth; inX++)
        spreadPixel(
          input[n * from.n + c * from.c + inY * from.h + inX * from.w],
          inY,
          inX,
          taps,
        );
  }

  function spreadPixel(value: number, inY: number, inX: number, taps: number) {
    for (let ky = 0; ky < g.kernelHeight; ky++) {
      const y = inY * strides[0] + ky * dilations[0] - padding[0];
      if (y < 0 || y >= g.outHeight) continue;
      for (let kx = 0; kx < g.kernelWidth; kx++) {
        const x = inX * strides[1] + kx * dilations[1] - padding[2];
        if (x < 0 || x >= g.outWidth) continue;
        const weight = filter[taps + ky * tap.h + kx * tap.w];
        output[plane + y * to.h + x * to.w] += value * weight;
      }
    }
  }
}

const firstInput = (g: ConvTranspose2dGeometry, outChannel: number) =>
  Math.floor(outChannel / g.outPerGroup) * g.inPerGroup;

const tapsOf = (
  { filter, outPerGroup }: ConvTranspose2dGeometry,
  inChannel: number,
  outChannel: number,
) => inChannel * filter.i + (outChannel % outPerGroup) * filter.o;

function finishPlane(
  { outHeight, outWidth, output: to }: ConvTranspose2dGeometry,
  options: ConvTranspose2dOptions,
  bias: number,
  output: Float64Array,
  n: number,
  channel: number,
): void {
  const base = n * to.n + channel * to.c;
  for (let y = 0; y < outHeight; y++)
    for (let x = 0; x < outWidth; x++) {
      const at = base + y * to.h + x * to.w;
      output[at] = activate(output[at] + bias, options);
    }
}

/**
 * The size that a sum of these products has before they cancel, as conv2d's:
 * the square root of the sum of their squares.
 */
export function convTranspose2dScale(
  inputs: Tensors,
  options: ConvTranspose2dOptions,
): (index: number) => number {
  const g = convTranspose2dGeometry(shapesOf(inputs), options);
  const { outChannels, outHeight, outWidth, output: to } = g;
  const { strides, dilations, padding } = options;
  const input = toFloat64(inputs.input);
  const filter = toFloat64(inputs.filter);
  const bias = inputs.bias ? toFloat64(inputs.bias) : null;
  // Hard-swish is at most 1.5 times as steep as its input.
  const slope = options.activation === 'hard-swish' ? 1.5 : 1;
  return (index) => {
    const n = Math.floor(index / to.n);
    const c = Math.floor(index / to.c) % outChannels;
    const y = Math.floor(index / to.h) % outHeight;
    const x = Math.floor(index / to.w) % outWidth;
    let squares = bias ? bias[c] ** 2 : 0;
    for (let ky = 0; ky < g.kernelHeight; ky++) {
      const inY = (y + padding[0] - ky * dilations[0]) / strides[0];
      if (!isIndex(inY, g.inHeight)) continue;
      for (let kx = 0; kx < g.kernelWidth; kx++) {
        const inX = (x + padding[2] - kx * dilations[1]) / strides[1];
        if (isIndex(inX, g.inWidth))
          squares += squaresAt(n, c, ky, kx, inY, inX);
      }
    }
    return slope * Math.sqrt(squares);
  };

  function squaresAt(
    n: number,
    outChannel: number,
    ky: number,
    kx: number,
    inY: number,
    inX: number,
  ): number {
    const first = firstInput(g, outChannel);
    let i =
      n * g.input.n + first * g.input.c + inY * g.input.h + inX * g.input.w;
    let f = tapsOf(g, first, outChannel) + ky * g.filter.h + kx * g.filter.w;
    let sum = 0;
    for (let k = 0; k < g.inPerGroup; k++) {
      sum += (input[i] * filter[f]) ** 2;
      i += g.input.c;
      f += g.filter.i;
    }
    return sum;
  }
}

const isIndex = (value: number, length: number) =>
  Number.isInteger(value) && value >= 0 && value < length;
