import { at } from './geometry';
import { copyRow, placeOf, Resample } from './resample';

/** The nearest element. A part is a band of rows of a plane of the output. */
export function resampleNearest(
  g: Resample,
  columns: usize,
  input: usize,
  output: usize,
  bandRows: i32,
  first: i32,
  end: i32,
): void {
  const bands = (g.outRows + bandRows - 1) / bandRows;
  const width = g.outColumns * g.inner;
  const inWidth = g.inColumns * g.inner;
  for (let part = first; part < end; part++) {
    const plane = part / bands;
    const o = plane / g.middle;
    const m = plane - o * g.middle;
    const y0 = (part - plane * bands) * bandRows;
    const source = at(input, (o * g.inRows * g.middle + m) * inWidth);
    const to = at(output, (o * g.outRows * g.middle + m) * width);
    let before: usize = 0;
    let rowBefore = -1;
    for (let y = y0; y < min(y0 + bandRows, g.outRows); y++) {
      const place = placeOf(y, g.rowStep, g.rowStart, g.rowDivisor, g.inRows);
      const low = place / g.rowDivisor;
      const row = at(to, y * g.middle * width);
      if (low == rowBefore) copyRow(before, row, width);
      else pick(g, columns, at(source, low * g.middle * inWidth), row);
      before = row;
      rowBefore = low;
    }
  }
}

/** The columns of a row that the output has. */
function pick(g: Resample, columns: usize, row: usize, to: usize): void {
  if (g.inner > 1) {
    for (let x = 0; x < g.outColumns; x++) {
      copyRow(row + load<i32>(at(columns, x)), to, g.inner);
      to = at(to, g.inner);
    }
    return;
  }
  const end = at(to, g.outColumns & ~3);
  while (to < end) {
    let values = v128.load32_zero(row + load<i32>(columns));
    values = v128.load_lane<f32>(row + load<i32>(columns, 4), values, 1);
    values = v128.load_lane<f32>(row + load<i32>(columns, 8), values, 2);
    values = v128.load_lane<f32>(row + load<i32>(columns, 12), values, 3);
    v128.store(to, values);
    columns += 16;
    to += 16;
  }
  for (let i = 0; i < (g.outColumns & 3); i++)
    store<f32>(at(to, i), load<f32>(row + load<i32>(at(columns, i))));
}

/** Bytes to the element that each column of the output is. */
export function resamplePicks(g: Resample, columns: usize): void {
  for (let x = 0; x < g.outColumns; x++) {
    const place = placeOf(
      x,
      g.columnStep,
      g.columnStart,
      g.columnDivisor,
      g.inColumns,
    );
    store<i32>(at(columns, x), 4 * (place / g.columnDivisor) * g.inner);
  }
}
