/** Products of matrices that were first laid out in the order of their use. */
import { at } from './geometry';
import { Matrices, startOfA, startOfB, storeFour } from './product';
import { multiplyAdd, storeTransposed } from './simd';

/**
 * Rows of the first matrix as panels of 4, [batch][row / 4][term][4]; rows past
 * the end are zero. A part is a panel.
 */
export function packRows(
  m: Matrices,
  a: usize,
  panels: usize,
  first: i32,
  end: i32,
): void {
  const parts = (m.rows + 3) >> 2;
  for (let unit = first; unit < end; unit++) {
    const batch = unit / parts;
    const row = (unit - batch * parts) << 2;
    const from = at(a, startOfA(m, batch) + row * m.aRow);
    const to = at(panels, unit * m.terms * 4);
    packPanel(from, m.aRow, m.aTerm, m.rows - row, m.terms, to, 16);
  }
}

/** Columns of the second matrix as panels of 8, [batch][column / 8][term][8]. */
export function packColumns(
  m: Matrices,
  b: usize,
  panels: usize,
  first: i32,
  end: i32,
): void {
  const parts = (m.columns + 7) >> 3;
  for (let unit = first; unit < end; unit++) {
    const batch = unit / parts;
    const column = (unit - batch * parts) << 3;
    const from = at(b, startOfB(m, batch) + column * m.bColumn);
    const to = at(panels, unit * m.terms * 8);
    const left = m.columns - column;
    packPanel(from, m.bColumn, m.bTerm, left, m.terms, to, 32);
    const right = at(from, 4 * m.bColumn);
    packPanel(right, m.bColumn, m.bTerm, left - 4, m.terms, to + 16, 32);
  }
}

/** Four lines, as far as there are any, side by side: `step` bytes a term. */
function packPanel(
  from: usize,
  lineStep: i32,
  termStep: i32,
  lines: i32,
  terms: i32,
  to: usize,
  step: usize,
): void {
  let term = 0;
  if (lines >= 4 && lineStep == 1)
    for (; term < terms; term++)
      v128.store(to + term * step, v128.load(at(from, term * termStep)));
  else if (lines >= 4 && termStep == 1)
    for (; term + 4 <= terms; term += 4) {
      const block = at(from, term);
      storeTransposed(
        v128.load(block),
        v128.load(at(block, lineStep)),
        v128.load(at(block, 2 * lineStep)),
        v128.load(at(block, 3 * lineStep)),
        to + term * step,
        step,
      );
    }
  for (; term < terms; term++)
    for (let line = 0; line < 4; line++) {
      const place = at(from, line * lineStep + term * termStep);
      store<f32>(
        at(to + term * step, line),
        line < lines ? load<f32>(place) : 0,
      );
    }
}

/**
 * Panels of 4 rows with panels of 8 columns: the eight accumulators stay in
 * registers. A part is a panel of columns, which stays in the cache meanwhile.
 */
export function productPacked(
  m: Matrices,
  rowPanels: usize,
  columnPanels: usize,
  c: usize,
  output: usize,
  first: i32,
  end: i32,
): void {
  const parts = (m.columns + 7) >> 3;
  const rowParts = (m.rows + 3) >> 2;
  const terms = <usize>m.terms;
  for (let unit = first; unit < end; unit++) {
    const batch = unit / parts;
    const column = (unit - batch * parts) << 3;
    const w = columnPanels + ((<usize>unit * terms) << 5);
    let x = rowPanels + ((<usize>(batch * rowParts) * terms) << 4);
    for (let row = 0; row < m.rows; row += 4) {
      block(m, x, w, c, output, batch, row, column);
      x += terms << 4;
    }
  }
}

function block(
  m: Matrices,
  x: usize,
  w: usize,
  c: usize,
  output: usize,
  batch: i32,
  row: i32,
  column: i32,
): void {
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  const end = x + ((<usize>m.terms) << 4);
  while (x < end) {
    const w0 = v128.load(w);
    const w1 = v128.load(w, 16);
    let value = v128.load_splat<f32>(x);
    a0 = multiplyAdd(value, w0, a0);
    a1 = multiplyAdd(value, w1, a1);
    value = v128.load_splat<f32>(x, 4);
    b0 = multiplyAdd(value, w0, b0);
    b1 = multiplyAdd(value, w1, b1);
    value = v128.load_splat<f32>(x, 8);
    c0 = multiplyAdd(value, w0, c0);
    c1 = multiplyAdd(value, w1, c1);
    value = v128.load_splat<f32>(x, 12);
    d0 = multiplyAdd(value, w0, d0);
    d1 = multiplyAdd(value, w1, d1);
    x += 16;
    w += 32;
  }
  const rows = m.rows - row;
  storeEight(m, c, output, a0, a1, batch, row, column);
  if (rows > 1) storeEight(m, c, output, b0, b1, batch, row + 1, column);
  if (rows > 2) storeEight(m, c, output, c0, c1, batch, row + 2, column);
  if (rows > 3) storeEight(m, c, output, d0, d1, batch, row + 3, column);
}

function storeEight(
  m: Matrices,
  c: usize,
  output: usize,
  left: v128,
  right: v128,
  batch: i32,
  row: i32,
  column: i32,
): void {
  storeFour(m, c, output, left, batch, row, column);
  if (m.columns - column > 4)
    storeFour(m, c, output, right, batch, row, column + 4);
}
