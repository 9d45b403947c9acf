/** The loop over a buffer, made once for each element-wise function. */
import {
  Relu,
  Clamp,
  Linear,
  LeakyRelu,
  HardSigmoid,
  HardSwish,
  Softsign,
  Sqrt,
  Exp,
  Sigmoid,
  Silu,
  Tanh,
  Softplus,
  Elu,
  Erf,
  Gelu,
} from './elementwise-functions';

/**
 * Units first … end of `unit` elements each, a multiple of 4. The last vector
 * may reach past the elements: buffers are padded to whole vectors.
 */
function each<F>(
  input: usize,
  output: usize,
  count: i32,
  alpha: f32,
  beta: f32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  const a = f32x4.splat(alpha);
  const b = f32x4.splat(beta);
  const last = (<usize>min<i32>(end * unit, count)) << 2;
  for (let at = (<usize>(first * unit)) << 2; at < last; at += 16) {
    const x = v128.load(input + at);
    v128.store(output + at, changetype<F>(0).value(x, a, b));
  }
}

export function mapRelu(
  input: usize,
  output: usize,
  count: i32,
  alpha: f32,
  beta: f32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  each<Relu>(input, output, count, alpha, beta, unit, first, end);
}

export function mapClamp(
  input: usize,
  output: usize,
  count: i32,
  alpha: f32,
  beta: f32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  each<Clamp>(input, output, count, alpha, beta, unit, first, end);
}

export function mapLinear(
  input: usize,
  output: usize,
  count: i32,
  alpha: f32,
  beta: f32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  each<Linear>(input, output, count, alpha, beta, unit, first, end);
}

export function mapLeakyRelu(
  input: usize,
  output: usize,
  count: i32,
  alpha: f32,
  beta: f32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  each<LeakyRelu>(input, output, count, alpha, beta, unit, first, end);
}

export function mapHardSigmoid(
  input: usize,
  output: usize,
  count: i32,
  alpha: f32,
  beta: f32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  each<HardSigmoid>(input, output, count, alpha, beta, unit, first, end);
}

export function mapHardSwish(
  input: usize,
  output: usize,
  count: i32,
  alpha: f32,
  beta: f32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  each<HardSwish>(input, output, count, alpha, beta, unit, first, end);
}

export function mapSoftsign(
  input: usize,
  output: usize,
  count: i32,
  alpha: f32,
  beta: f32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  each<Softsign>(input, output, count, alpha, beta, unit, first, end);
}

export function mapSqrt(
  input: usize,
  output: usize,
  count: i32,
  alpha: f32,
  beta: f32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  each<Sqrt>(input, output, count, alpha, beta, unit, first, end);
}

export function mapExp(
  input: usize,
  output: usize,
  count: i32,
  alpha: f32,
  beta: f32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  each<Exp>(input, output, count, alpha, beta, unit, first, end);
}

export function mapSigmoid(
  input: usize,
  output: usize,
  count: i32,
  alpha: f32,
  beta: f32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  each<Sigmoid>(input, output, count, alpha, beta, unit, first, end);
}

export function mapSilu(
  input: usize,
  output: usize,
  count: i32,
  alpha: f32,
  beta: f32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  each<Silu>(input, output, count, alpha, beta, unit, first, end);
}

export function mapTanh(
  input: usize,
  output: usize,
  count: i32,
  alpha: f32,
  beta: f32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  each<Tanh>(input, output, count, alpha, beta, unit, first, end);
}

export function mapSoftplus(
  input: usize,
  output: usize,
  count: i32,
  alpha: f32,
  beta: f32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  each<Softplus>(input, output, count, alpha, beta, unit, first, end);
}

export function mapElu(
  input: usize,
  output: usize,
  count: i32,
  alpha: f32,
  beta: f32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  each<Elu>(input, output, count, alpha, beta, unit, first, end);
}

export function mapErf(
  input: usize,
  output: usize,
  count: i32,
  alpha: f32,
  beta: f32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  each<Erf>(input, output, count, alpha, beta, unit, first, end);
}

export function mapGelu(
  input: usize,
  output: usize,
  count: i32,
  alpha: f32,
  beta: f32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  each<Gelu>(input, output, count, alpha, beta, unit, first, end);
}
