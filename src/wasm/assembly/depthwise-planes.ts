/**
 * Depthwise, nchw. The rows of a channel are copied into a padded band whose
 * columns are sorted by phase (column modulo stride): then 8 neighbouring
 * outputs read 8 neighbours for every tap, whatever padding, stride, dilation.
 * Zeros of the padding are multiplied: an infinite weight yields NaN there.
 * A part is a band of one output plane.
 */
import { activate } from './activation';
import { clearBand, fillBand } from './band';
import { at, biasOf, Geometry, setResidual } from './geometry';
import { tapOffset } from './planes';
import { multiplyAdd } from './simd';

/** Bytes from an output's first tap to each of its taps, in the band. */
export function tapOffsets(
  g: Geometry,
  offsets: usize,
  phaseLength: i32,
): void {
  for (let ky = 0; ky < g.kernelHeight; ky++)
    for (let kx = 0; kx < g.kernelWidth; kx++) {
      const place = tapOffset(g, ky, kx, phaseLength);
      store<i32>(at(offsets, ky * g.kernelWidth + kx), place << 2);
    }
}

export function convPlanes(
  g: Geometry,
  input: usize,
  taps: usize,
  offsets: usize,
  bias: usize,
  residual: usize,
  band: usize,
  tile: usize,
  output: usize,
  phaseLength: i32,
  bandRows: i32,
  firstPart: i32,
  end: i32,
): void {
  setResidual(g, residual, output);
  const tapCount = g.kernelHeight * g.kernelWidth;
  const rowLength = g.strideX * phaseLength;
  const channels = g.groups * g.outPerGroup;
  clearBand(g, band, phaseLength, bandRows);
  const bands = (g.outHeight + bandRows - 1) / bandRows;
  for (let part = firstPart; part < end; part++) {
    const plane = part / bands;
    const first = (part - plane * bands) * bandRows;
    const n = plane / channels;
    const c = plane - n * channels;
    const from = at(input, n * g.inN + (c / g.outPerGroup) * g.inC);
    const weights = at(taps, c * tapCount);
    const start = biasOf(bias, c);
    const rows = min(bandRows, g.outHeight - first);
    fillBand(g, from, band, phaseLength, first, rows);
    const to = at(output, n * g.outN + c * g.outC + first * g.outH);
    for (let y = 0; y < rows; y += 2)
      for (let x = 0; x < g.outWidth; x += 8)
        sumBlock(
          g,
          at(band, y * g.strideY * rowLength + x),
          at(0, g.strideY * rowLength),
          weights,
          offsets,
          tapCount,
          start,
          tile,
          at(to, y * g.outH + x),
          min(2, rows - y),
          min(8, g.outWidth - x),
        );
  }
}

/** 2 rows × 8 columns of outputs, or what of them lies in the image. */
function sumBlock(
  g: Geometry,
  from: usize,
  rowStep: usize,
  weights: usize,
  offsets: usize,
  tapCount: i32,
  start: f32,
  tile: usize,
  to: usize,
  rows: i32,
  columns: i32,
): void {
  let a0 = f32x4.splat(start);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  // More sums than these four and V8 keeps some of them in memory.
  const end = at(weights, tapCount);
  while (weights < end) {
    const w = v128.load_splat<f32>(weights);
    let x = from + load<i32>(offsets);
    a0 = multiplyAdd(w, v128.load(x), a0);
    a1 = multiplyAdd(w, v128.load(x, 16), a1);
    x += rowStep;
    b0 = multiplyAdd(w, v128.load(x), b0);
    b1 = multiplyAdd(w, v128.load(x, 16), b1);
    weights += 4;
    offsets += 4;
  }
  if (g.residual) {
    let row = to + g.residual;
    let next = at(row, g.outH);
    if (rows < 2 || columns < 8) {
      loadPart(g, row, tile, rows, columns);
      row = tile;
      next = tile + 32;
    }
    a0 = f32x4.add(a0, v128.load(row));
    a1 = f32x4.add(a1, v128.load(row, 16));
    b0 = f32x4.add(b0, v128.load(next));
    b1 = f32x4.add(b1, v128.load(next, 16));
  }
  a0 = activate(g, a0);
  a1 = activate(g, a1);
  b0 = activate(g, b0);
  b1 = activate(g, b1);
  if (rows == 2 && columns == 8) {
    const next = at(to, g.outH);
    v128.store(to, a0);
    v128.store(to, a1, 16);
    v128.store(next, b0);
    v128.store(next, b1, 16);
  } else {
    v128.store(tile, a0);
    v128.store(tile, a1, 16);
    v128.store(tile, b0, 32);
    v128.store(tile, b1, 48);
    storePart(g, tile, to, rows, columns);
  }
}

/** The residual of what of a block lies in the image. */
function loadPart(
  g: Geometry,
  from: usize,
  tile: usize,
  rows: i32,
  columns: i32,
): void {
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++)
      store<f32>(at(tile, y * 8 + x), load<f32>(at(from, y * g.outH + x)));
}

/** What of a block lies in the image. */
function storePart(
  g: Geometry,
  tile: usize,
  to: usize,
  rows: i32,
  columns: i32,
): void {
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++)
      store<f32>(at(to, y * g.outH + x), load<f32>(at(tile, y * 8 + x)));
}
