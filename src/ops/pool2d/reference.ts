/** The oracle of the pooling ops: the definition as loops, in float64. */
import { fromFloat64, toFloat64 } from '../numbers';
import { shapesOf, type Tensors } from '../tensor';
import { poolGeometry, type PoolGeometry, type PoolOptions } from './geometry';

/** How a window becomes a number. */
export interface Reduction {
  readonly start: number;
  take(total: number, x: number): number;
  finish(total: number, taps: number): number;
}

export function* poolReference(
  reduction: Reduction,
  inputs: Tensors,
  options: PoolOptions,
): Generator<number, Tensors> {
  const geometry = poolGeometry(shapesOf(inputs), options);
  const { batch, channels, outHeight, outWidth, output: to } = geometry;
  const input = toFloat64(inputs.input);
  const output = new Float64Array(geometry.outputs);
  const planes = batch * channels;
  for (let plane = 0; plane < planes; plane++) {
    const n = Math.floor(plane / channels);
    const c = plane % channels;
    for (let y = 0; y < outHeight; y++)
      for (let x = 0; x < outWidth; x++)
        output[n * to.n + c * to.c + y * to.h + x * to.w] = windowAt(
          reduction,
          geometry,
          options,
          input,
          [n, c, y, x],
        );
    yield (plane + 1) / planes;
  }
  const { outputShape } = geometry;
  return { output: fromFloat64(output, outputShape, inputs.input.dtype) };
}

/** What lies in the padding is not there, but may count. */
function windowAt(
  reduction: Reduction,
  { inHeight, inWidth, windowHeight, windowWidth, input: from }: PoolGeometry,
  { strides, dilations, padding, countIncludePad }: PoolOptions,
  input: Float64Array,
  [n, c, y, x]: readonly number[],
): number {
  let total = reduction.start;
  let taps = 0;
  let padded = 0;
  for (let ky = 0; ky < windowHeight; ky++) {
    const inY = y * strides[0] + ky * dilations[0] - padding[0];
    if (inY >= inHeight + padding[1]) continue;
    for (let kx = 0; kx < windowWidth; kx++) {
      const inX = x * strides[1] + kx * dilations[1] - padding[2];
      if (inX >= inWidth + padding[3]) continue;
      padded++;
      if (inY < 0 || inY >= inHeight || inX < 0 || inX >= inWidth) continue;
      const at = n * from.n + c * from.c + inY * from.h + inX * from.w;
      total = reduction.take(total, input[at]);
      taps++;
    }
  }
  return reduction.finish(total, countIncludePad ? padded : taps);
}

/** The root of the sum of squares, over the taps: a mean before it cancels. */
const meanScale: Reduction = {
  start: 0,
  take: (total, x) => total + x * x,
  finish: (total, taps) => Math.sqrt(total) / taps,
};

/**
 * The size of an average's terms, where an ULP measures rounding: errors grow
 * as the root of the sum of squares does (Higham and Mary 2019).
 */
export function averageScale(
  inputs: Tensors,
  options: PoolOptions,
): (index: number) => number {
  const geometry = poolGeometry(shapesOf(inputs), options);
  const { channels, outHeight, outWidth, output: to } = geometry;
  const input = toFloat64(inputs.input);
  return (index) =>
    windowAt(meanScale, geometry, options, input, [
      Math.floor(index / to.n),
      Math.floor(index / to.c) % channels,
      Math.floor(index / to.h) % outHeight,
      Math.floor(index / to.w) % outWidth,
    ]);
}
