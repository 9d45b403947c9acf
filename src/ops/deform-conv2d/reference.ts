/** The oracle of deformConv2d: samples, then the sum of a convolution. */
import { fromFloat64, toFloat64 } from '../numbers';
import { shapesOf, type Tensors } from '../tensor';
import { deformGeometry, type DeformGeometry } from './geometry';
import type { DeformConv2dOptions } from './options';

/** Reads what a tap of an input channel is at a pixel of the output. */
type Sampler = (
  n: number,
  channel: number,
  tap: number,
  pixel: number,
) => number;

export function* deformConv2dReference(
  inputs: Tensors,
  options: DeformConv2dOptions,
): Generator<number, Tensors> {
  const g = deformGeometry(shapesOf(inputs), options);
  const sample = sampler(g, inputs, options, bilinear);
  const filter = toFloat64(inputs.filter);
  const bias = inputs.bias ? toFloat64(inputs.bias) : null;
  const output = new Float64Array(g.batch * g.outChannels * g.pixels);
  const samples = new Float64Array(g.columnRows);
  for (let n = 0; n < g.batch; n++)
    for (let pixel = 0; pixel < g.pixels; pixel++) {
      for (let row = 0; row < g.columnRows; row++)
        samples[row] = sample(n, Math.floor(row / g.taps), row % g.taps, pixel);
      for (let o = 0; o < g.outChannels; o++) {
        const first = Math.floor(o / g.outPerGroup) * g.terms;
        let sum = bias ? bias[o] : 0;
        for (let term = 0; term < g.terms; term++)
          sum += filter[o * g.terms + term] * samples[first + term];
        output[(n * g.outChannels + o) * g.pixels + pixel] = sum;
      }
      if ((pixel + 1) % g.outWidth === 0)
        yield (n + (pixel + 1) / g.pixels) / g.batch;
    }
  const shape = [g.batch, g.outChannels, g.outHeight, g.outWidth];
  return { output: fromFloat64(output, shape, inputs.input.dtype) };
}

/** The four pixels around a place and their weights; outside: nothing. */
type Reduce = (values: readonly number[], weights: readonly number[]) => number;

/** What has no weight does not count: it may be infinite. */
const bilinear: Reduce = (values, weights) =>
  values.reduce((sum, x, i) => (weights[i] ? sum + weights[i] * x : sum), 0);

/** The largest: an error of a weight is as large as what it is taken of. */
const largest: Reduce = (values) => Math.max(...values.map(Math.abs));

function sampler(
  g: DeformGeometry,
  inputs: Tensors,
  { strides, padding, dilations }: DeformConv2dOptions,
  reduce: Reduce,
): Sampler {
  const input = toFloat64(inputs.input);
  const offset = toFloat64(inputs.offset);
  const mask = inputs.mask ? toFloat64(inputs.mask) : null;
  return (n, channel, tap, pixel) => {
    const group = Math.floor(channel / g.perOffsetGroup);
    const place = (n * g.offsetGroups + group) * g.taps + tap;
    const dy = offset[2 * place * g.pixels + pixel];
    const dx = offset[(2 * place + 1) * g.pixels + pixel];
    const ky = Math.floor(tap / g.kernelWidth) * dilations[0];
    const kx = (tap % g.kernelWidth) * dilations[1];
    const outY = Math.floor(pixel / g.outWidth);
    const y = outY * strides[0] - padding[0] + ky + dy;
    const x = (pixel % g.outWidth) * strides[1] - padding[2] + kx + dx;
    const [low, left] = [Math.floor(y), Math.floor(x)];
    const plane = n * g.input.n + channel * g.input.c;
    const at = (row: number, column: number) =>
      row >= 0 && row < g.inHeight && column >= 0 && column < g.inWidth
        ? input[plane + row * g.inWidth + column]
        : 0;
    const [down, across] = [y - low, x - left];
    const value = reduce(
      [
        ...[at(low, left), at(low, left + 1)],
        ...[at(low + 1, left), at(low + 1, left + 1)],
      ],
      [
        ...[(1 - down) * (1 - across), (1 - down) * across],
        ...[down * (1 - across), down * across],
      ],
    );
    return value * (mask ? mask[place * g.pixels + pixel] : 1);
  };
}

/**
 * The size that an output's terms have before they cancel, each at the largest
 * of its pixels: see `conv2dScale`.
 */
export function deformConv2dScale(
  inputs: Tensors,
  options: DeformConv2dOptions,
): (index: number) => number {
  const g = deformGeometry(shapesOf(inputs), options);
  const sample = sampler(g, inputs, options, largest);
  const filter = toFloat64(inputs.filter);
  const bias = inputs.bias ? toFloat64(inputs.bias) : null;
  return (index) => {
    const pixel = index % g.pixels;
    const o = Math.floor(index / g.pixels) % g.outChannels;
    const n = Math.floor(index / (g.pixels * g.outChannels));
    const first = Math.floor(o / g.outPerGroup) * g.inPerGroup;
    let squares = bias ? bias[o] ** 2 : 0;
    for (let term = 0; term < g.terms; term++) {
      const channel = first + Math.floor(term / g.taps);
      const size = sample(n, channel, term % g.taps, pixel);
      squares += (filter[o * g.terms + term] * size) ** 2;
    }
    return Math.sqrt(squares);
  };
}
