/** The oracle of squeezeExcitation, and how far its kernels may be from it. */
import { fromFloat64, toFloat64 } from '../numbers';
import { shapesOf, type Tensors } from '../tensor';
import { squeezeGeometry, type SqueezeGeometry } from './geometry';
import type { SqueezeExcitationOptions } from './options';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

function activate(
  x: number,
  { reduceActivation }: SqueezeExcitationOptions,
): number {
  switch (reduceActivation) {
    case 'none':
      return x;
    case 'relu':
      return Math.max(x, 0);
    case 'hard-swish':
      return (x * Math.min(Math.max(x + 3, 0), 6)) / 6;
    case 'silu':
      return x * sigmoid(x);
  }
}

const gateOf = (x: number, { gate, alpha, beta }: SqueezeExcitationOptions) =>
  gate === 'sigmoid' ? sigmoid(x) : Math.min(Math.max(alpha * x + beta, 0), 1);

/** A stage's numbers and how far float32 may be off, in ULP of 1. */
interface Stage {
  readonly values: Float64Array;
  readonly errors: Float64Array;
}

export function* squeezeExcitationReference(
  inputs: Tensors,
  options: SqueezeExcitationOptions,
): Generator<number, Tensors> {
  const g = squeezeGeometry(shapesOf(inputs), options);
  const input = toFloat64(inputs.input);
  const output = new Float64Array(g.elements);
  for (let n = 0; n < g.batch; n++) {
    const { values } = gatesOf(g, inputs, options, input, n);
    for (let c = 0; c < g.channels; c++) {
      let at = n * g.strides.n + c * g.strides.c;
      for (let p = 0; p < g.pixels; p++, at += g.strides.w)
        output[at] = input[at] * values[c];
    }
    yield (n + 1) / g.batch;
  }
  const { shape, dtype } = inputs.input;
  return { output: fromFloat64(output, shape, dtype) };
}

/** The factor of each channel of an image. */
function gatesOf(
  g: SqueezeGeometry,
  inputs: Tensors,
  options: SqueezeExcitationOptions,
  input: Float64Array,
  n: number,
): Stage {
  const means = meansOf(g, input, n);
  const { reduceFilter, reduceBias, expandFilter, expandBias } = inputs;
  const squeezed = dense(means, toFloat64(reduceFilter), reduceBias);
  // Hard-swish and SiLU are at most 1.5 times as steep as their input, and
  // round up to 7 times.
  const { values: x, errors: dx } = squeezed;
  const curved = ['hard-swish', 'silu'].includes(options.reduceActivation);
  const hidden: Stage = {
    values: x.map((value) => activate(value, options)),
    errors: dx.map(
      (error, i) =>
        (curved ? 1.5 : 1) * error + (curved ? 7 : 0) * Math.abs(x[i]),
    ),
  };
  const expanded = dense(hidden, toFloat64(expandFilter), expandBias);
  // A sigmoid is at most 1/4 as steep, and rounds 6 times.
  const { gate, alpha, beta } = options;
  const isHard = gate === 'hard-sigmoid';
  const { values: y, errors: dy } = expanded;
  return {
    values: y.map((value) => gateOf(value, options)),
    errors: dy.map((error, i) =>
      isHard
        ? Math.abs(alpha) * error +
          2 * Math.max(Math.abs(alpha * y[i]), Math.abs(beta))
        : error / 4 + 6 * sigmoid(y[i]),
    ),
  };
}

function meansOf(g: SqueezeGeometry, input: Float64Array, n: number): Stage {
  const values = new Float64Array(g.channels);
  const errors = new Float64Array(g.channels);
  for (let c = 0; c < g.channels; c++) {
    let at = n * g.strides.n + c * g.strides.c;
    let sum = 0;
    let squares = 0;
    for (let p = 0; p < g.pixels; p++, at += g.strides.w) {
      sum += input[at];
      squares += input[at] ** 2;
    }
    values[c] = sum / g.pixels;
    errors[c] = ((g.pixels + 2) * Math.sqrt(squares)) / g.pixels;
  }
  return { values, errors };
}

/**
 * weights · x + bias. Errors add up as their squares do (Higham and Mary 2019):
 * those of x, and of two roundings for each multiply-add.
 */
function dense(
  { values, errors }: Stage,
  weights: Float64Array,
  bias: Tensors[string] | undefined,
): Stage {
  const added = bias ? toFloat64(bias) : null;
  const columns = values.length;
  const rows = weights.length / columns;
  const sums = new Float64Array(rows);
  const sizes = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const start = added ? added[row] : 0;
    let sum = start;
    let squares = start ** 2;
    let carried = 0;
    for (let i = 0; i < columns; i++) {
      const weight = weights[row * columns + i];
      sum += weight * values[i];
      squares += (weight * values[i]) ** 2;
      carried += (weight * errors[i]) ** 2;
    }
    sums[row] = sum;
    sizes[row] = Math.sqrt(carried) + (2 * columns + 1) * Math.sqrt(squares);
  }
  return { values: sums, errors: sizes };
}

/** Of an output, in ULP of 1, over the ULP that are allowed. */
export function squeezeExcitationScale(
  inputs: Tensors,
  options: SqueezeExcitationOptions,
  ulp: number,
): (index: number) => number {
  const g = squeezeGeometry(shapesOf(inputs), options);
  const input = toFloat64(inputs.input);
  const gates = Array.from({ length: g.batch }, (_, n) =>
    gatesOf(g, inputs, options, input, n),
  );
  return (index) => {
    const n = Math.floor(index / g.strides.n);
    const c = Math.floor(index / g.strides.c) % g.channels;
    const { values, errors } = gates[n];
    return (Math.abs(input[index]) * (errors[c] + values[c])) / ulp;
  };
}
