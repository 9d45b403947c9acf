/** Batch normalisation: (x − mean) · factor + offset, channel by channel. */
import { at } from './geometry';

/** A missing scale or bias has the address 0. */
export function normalizationFold(
  variance: usize,
  scale: usize,
  bias: usize,
  factor: usize,
  offset: usize,
  channels: i32,
  epsilon: f32,
): void {
  for (let c = 0; c < channels; c++) {
    const deviation = sqrt<f32>(load<f32>(at(variance, c)) + epsilon);
    const scaled: f32 = scale ? load<f32>(at(scale, c)) : 1;
    store<f32>(at(factor, c), scaled / deviation);
    store<f32>(at(offset, c), bias ? load<f32>(at(bias, c)) : 0);
  }
}

function normalized(x: v128, mean: v128, factor: v128, offset: v128): v128 {
  return f32x4.add(f32x4.mul(f32x4.sub(x, mean), factor), offset);
}

function one(x: f32, mean: f32, factor: f32, offset: f32): f32 {
  return (x - mean) * factor + offset;
}

/** Units are rows of one channel. */
export function normalizeRows(
  input: usize,
  means: usize,
  factors: usize,
  offsets: usize,
  output: usize,
  channels: i32,
  inner: i32,
  first: i32,
  end: i32,
): void {
  for (let row = first; row < end; row++) {
    const c = row % channels;
    const mean = load<f32>(at(means, c));
    const factor = load<f32>(at(factors, c));
    const offset = load<f32>(at(offsets, c));
    const from = at(input, row * inner);
    const to = at(output, row * inner);
    const whole = inner & ~3;
    const means4 = f32x4.splat(mean);
    const factors4 = f32x4.splat(factor);
    const offsets4 = f32x4.splat(offset);
    for (let i = 0; i < whole; i += 4) {
      const x = v128.load(at(from, i));
      v128.store(at(to, i), normalized(x, means4, factors4, offsets4));
    }
    for (let i = whole; i < inner; i++) {
      const x = load<f32>(at(from, i));
      store<f32>(at(to, i), one(x, mean, factor, offset));
    }
  }
}

/** Channels last: units are rows of all channels. */
export function normalizeChannels(
  input: usize,
  means: usize,
  factors: usize,
  offsets: usize,
  output: usize,
  channels: i32,
  first: i32,
  end: i32,
): void {
  const whole = channels & ~3;
  for (let row = first; row < end; row++) {
    const from = at(input, row * channels);
    const to = at(output, row * channels);
    for (let c = 0; c < whole; c += 4) {
      const result = normalized(
        v128.load(at(from, c)),
        v128.load(at(means, c)),
        v128.load(at(factors, c)),
        v128.load(at(offsets, c)),
      );
      v128.store(at(to, c), result);
    }
    for (let c = whole; c < channels; c++) {
      const mean = load<f32>(at(means, c));
      const factor = load<f32>(at(factors, c));
      const offset = load<f32>(at(offsets, c));
      const x = load<f32>(at(from, c));
      store<f32>(at(to, c), one(x, mean, factor, offset));
    }
  }
}
