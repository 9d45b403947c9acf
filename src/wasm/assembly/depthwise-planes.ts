/**
 * Depthwise, nchw. The rows of a channel are copied into a padded band whose
 * columns are sorted by phase (column modulo stride): then 8 neighbouring
 * outputs read 8 neighbours for every tap, whatever padding, stride, dilation.
 */
import { activate } from './activation';
import { at, biasOf, Geometry } from './geometry';
import { multiplyAdd } from './simd';

/** Sums of 2 rows × 8 columns. */
const block = memory.data(2 * 8 * 4, 16);

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
        for (let y = 0; y < rows; y += 2)
          for (let x = 0; x < g.outWidth; x += 8) {
            sumBlock(
              at(band, y * g.strideY * rowLength + x),
              at(0, g.strideY * rowLength),
              weights,
              offsets,
              tapCount,
              start,
            );
            storeBlock(
              g,
              at(to, y * g.outH + x),
              min(2, rows - y),
              min(8, g.outWidth - x),
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

function sumBlock(
  from: usize,
  rowStep: usize,
  weights: usize,
  offsets: usize,
  tapCount: i32,
  start: f32,
): void {
  let a0 = f32x4.splat(start);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
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
  v128.store(block, a0, 0);
  v128.store(block, a1, 16);
  v128.store(block, b0, 32);
  v128.store(block, b1, 48);
}

function storeBlock(g: Geometry, to: usize, rows: i32, columns: i32): void {
  for (let y = 0; y < rows; y++) {
    const sums = block + ((<usize>y) << 5);
    const left = activate(g, v128.load(sums));
    const right = activate(g, v128.load(sums, 16));
    const line = at(to, y * g.outH);
    if (columns == 8) {
      v128.store(line, left);
      v128.store(line, right, 16);
    } else {
      v128.store(sums, left);
      v128.store(sums, right, 16);
      for (let x = 0; x < columns; x++)
        store<f32>(at(line, x), load<f32>(at(sums, x)));
    }
  }
}
