import { clamp, hardSwish } from './activation';
import { at } from './geometry';

/**
 * Two matrices' numbers, 4 bytes each, in linear memory. The order is that of
 * `withMatrices` in src/ops/product/wasm-kernels.ts.
 */
@unmanaged
export class Matrices {
  batches: i32;
  rows: i32;
  columns: i32;
  terms: i32;
  /** Elements to skip for one step. */
  aRow: i32;
  aTerm: i32;
  bTerm: i32;
  bColumn: i32;
  cRow: i32;
  cColumn: i32;
  hardSwish: i32;
  /** Batch axes, the innermost first. */
  size0: i32;
  size1: i32;
  size2: i32;
  size3: i32;
  a0: i32;
  a1: i32;
  a2: i32;
  a3: i32;
  b0: i32;
  b1: i32;
  b2: i32;
  b3: i32;
  alpha: f32;
  beta: f32;
  min: f32;
  max: f32;
}

/** Where matrix number `batch` of a begins, in elements. */
export function startOfA(m: Matrices, batch: i32): i32 {
  const i = batch % m.size0;
  batch /= m.size0;
  const j = batch % m.size1;
  batch /= m.size1;
  const k = batch % m.size2;
  return i * m.a0 + j * m.a1 + k * m.a2 + (batch / m.size2) * m.a3;
}

export function startOfB(m: Matrices, batch: i32): i32 {
  const i = batch % m.size0;
  batch /= m.size0;
  const j = batch % m.size1;
  batch /= m.size1;
  const k = batch % m.size2;
  return i * m.b0 + j * m.b1 + k * m.b2 + (batch / m.size2) * m.b3;
}

/** A sum becomes an output; c is 0 where nothing is added. */
export function finish(
  m: Matrices,
  c: usize,
  sum: f32,
  row: i32,
  column: i32,
): f32 {
  let y = m.alpha * sum;
  if (c) y += m.beta * load<f32>(at(c, row * m.cRow + column * m.cColumn));
  if (m.hardSwish) return (y * min<f32>(max<f32>(y + 3, 0), 6)) / 6;
  return min<f32>(max<f32>(y, m.min), m.max);
}

/** The same for four neighbours of a row. */
function finishFour(
  m: Matrices,
  c: usize,
  sums: v128,
  row: i32,
  column: i32,
): v128 {
  let y = f32x4.mul(f32x4.splat(m.alpha), sums);
  if (c) {
    const from = at(c, row * m.cRow + column * m.cColumn);
    // What lies past the end of a row is not stored.
    const added = m.cColumn ? v128.load(from) : v128.load_splat<f32>(from);
    y = f32x4.add(y, f32x4.mul(f32x4.splat(m.beta), added));
  }
  return m.hardSwish
    ? hardSwish(y)
    : clamp(y, f32x4.splat(m.min), f32x4.splat(m.max));
}

/** Finishes and stores what of four sums lies in the row. */
export function storeFour(
  m: Matrices,
  c: usize,
  output: usize,
  sums: v128,
  batch: i32,
  row: i32,
  column: i32,
): void {
  const y = finishFour(m, c, sums, row, column);
  const to = at(output, (batch * m.rows + row) * m.columns + column);
  const count = m.columns - column;
  if (count >= 4) return v128.store(to, y);
  if (count > 0) store<f32>(to, f32x4.extract_lane(y, 0));
  if (count > 1) store<f32>(to, f32x4.extract_lane(y, 1), 4);
  if (count > 2) store<f32>(to, f32x4.extract_lane(y, 2), 8);
}

/** The definition. A part is a run of `part` columns of a row. */
export function productScalar(
  m: Matrices,
  a: usize,
  b: usize,
  c: usize,
  output: usize,
  part: i32,
  first: i32,
  end: i32,
): void {
  const parts = (m.columns + part - 1) / part;
  for (let unit = first; unit < end; unit++) {
    const line = unit / parts;
    const batch = line / m.rows;
    const row = line - batch * m.rows;
    const start = (unit - line * parts) * part;
    const inA = at(a, startOfA(m, batch) + row * m.aRow);
    const inB = at(b, startOfB(m, batch));
    const last = min(start + part, m.columns);
    for (let column = start; column < last; column++) {
      let x = inA;
      let w = at(inB, column * m.bColumn);
      let sum: f32 = 0;
      for (let term = 0; term < m.terms; term++) {
        sum += load<f32>(x) * load<f32>(w);
        x = at(x, m.aTerm);
        w = at(w, m.bTerm);
      }
      store<f32>(
        at(output, line * m.columns + column),
        finish(m, c, sum, row, column),
      );
    }
  }
}
