/**
 * squeezeExcitation: means of channels, two products of a matrix with them,
 * and each channel times what came out.
 */
import { at } from './geometry';
import { exponential } from './exponential';
import { multiplyAdd } from './simd';

function total(sum: v128): f32 {
  const half = f32x4.add(sum, v128.shuffle<f32>(sum, sum, 2, 3, 0, 1));
  return f32x4.extract_lane(half, 0) + f32x4.extract_lane(half, 1);
}

/** Means of planes that lie in a piece (nchw). A part is one of them. */
export function squeezePlanes(
  input: usize,
  means: usize,
  pixels: i32,
  first: i32,
  end: i32,
): void {
  for (let part = first; part < end; part++) {
    let from = at(input, part * pixels);
    const last = at(from, pixels);
    const blocks = at(from, pixels & ~15);
    let a = f32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    for (; from < blocks; from += 64) {
      a = f32x4.add(a, v128.load(from));
      b = f32x4.add(b, v128.load(from, 16));
      c = f32x4.add(c, v128.load(from, 32));
      d = f32x4.add(d, v128.load(from, 48));
    }
    for (; from + 16 <= last; from += 16) a = f32x4.add(a, v128.load(from));
    let sum = total(f32x4.add(f32x4.add(a, b), f32x4.add(c, d)));
    for (; from < last; from += 4) sum += load<f32>(from);
    store<f32>(at(means, part), sum / <f32>pixels);
  }
}

/** Means where channels are neighbours (nhwc). A part is 16 channels. */
export function squeezeChannels(
  input: usize,
  means: usize,
  channels: i32,
  pixels: i32,
  first: i32,
  end: i32,
): void {
  const parts = (channels + 15) >> 4;
  const step = at(0, channels);
  for (let part = first; part < end; part++) {
    const image = part / parts;
    let channel = 16 * (part - image * parts);
    let from = at(input, image * pixels * channels + channel);
    let to = at(means, image * channels + channel);
    const count = f32x4.splat(<f32>pixels);
    if (channel + 16 <= channels) {
      let a = f32x4.splat(0);
      let b = a;
      let c = a;
      let d = a;
      for (let p = 0; p < pixels; p++) {
        a = f32x4.add(a, v128.load(from));
        b = f32x4.add(b, v128.load(from, 16));
        c = f32x4.add(c, v128.load(from, 32));
        d = f32x4.add(d, v128.load(from, 48));
        from += step;
      }
      v128.store(to, f32x4.div(a, count));
      v128.store(to, f32x4.div(b, count), 16);
      v128.store(to, f32x4.div(c, count), 32);
      v128.store(to, f32x4.div(d, count), 48);
      continue;
    }
    for (; channel + 4 <= channels; channel += 4) {
      let sum = f32x4.splat(0);
      for (let p = 0; p < pixels; p++)
        sum = f32x4.add(sum, v128.load(from + <usize>p * step));
      v128.store(to, f32x4.div(sum, count));
      from += 16;
      to += 16;
    }
    for (; channel < channels; channel++) {
      let sum: f32 = 0;
      for (let p = 0; p < pixels; p++) sum += load<f32>(from + <usize>p * step);
      store<f32>(to, sum / <f32>pixels);
      from += 4;
      to += 4;
    }
  }
}

/** A row of weights times the numbers. */
function product(weights: usize, numbers: usize, count: i32): f32 {
  const last = at(weights, count);
  const blocks = at(weights, count & ~15);
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  while (weights < blocks) {
    a = multiplyAdd(v128.load(weights), v128.load(numbers), a);
    b = multiplyAdd(v128.load(weights, 16), v128.load(numbers, 16), b);
    c = multiplyAdd(v128.load(weights, 32), v128.load(numbers, 32), c);
    d = multiplyAdd(v128.load(weights, 48), v128.load(numbers, 48), d);
    weights += 64;
    numbers += 64;
  }
  while (weights + 16 <= last) {
    a = multiplyAdd(v128.load(weights), v128.load(numbers), a);
    weights += 16;
    numbers += 16;
  }
  let sum = total(f32x4.add(f32x4.add(a, b), f32x4.add(c, d)));
  while (weights < last) {
    sum += load<f32>(weights) * load<f32>(numbers);
    weights += 4;
    numbers += 4;
  }
  return sum;
}

/** Through e^−|x| ≤ 1, which cannot overflow. */
function sigmoid(x: f32): f32 {
  const e = f32x4.extract_lane(exponential(f32x4.splat(-abs(x))), 0);
  return (x < 0 ? e : 1) / (1 + e);
}

/** The kinds are those of src/ops/squeeze-excitation/activations.ts. */
function activate(kind: i32, x: f32, alpha: f32, beta: f32): f32 {
  if (kind == 1) return max<f32>(x, 0);
  if (kind == 2) return x * (min<f32>(max<f32>(x + 3, 0), 6) * <f32>0.16666667);
  if (kind == 3) return x * sigmoid(x);
  if (kind == 4) return min<f32>(max<f32>(alpha * x + beta, 0), 1);
  if (kind == 5) return sigmoid(x);
  return x;
}

/** activation(weights · numbers + bias). A part is a row, of an image. */
export function squeezeProduct(
  numbers: usize,
  weights: usize,
  bias: usize,
  output: usize,
  rows: i32,
  columns: i32,
  kind: i32,
  alpha: f32,
  beta: f32,
  first: i32,
  end: i32,
): void {
  for (let part = first; part < end; part++) {
    const image = part / rows;
    const row = part - image * rows;
    const sum = product(
      at(weights, row * columns),
      at(numbers, image * columns),
      columns,
    );
    const start: f32 = bias ? load<f32>(at(bias, row)) : 0;
    store<f32>(at(output, part), activate(kind, start + sum, alpha, beta));
  }
}

/** Planes times their gates (nchw). A part is a plane. */
export function excitePlanes(
  input: usize,
  gates: usize,
  output: usize,
  pixels: i32,
  first: i32,
  end: i32,
): void {
  for (let part = first; part < end; part++) {
    const gate = load<f32>(at(gates, part));
    const gateFour = f32x4.splat(gate);
    let from = at(input, part * pixels);
    let to = at(output, part * pixels);
    const last = at(from, pixels);
    while (from + 16 <= last) {
      v128.store(to, f32x4.mul(v128.load(from), gateFour));
      from += 16;
      to += 16;
    }
    while (from < last) {
      store<f32>(to, load<f32>(from) * gate);
      from += 4;
      to += 4;
    }
  }
}

/** Channels times their gates (nhwc). A part is so many pixels of an image. */
export function exciteChannels(
  input: usize,
  gates: usize,
  output: usize,
  channels: i32,
  pixels: i32,
  bandPixels: i32,
  first: i32,
  end: i32,
): void {
  const bands = (pixels + bandPixels - 1) / bandPixels;
  for (let part = first; part < end; part++) {
    const image = part / bands;
    const start = (part - image * bands) * bandPixels;
    const count = min(bandPixels, pixels - start);
    const offset = (image * pixels + start) * channels;
    const last = at(gates, (image + 1) * channels);
    let from = at(input, offset);
    let to = at(output, offset);
    for (let p = 0; p < count; p++) {
      let gate = at(gates, image * channels);
      while (gate + 16 <= last) {
        v128.store(to, f32x4.mul(v128.load(from), v128.load(gate)));
        gate += 16;
        from += 16;
        to += 16;
      }
      while (gate < last) {
        store<f32>(to, load<f32>(from) * load<f32>(gate));
        gate += 4;
        from += 4;
        to += 4;
      }
    }
  }
}
