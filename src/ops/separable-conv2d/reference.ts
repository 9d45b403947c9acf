/** The oracle: the definition as loops, both sums in float64. */
import { activate, sumAt } from '../conv2d/reference';
import { conv2dGeometry, conv2dOutputShape } from '../conv2d/geometry';
import type { Conv2dGeometry, Conv2dOptions } from '../conv2d/geometry';
import { fromFloat64, toFloat64 } from '../numbers';
import type { Problem } from '../op';
import { elementCount, shapesOf, type Tensors } from '../tensor';
import { separableSteps, type SeparableOptions } from './geometry';

/**
 * Depthwise, then pointwise. What lies between keeps its float64: the result
 * rounds once, at the store.
 */
export function* separableReference(
  inputs: Tensors,
  options: SeparableOptions,
): Generator<number, Tensors> {
  const steps = separableSteps(shapesOf(inputs), options);
  const depthwise = depthwiseStep(inputs, steps.depthwise);
  const pointwise = steps.pointwise.options;
  const g = conv2dGeometry(steps.pointwise.shapes, pointwise);
  const weights = toFloat64(inputs.pointwiseFilter);
  const bias = inputs.bias ? toFloat64(inputs.bias) : null;
  const residual = inputs.residual ? toFloat64(inputs.residual) : null;
  const shape = conv2dOutputShape(g, pointwise.inputLayout);
  const output = new Float64Array(elementCount(shape));

  const rows = g.batch * g.outHeight;
  const between = new Float64Array(g.inChannels);
  for (let row = 0; row < rows; row++) {
    const n = Math.floor(row / g.outHeight);
    const y = row % g.outHeight;
    for (let x = 0; x < g.outWidth; x++) {
      for (let c = 0; c < g.inChannels; c++)
        between[c] = depthwise.value(n, c, y, x);
      const to = n * g.output.n + y * g.output.h + x * g.output.w;
      for (let o = 0; o < g.outChannels; o++) {
        let sum = 0;
        for (let c = 0; c < g.inChannels; c++)
          sum += between[c] * weights[o * g.inChannels + c];
        const at = to + o * g.output.c;
        sum += (bias ? bias[o] : 0) + (residual ? residual[at] : 0);
        output[at] = activate(sum, pointwise);
      }
    }
    yield (row + 1) / rows;
  }
  return { output: fromFloat64(output, shape, inputs.input.dtype) };
}

/**
 * The size that an output's terms have before they cancel, both steps' in one:
 * √(Σ w² s² + bias² + residual²) with the pointwise weights w, where s is the size of a
 * depthwise value's own terms or the value itself, whichever is larger.
 *
 * Why: a depthwise value is off by so many ULP of s (conv2dScale), and the
 * weight it is multiplied with carries that along. Channels round on their own,
 * so the errors grow as the square root of the sum of their squares does
 * (Higham and Mary 2019), as those of the second sum do around w × value.
 */
export function separableScale(
  inputs: Tensors,
  options: SeparableOptions,
): (index: number) => number {
  const steps = separableSteps(shapesOf(inputs), options);
  const depthwise = depthwiseStep(inputs, steps.depthwise);
  const g = conv2dGeometry(steps.pointwise.shapes, steps.pointwise.options);
  const weights = toFloat64(inputs.pointwiseFilter);
  const bias = inputs.bias ? toFloat64(inputs.bias) : null;
  const residual = inputs.residual ? toFloat64(inputs.residual) : null;
  const slope = slopeOf(steps.pointwise.options);
  return (index) => {
    const n = Math.floor(index / g.output.n);
    const o = Math.floor(index / g.output.c) % g.outChannels;
    const y = Math.floor(index / g.output.h) % g.outHeight;
    const x = Math.floor(index / g.output.w) % g.outWidth;
    let squares = bias ? bias[o] ** 2 : 0;
    if (residual) squares += residual[index] ** 2;
    for (let c = 0; c < g.inChannels; c++) {
      const value = Math.abs(depthwise.value(n, c, y, x));
      const size = Math.max(value, depthwise.size(n, c, y, x));
      squares += (weights[o * g.inChannels + c] * size) ** 2;
    }
    return slope * Math.sqrt(squares);
  };
}

type At = (n: number, channel: number, y: number, x: number) => number;

function depthwiseStep(
  inputs: Tensors,
  { shapes, options }: Problem<Conv2dOptions>,
): { value: At; size: At } {
  const g: Conv2dGeometry = conv2dGeometry(shapes, options);
  const input = toFloat64(inputs.input);
  const filter = toFloat64(inputs.depthwiseFilter);
  const bias = inputs.depthwiseBias ? toFloat64(inputs.depthwiseBias) : null;
  const sum = (power: 1 | 2): At => {
    return (n, c, y, x) =>
      sumAt(g, options, input, filter, n, c, y, x, power) +
      (bias ? bias[c] ** power : 0);
  };
  const [terms, squares] = [sum(1), sum(2)];
  const slope = slopeOf(options);
  return {
    value: (...at) => activate(terms(...at), options),
    size: (...at) => slope * Math.sqrt(squares(...at)),
  };
}

/** Hard-swish is at most 1.5 times as steep as its input. */
const slopeOf = ({ activation }: Conv2dOptions) =>
  activation === 'hard-swish' ? 1.5 : 1;
