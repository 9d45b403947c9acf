/** Softmax: e^(x − max) over its sum. NaN and infinities as arithmetic has it. */
import { exponential } from './exponential';
import { at } from './geometry';

/** Numbers of a sum in a row; units are rows. */
export function softmaxRows(
  input: usize,
  output: usize,
  length: i32,
  first: i32,
  end: i32,
): void {
  const whole = length & ~3;
  for (let row = first; row < end; row++) {
    const from = at(input, row * length);
    const to = at(output, row * length);
    const largest = f32x4.splat(rowMaximum(from, length));
    let sums = f32x4.splat(0);
    for (let i = 0; i < whole; i += 4) {
      const e = exponential(f32x4.sub(v128.load(at(from, i)), largest));
      v128.store(at(to, i), e);
      sums = f32x4.add(sums, e);
    }
    let sum: f32 =
      f32x4.extract_lane(sums, 0) +
      f32x4.extract_lane(sums, 1) +
      (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3));
    for (let i = whole; i < length; i++) {
      const x = v128.load32_splat(at(from, i));
      const e = f32x4.extract_lane(exponential(f32x4.sub(x, largest)), 0);
      store<f32>(at(to, i), e);
      sum += e;
    }
    const divisor = f32x4.splat(sum);
    for (let i = 0; i < whole; i += 4)
      v128.store(at(to, i), f32x4.div(v128.load(at(to, i)), divisor));
    for (let i = whole; i < length; i++)
      store<f32>(at(to, i), load<f32>(at(to, i)) / sum);
  }
}

function rowMaximum(row: usize, length: i32): f32 {
  const whole = length & ~3;
  let largest = f32x4.splat(-Infinity);
  for (let i = 0; i < whole; i += 4)
    largest = f32x4.max(largest, v128.load(at(row, i)));
  for (let i = whole; i < length; i++)
    largest = f32x4.max(largest, v128.load32_splat(at(row, i)));
  const halves = v128.shuffle<i32>(largest, largest, 2, 3, 0, 1);
  largest = f32x4.max(largest, halves);
  const swapped = v128.shuffle<i32>(largest, largest, 1, 0, 3, 2);
  return f32x4.extract_lane(f32x4.max(largest, swapped), 0);
}

/** Numbers of a sum `inner` apart; units are up to four neighbouring sums. */
export function softmaxColumns(
  input: usize,
  output: usize,
  length: i32,
  inner: i32,
  first: i32,
  end: i32,
): void {
  const fours = (inner + 3) >> 2;
  for (let unit = first; unit < end; unit++) {
    const column = (unit % fours) << 2;
    const start = (unit / fours) * length * inner + column;
    const from = at(input, start);
    const to = at(output, start);
    if (column + 4 <= inner) four(from, to, length, inner);
    // Nothing is read beyond the last column.
    else
      for (let i = 0; i < inner - column; i++)
        single(at(from, i), at(to, i), length, inner);
  }
}

function four(from: usize, to: usize, length: i32, inner: i32): void {
  let largest = f32x4.splat(-Infinity);
  for (let i = 0; i < length; i++)
    largest = f32x4.max(largest, v128.load(at(from, i * inner)));
  let sums = f32x4.splat(0);
  for (let i = 0; i < length; i++) {
    const x = v128.load(at(from, i * inner));
    const e = exponential(f32x4.sub(x, largest));
    v128.store(at(to, i * inner), e);
    sums = f32x4.add(sums, e);
  }
  for (let i = 0; i < length; i++) {
    const place = at(to, i * inner);
    v128.store(place, f32x4.div(v128.load(place), sums));
  }
}

function single(from: usize, to: usize, length: i32, inner: i32): void {
  let largest: f32 = -Infinity;
  for (let i = 0; i < length; i++)
    largest = max<f32>(largest, load<f32>(at(from, i * inner)));
  let sum: f32 = 0;
  for (let i = 0; i < length; i++) {
    const x = load<f32>(at(from, i * inner)) - largest;
    const e = f32x4.extract_lane(exponential(f32x4.splat(x)), 0);
    store<f32>(at(to, i * inner), e);
    sum += e;
  }
  for (let i = 0; i < length; i++) {
    const place = at(to, i * inner);
    store<f32>(place, load<f32>(place) / sum);
  }
}
