/** Bilinear: rows of the input become lines as wide as the output. */
import { at } from './geometry';
import { copyRow, placeOf, Resample } from './resample';
import { multiplyAdd } from './simd';

/**
 * For each four columns of the output: bytes to the elements on their left,
 * then the weights of those on their right, which are one further on.
 */
export function resampleColumns(g: Resample, columns: usize): void {
  const width = (g.outColumns + 3) & ~3;
  const last = g.inColumns - 1;
  for (let x = 0; x < width; x++) {
    const place = placeOf(
      min(x, g.outColumns - 1),
      g.columnStep,
      g.columnStart,
      g.columnDivisor,
      g.inColumns,
    );
    const low = place / g.columnDivisor;
    const rest = place - low * g.columnDivisor;
    // Nothing is to the right of the last one: it is on the right itself.
    const isLast = low == last && last > 0;
    const to = columns + 32 * <usize>(x >> 2) + 4 * <usize>(x & 3);
    store<i32>(to, 4 * (isLast ? low - 1 : low) * g.inner);
    const weight = <f32>rest / <f32>g.columnDivisor;
    store<f32>(to, isLast ? 1 : weight, 16);
  }
}

function blend(low: v128, high: v128, weight: v128): v128 {
  const rest = f32x4.sub(f32x4.splat(1), weight);
  return multiplyAdd(high, weight, f32x4.mul(low, rest));
}

/** (1 − weight) · low + weight · high, of so many elements. */
function blendRow(
  low: usize,
  high: usize,
  weight: f32,
  to: usize,
  count: i32,
): void {
  const w = f32x4.splat(weight);
  const end = at(to, count & ~3);
  while (to < end) {
    v128.store(to, blend(v128.load(low), v128.load(high), w));
    low += 16;
    high += 16;
    to += 16;
  }
  for (let i = 0; i < (count & 3); i++) {
    const a = load<f32>(at(low, i));
    store<f32>(at(to, i), (1 - weight) * a + weight * load<f32>(at(high, i)));
  }
}

/** A row of the input, stretched or shrunk to the columns of the output. */
function stretch(g: Resample, columns: usize, row: usize, line: usize): void {
  if (g.inner > 1) stretchChannels(g, columns, row, line);
  else if (g.inColumns == 1) {
    const value = v128.load_splat<f32>(row);
    const end = at(line, g.outColumns);
    for (; line < end; line += 16) v128.store(line, value);
  } else stretchElements(columns, row, line, at(line, g.outColumns));
}

/** A pair of neighbours is one load of 8 bytes. */
function stretchElements(
  columns: usize,
  row: usize,
  line: usize,
  end: usize,
): void {
  while (line < end) {
    const ab = v128.load64_lane(
      row + load<i32>(columns, 4),
      v128.load64_zero(row + load<i32>(columns)),
      1,
    );
    const cd = v128.load64_lane(
      row + load<i32>(columns, 12),
      v128.load64_zero(row + load<i32>(columns, 8)),
      1,
    );
    const low = v128.shuffle<f32>(ab, cd, 0, 2, 4, 6);
    const high = v128.shuffle<f32>(ab, cd, 1, 3, 5, 7);
    v128.store(line, blend(low, high, v128.load(columns, 16)));
    columns += 32;
    line += 16;
  }
}

function stretchChannels(
  g: Resample,
  columns: usize,
  row: usize,
  line: usize,
): void {
  const step = at(0, g.inner);
  for (let x = 0; x < g.outColumns; x++) {
    const entry = columns + 32 * <usize>(x >> 2) + 4 * <usize>(x & 3);
    const low = row + load<i32>(entry);
    const weight = load<f32>(entry, 16);
    if (weight == 0) copyRow(low, line, g.inner);
    else blendRow(low, low + step, weight, line, g.inner);
    line += step;
  }
}

/**
 * Bilinear. A part is a band of rows of a plane of the output; the two lines
 * that it lies between are kept for as long as they are wanted.
 */
export function resampleLinear(
  g: Resample,
  columns: usize,
  input: usize,
  output: usize,
  lines: usize,
  bandRows: i32,
  first: i32,
  end: i32,
): void {
  const bands = (g.outRows + bandRows - 1) / bandRows;
  const width = g.outColumns * g.inner;
  const inWidth = g.inColumns * g.inner;
  const lineBytes = 16 * <usize>((width + 3) >> 2);
  for (let part = first; part < end; part++) {
    const plane = part / bands;
    const o = plane / g.middle;
    const m = plane - o * g.middle;
    const y0 = (part - plane * bands) * bandRows;
    const source = at(input, (o * g.inRows * g.middle + m) * inWidth);
    const to = at(output, (o * g.outRows * g.middle + m) * width);
    let upper = lines;
    let lower = lines + lineBytes;
    let upperRow = -1;
    let lowerRow = -1;
    for (let y = y0; y < min(y0 + bandRows, g.outRows); y++) {
      const place = placeOf(y, g.rowStep, g.rowStart, g.rowDivisor, g.inRows);
      const low = place / g.rowDivisor;
      const rest = place - low * g.rowDivisor;
      if (low != upperRow) {
        // What was below may now be above.
        const line = upper;
        upper = lower;
        lower = line;
        upperRow = lowerRow;
        lowerRow = -1;
        if (low != upperRow) {
          const row = at(source, low * g.middle * inWidth);
          stretch(g, columns, row, upper);
          upperRow = low;
        }
      }
      const row = at(to, y * g.middle * width);
      if (rest == 0) {
        copyRow(upper, row, width);
        continue;
      }
      if (lowerRow != low + 1) {
        const below = at(source, (low + 1) * g.middle * inWidth);
        stretch(g, columns, below, lower);
        lowerRow = low + 1;
      }
      const weight = <f32>rest / <f32>g.rowDivisor;
      blendRow(upper, lower, weight, row, width);
    }
  }
}
