/** Products of few rows, where nothing is worth packing. */
import { at } from './geometry';
import { Matrices, startOfA, startOfB, storeFour } from './product';
import { multiplyAdd } from './simd';

/**
 * Terms are neighbours in both matrices: four columns at once, eight terms of
 * each in two accumulators. A part is four columns of a pair of matrices.
 */
export function productDots(
  m: Matrices,
  a: usize,
  b: usize,
  c: usize,
  output: usize,
  first: i32,
  end: i32,
): void {
  const parts = (m.columns + 3) >> 2;
  for (let unit = first; unit < end; unit++) {
    const batch = unit / parts;
    const column = (unit - batch * parts) << 2;
    const last = m.columns - 1;
    const from = at(b, startOfB(m, batch));
    const w0 = at(from, column * m.bColumn);
    const w1 = at(from, min(column + 1, last) * m.bColumn);
    const w2 = at(from, min(column + 2, last) * m.bColumn);
    const w3 = at(from, min(column + 3, last) * m.bColumn);
    let x = at(a, startOfA(m, batch));
    for (let row = 0; row < m.rows; row++) {
      const sums = fourDots(x, w0, w1, w2, w3, m.terms);
      storeFour(m, c, output, sums, batch, row, column);
      x = at(x, m.aRow);
    }
  }
}

function fourDots(
  x: usize,
  w0: usize,
  w1: usize,
  w2: usize,
  w3: usize,
  terms: i32,
): v128 {
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  const eights = (<usize>(terms & ~7)) << 2;
  const all = (<usize>terms) << 2;
  let k: usize = 0;
  for (; k < eights; k += 32) {
    const x0 = v128.load(x + k);
    const x1 = v128.load(x + k, 16);
    a0 = multiplyAdd(x0, v128.load(w0 + k), a0);
    a1 = multiplyAdd(x1, v128.load(w0 + k, 16), a1);
    b0 = multiplyAdd(x0, v128.load(w1 + k), b0);
    b1 = multiplyAdd(x1, v128.load(w1 + k, 16), b1);
    c0 = multiplyAdd(x0, v128.load(w2 + k), c0);
    c1 = multiplyAdd(x1, v128.load(w2 + k, 16), c1);
    d0 = multiplyAdd(x0, v128.load(w3 + k), d0);
    d1 = multiplyAdd(x1, v128.load(w3 + k, 16), d1);
  }
  let sums = totals(
    f32x4.add(a0, a1),
    f32x4.add(b0, b1),
    f32x4.add(c0, c1),
    f32x4.add(d0, d1),
  );
  for (; k < all; k += 4) {
    let w = v128.load_zero<f32>(w0 + k);
    w = f32x4.replace_lane(w, 1, load<f32>(w1 + k));
    w = f32x4.replace_lane(w, 2, load<f32>(w2 + k));
    w = f32x4.replace_lane(w, 3, load<f32>(w3 + k));
    sums = multiplyAdd(v128.load_splat<f32>(x + k), w, sums);
  }
  return sums;
}

/** The sum of each, side by side. */
function totals(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(
    v128.shuffle<f32>(a, b, 0, 4, 1, 5),
    v128.shuffle<f32>(a, b, 2, 6, 3, 7),
  );
  const cd = f32x4.add(
    v128.shuffle<f32>(c, d, 0, 4, 1, 5),
    v128.shuffle<f32>(c, d, 2, 6, 3, 7),
  );
  return f32x4.add(
    v128.shuffle<f32>(ab, cd, 0, 1, 4, 5),
    v128.shuffle<f32>(ab, cd, 2, 3, 6, 7),
  );
}

/** Columns of a part of `productColumns`. */
const BLOCK = 32;

/**
 * Columns are neighbours in the second matrix: each term of the first is
 * multiplied with 32 of them. A part is 32 columns of a pair of matrices.
 */
export function productColumns(
  m: Matrices,
  a: usize,
  b: usize,
  c: usize,
  output: usize,
  first: i32,
  end: i32,
): void {
  const parts = (m.columns + BLOCK - 1) / BLOCK;
  for (let unit = first; unit < end; unit++) {
    const batch = unit / parts;
    const start = (unit - batch * parts) * BLOCK;
    const last = min(start + BLOCK, m.columns);
    const from = at(b, startOfB(m, batch));
    let x = at(a, startOfA(m, batch));
    for (let row = 0; row < m.rows; row++) {
      let column = start;
      for (; column + BLOCK <= last; column += BLOCK)
        wholeBlock(m, x, at(from, column), c, output, batch, row, column);
      for (; column < last; column += 4)
        oneVector(m, x, at(from, column), c, output, batch, row, column);
      x = at(x, m.aRow);
    }
  }
}

function wholeBlock(
  m: Matrices,
  x: usize,
  w: usize,
  c: usize,
  output: usize,
  batch: i32,
  row: i32,
  column: i32,
): void {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  let s6 = s0;
  let s7 = s0;
  const xStep = at(0, m.aTerm);
  const wStep = at(0, m.bTerm);
  for (let term = 0; term < m.terms; term++) {
    const value = v128.load_splat<f32>(x);
    s0 = multiplyAdd(value, v128.load(w), s0);
    s1 = multiplyAdd(value, v128.load(w, 16), s1);
    s2 = multiplyAdd(value, v128.load(w, 32), s2);
    s3 = multiplyAdd(value, v128.load(w, 48), s3);
    s4 = multiplyAdd(value, v128.load(w, 64), s4);
    s5 = multiplyAdd(value, v128.load(w, 80), s5);
    s6 = multiplyAdd(value, v128.load(w, 96), s6);
    s7 = multiplyAdd(value, v128.load(w, 112), s7);
    x += xStep;
    w += wStep;
  }
  storeFour(m, c, output, s0, batch, row, column);
  storeFour(m, c, output, s1, batch, row, column + 4);
  storeFour(m, c, output, s2, batch, row, column + 8);
  storeFour(m, c, output, s3, batch, row, column + 12);
  storeFour(m, c, output, s4, batch, row, column + 16);
  storeFour(m, c, output, s5, batch, row, column + 20);
  storeFour(m, c, output, s6, batch, row, column + 24);
  storeFour(m, c, output, s7, batch, row, column + 28);
}

function oneVector(
  m: Matrices,
  x: usize,
  w: usize,
  c: usize,
  output: usize,
  batch: i32,
  row: i32,
  column: i32,
): void {
  let sums = f32x4.splat(0);
  for (let term = 0; term < m.terms; term++) {
    sums = multiplyAdd(v128.load_splat<f32>(x), v128.load(w), sums);
    x = at(x, m.aTerm);
    w = at(w, m.bTerm);
  }
  storeFour(m, c, output, sums, batch, row, column);
}
