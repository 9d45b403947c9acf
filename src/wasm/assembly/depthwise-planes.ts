/**
 * Depthwise, nchw. The rows of a channel are copied into a padded band whose
 * columns are sorted by phase (column modulo stride): then 8 neighbouring
 * outputs read 8 neighbours for every tap, whatever padding, stride, dilation.
 */
import { activate } from './activation';
import { at, biasOf, Geometry } from './geometry';
import { multiplyAdd } from './simd';

/** A row of 8 outputs that ends outside the image. */
const spill = memory.data(8 * 4, 16);

/** Bytes from an output's first tap to each of its taps, in the band. */
export function tapOffsets(
  g: Geometry,
  offsets: usize,
  phaseLength: i32,
): void {
  const rowLength = g.strideX * phaseLength;
  for (let ky = 0; ky < g.kernelHeight; ky++)
    for (let kx = 0; kx < g.kernelWidth; kx++) {
      const column = kx * g.dilationX;
      const place =
        ky * g.dilationY * rowLength +
        (column % g.strideX) * phaseLength +
        column / g.strideX;
      store<i32>(at(offsets, ky * g.kernelWidth + kx), place << 2);
    }
}

export function convPlanes(
  g: Geometry,
  input: usize,
  taps: usize,
  offsets: usize,
  bias: usize,
  band: usize,
  output: usize,
  phaseLength: i32,
  bandRows: i32,
): void {
  const tapCount = g.kernelHeight * g.kernelWidth;
  const rowLength = g.strideX * phaseLength;
  const span = (g.kernelHeight - 1) * g.dilationY + 1;
  const channels = g.groups * g.outPerGroup;
  // The left and right padding is never written again.
  memory.fill(band, 0, at(0, ((bandRows - 1) * g.strideY + span) * rowLength));
  for (let n = 0; n < g.batch; n++)
    for (let c = 0; c < channels; c++) {
      const from = at(input, n * g.inN + (c / g.outPerGroup) * g.inC);
      const weights = at(taps, c * tapCount);
      const start = biasOf(bias, c);
      for (let first = 0; first < g.outHeight; first += bandRows) {
        const rows = min(bandRows, g.outHeight - first);
        const top = first * g.strideY - g.padTop;
        for (let r = 0; r < (rows - 1) * g.strideY + span; r++)
          fillRow(g, from, top + r, at(band, r * rowLength), phaseLength);
        const to = at(output, n * g.outN + c * g.outC + first * g.outH);
        for (let y = 0; y < rows; y += 4)
          for (let x = 0; x < g.outWidth; x += 8) {
            sumBlock(
              g,
              at(band, y * g.strideY * rowLength + x),
              at(0, g.strideY * rowLength),
              weights,
              offsets,
              tapCount,
              start,
              at(to, y * g.outH + x),
              rows - y,
              g.outWidth - x,
            );
          }
      }
    }
}

/** Copies one input row, phase after phase; rows of the padding are zero. */
function fillRow(
  g: Geometry,
  from: usize,
  y: i32,
  to: usize,
  phaseLength: i32,
): void {
  const stride = g.strideX;
  if (<u32>y >= <u32>g.inHeight) {
    memory.fill(to, 0, at(0, stride * phaseLength));
    return;
  }
  const row = at(from, y * g.inH);
  let phase = g.padLeft % stride;
  let i = g.padLeft / stride;
  for (let x = 0; x < g.inWidth && i < phaseLength; x++) {
    if (stride == 1)
      for (; x + 4 <= g.inWidth && i + 4 <= phaseLength; x += 4, i += 4)
        v128.store(at(to, i), v128.load(at(row, x)));
    else if (stride == 2 && phase == 0)
      for (; x + 8 <= g.inWidth && i + 4 <= phaseLength; x += 8, i += 4)
        splitEight(at(row, x), at(to, i), at(to, i + phaseLength));
    if (x >= g.inWidth || i >= phaseLength) return;
    store<f32>(at(to, phase * phaseLength + i), load<f32>(at(row, x)));
    phase++;
    if (phase == stride) {
      phase = 0;
      i++;
    }
  }
}

/** Of 8 neighbours, the 4 even ones and the 4 odd ones. */
function splitEight(from: usize, even: usize, odd: usize): void {
  const a = v128.load(from);
  const b = v128.load(from, 16);
  v128.store(even, v128.shuffle<f32>(a, b, 0, 2, 4, 6));
  v128.store(odd, v128.shuffle<f32>(a, b, 1, 3, 5, 7));
}

/** 4 rows × 8 columns of outputs, or what of them lies in the image. */
function sumBlock(
  g: Geometry,
  from: usize,
  rowStep: usize,
  weights: usize,
  offsets: usize,
  tapCount: i32,
  start: f32,
  to: usize,
  rows: i32,
  columns: i32,
): void {
  let a0 = f32x4.splat(start);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  const end = at(weights, tapCount);
  while (weights < end) {
    const w = v128.load_splat<f32>(weights);
    let x = from + load<i32>(offsets);
    a0 = multiplyAdd(w, v128.load(x), a0);
    a1 = multiplyAdd(w, v128.load(x, 16), a1);
    x += rowStep;
    b0 = multiplyAdd(w, v128.load(x), b0);
    b1 = multiplyAdd(w, v128.load(x, 16), b1);
    x += rowStep;
    c0 = multiplyAdd(w, v128.load(x), c0);
    c1 = multiplyAdd(w, v128.load(x, 16), c1);
    x += rowStep;
    d0 = multiplyAdd(w, v128.load(x), d0);
    d1 = multiplyAdd(w, v128.load(x, 16), d1);
    weights += 4;
    offsets += 4;
  }
  const step = at(0, g.outH);
  storeRow(g, to, a0, a1, columns);
  if (rows > 1) storeRow(g, to + step, b0, b1, columns);
  if (rows > 2) storeRow(g, to + 2 * step, c0, c1, columns);
  if (rows > 3) storeRow(g, to + 3 * step, d0, d1, columns);
}

function storeRow(
  g: Geometry,
  to: usize,
  left: v128,
  right: v128,
  columns: i32,
): void {
  const line = columns >= 8 ? to : spill;
  v128.store(line, activate(g, left));
  v128.store(line, activate(g, right), 16);
  if (columns < 8)
    for (let x = 0; x < columns; x++)
      store<f32>(at(to, x), load<f32>(at(spill, x)));
}
