/** The oracle of conv2d: the definition as loops, every sum in float64. */
import { toFloat64, fromFloat64 } from '../numbers';
import { elementCount, shapesOf, type Tensors } from '../tensor';
import {
  conv2dGeometry,
  conv2dOutputShape,
  placeOf,
  type Activation,
  type Conv2dGeometry,
  type Conv2dOptions,
} from './geometry';

/**
 * Cross-correlation, as networks mean "convolution". Padded taps are skipped,
 * never multiplied by zero, so an infinite weight stays out of the border.
 * Rounds once, at the store.
 */
export function* conv2dReference(
  inputs: Tensors,
  options: Conv2dOptions,
): Generator<number, Tensors> {
  const geometry = conv2dGeometry(shapesOf(inputs), options);
  const input = toFloat64(inputs.input);
  const filter = toFloat64(inputs.filter);
  const bias = inputs.bias ? toFloat64(inputs.bias) : null;
  const residual = inputs.residual ? toFloat64(inputs.residual) : null;
  const shape = conv2dOutputShape(geometry, options.inputLayout);
  const output = new Float64Array(elementCount(shape));

  const planes = geometry.batch * geometry.outChannels;
  for (let plane = 0; plane < planes; plane++) {
    const n = Math.floor(plane / geometry.outChannels);
    const c = plane % geometry.outChannels;
    sumPlane(geometry, options, input, filter, output, n, c);
    finishPlane(geometry, options, bias ? bias[c] : 0, residual, output, n, c);
    yield (plane + 1) / planes;
  }
  return { output: fromFloat64(output, shape, inputs.input.dtype) };
}

function sumPlane(
  geometry: Conv2dGeometry,
  options: Conv2dOptions,
  input: Float64Array,
  filter: Float64Array,
  output: Float64Array,
  n: number,
  outChannel: number,
): void {
  const { outHeight, outWidth, output: to } = geometry;
  const base = n * to.n + outChannel * to.c;
  for (let y = 0; y < outHeight; y++)
    for (let x = 0; x < outWidth; x++)
      output[base + y * to.h + x * to.w] = sumAt(
        geometry,
        options,
        input,
        filter,
        n,
        outChannel,
        y,
        x,
        1,
      );
}

/** Sum over the taps of (input × filter) ** power; power 2 gives the scale. */
export function sumAt(
  geometry: Conv2dGeometry,
  { strides, dilations, padding }: Conv2dOptions,
  input: Float64Array,
  filter: Float64Array,
  n: number,
  outChannel: number,
  y: number,
  x: number,
  power: 1 | 2,
): number {
  const { kernelHeight, kernelWidth, inHeight, inWidth, inPerGroup } = geometry;
  const { input: from, filter: tap } = geometry;
  const firstIn = Math.floor(outChannel / geometry.outPerGroup) * inPerGroup;
  let sum = 0;
  for (let ky = 0; ky < kernelHeight; ky++) {
    const inY = y * strides[0] + ky * dilations[0] - padding[0];
    if (inY < 0 || inY >= inHeight) continue;
    for (let kx = 0; kx < kernelWidth; kx++) {
      const inX = x * strides[1] + kx * dilations[1] - padding[2];
      if (inX < 0 || inX >= inWidth) continue;
      let i = n * from.n + firstIn * from.c + inY * from.h + inX * from.w;
      let f = outChannel * tap.o + ky * tap.h + kx * tap.w;
      for (let c = 0; c < inPerGroup; c++) {
        const product = input[i] * filter[f];
        sum += power === 1 ? product : product * product;
        i += from.c;
        f += tap.i;
      }
    }
  }
  return sum;
}

function finishPlane(
  geometry: Conv2dGeometry,
  options: Conv2dOptions,
  bias: number,
  residual: Float64Array | null,
  output: Float64Array,
  n: number,
  channel: number,
): void {
  const { outHeight, outWidth, output: to } = geometry;
  const base = n * to.n + channel * to.c;
  for (let y = 0; y < outHeight; y++)
    for (let x = 0; x < outWidth; x++) {
      const at = base + y * to.h + x * to.w;
      const sum = output[at] + bias + (residual ? residual[at] : 0);
      output[at] = activate(sum, options);
    }
}

export function activate(
  x: number,
  { activation, minValue, maxValue }: Activation,
): number {
  switch (activation) {
    case 'none':
      return x;
    case 'relu':
      return Math.max(0, x);
    case 'relu6':
      return Math.min(Math.max(0, x), 6);
    case 'clamp':
      return Math.min(Math.max(x, minValue), maxValue);
    case 'hard-swish':
      return (x * Math.min(Math.max(x + 3, 0), 6)) / 6;
  }
}

/**
 * The size that a sum of these products has before they cancel: the square
 * root of the sum of their squares. An ULP taken there measures rounding.
 * Higham and Mary 2019, "A new approach to probabilistic rounding error
 * analysis": errors grow as such sums do, not as their worst case.
 */
export function conv2dScale(
  inputs: Tensors,
  options: Conv2dOptions,
): (index: number) => number {
  const geometry = conv2dGeometry(shapesOf(inputs), options);
  const input = toFloat64(inputs.input);
  const filter = toFloat64(inputs.filter);
  const bias = inputs.bias ? toFloat64(inputs.bias) : null;
  const residual = inputs.residual ? toFloat64(inputs.residual) : null;
  // Hard-swish is at most 1.5 times as steep as its input.
  const slope = options.activation === 'hard-swish' ? 1.5 : 1;
  return (index) => {
    const [n, c, y, x] = placeOf(geometry, index);
    const squares = sumAt(geometry, options, input, filter, n, c, y, x, 2);
    const added =
      (bias ? bias[c] ** 2 : 0) + (residual ? residual[index] ** 2 : 0);
    return slope * Math.sqrt(squares + added);
  };
}
