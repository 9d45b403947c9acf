/**
 * The loops over two inputs that broadcast, made once for each binary function.
 * `axes` holds for each outer axis, innermost first, three ints: its size, and
 * a step along it in a and in b. A unit is a row, or so much of a long one.
 */
import { Add, Div, Max, Min, Mul, Pow, Prelu, Sub } from './binary-functions';

function rows<F>(
  axes: usize,
  a: usize,
  b: usize,
  output: usize,
  rank: i32,
  length: i32,
  aStep: i32,
  bStep: i32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  const chunks = (length + unit - 1) / unit;
  for (let i = first; i < end; i++) {
    const row = i / chunks;
    const start = (i % chunks) * unit;
    let aAt = start * aStep;
    let bAt = start * bStep;
    let rest = row;
    for (let axis = 0; axis < rank; axis++) {
      const entry = axes + 12 * <usize>axis;
      const size = load<i32>(entry);
      const place = rest % size;
      rest /= size;
      aAt += place * load<i32>(entry, 4);
      bAt += place * load<i32>(entry, 8);
    }
    line<F>(
      a + ((<usize>aAt) << 2),
      b + ((<usize>bAt) << 2),
      output + ((<usize>(row * length + start)) << 2),
      min<i32>(unit, length - start),
      aStep,
      bStep,
    );
  }
}

/** A row: what has the step 0 is one number. Writes no element beyond it. */
function line<F>(
  a: usize,
  b: usize,
  output: usize,
  length: i32,
  aStep: i32,
  bStep: i32,
): void {
  const whole = (<usize>(length & ~3)) << 2;
  const x = v128.load32_splat(a);
  const y = v128.load32_splat(b);
  if (!bStep)
    for (let at: usize = 0; at < whole; at += 16)
      v128.store(output + at, changetype<F>(0).value(v128.load(a + at), y));
  else if (!aStep)
    for (let at: usize = 0; at < whole; at += 16)
      v128.store(output + at, changetype<F>(0).value(x, v128.load(b + at)));
  else
    for (let at: usize = 0; at < whole; at += 16)
      v128.store(
        output + at,
        changetype<F>(0).value(v128.load(a + at), v128.load(b + at)),
      );
  for (let i = length & ~3; i < length; i++) {
    const result = changetype<F>(0).value(
      v128.load32_splat(a + ((<usize>(i * aStep)) << 2)),
      v128.load32_splat(b + ((<usize>(i * bStep)) << 2)),
    );
    v128.store_lane<i32>(output + ((<usize>i) << 2), result, 0);
  }
}

export function binaryAdd(
  axes: usize,
  a: usize,
  b: usize,
  output: usize,
  rank: i32,
  length: i32,
  aStep: i32,
  bStep: i32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  rows<Add>(axes, a, b, output, rank, length, aStep, bStep, unit, first, end);
}

export function binarySub(
  axes: usize,
  a: usize,
  b: usize,
  output: usize,
  rank: i32,
  length: i32,
  aStep: i32,
  bStep: i32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  rows<Sub>(axes, a, b, output, rank, length, aStep, bStep, unit, first, end);
}

export function binaryMul(
  axes: usize,
  a: usize,
  b: usize,
  output: usize,
  rank: i32,
  length: i32,
  aStep: i32,
  bStep: i32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  rows<Mul>(axes, a, b, output, rank, length, aStep, bStep, unit, first, end);
}

export function binaryDiv(
  axes: usize,
  a: usize,
  b: usize,
  output: usize,
  rank: i32,
  length: i32,
  aStep: i32,
  bStep: i32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  rows<Div>(axes, a, b, output, rank, length, aStep, bStep, unit, first, end);
}

export function binaryMax(
  axes: usize,
  a: usize,
  b: usize,
  output: usize,
  rank: i32,
  length: i32,
  aStep: i32,
  bStep: i32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  rows<Max>(axes, a, b, output, rank, length, aStep, bStep, unit, first, end);
}

export function binaryMin(
  axes: usize,
  a: usize,
  b: usize,
  output: usize,
  rank: i32,
  length: i32,
  aStep: i32,
  bStep: i32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  rows<Min>(axes, a, b, output, rank, length, aStep, bStep, unit, first, end);
}

export function binaryPow(
  axes: usize,
  a: usize,
  b: usize,
  output: usize,
  rank: i32,
  length: i32,
  aStep: i32,
  bStep: i32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  rows<Pow>(axes, a, b, output, rank, length, aStep, bStep, unit, first, end);
}

export function binaryPrelu(
  axes: usize,
  a: usize,
  b: usize,
  output: usize,
  rank: i32,
  length: i32,
  aStep: i32,
  bStep: i32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  rows<Prelu>(axes, a, b, output, rank, length, aStep, bStep, unit, first, end);
}
