/**
 * Depthwise 3×3, nchw: along a row of outputs the nine weights stay in
 * registers. A part is a band of one output plane.
 */
import { activate } from './activation';
import { clearBand, fillBand } from './band';
import { at, biasOf, Geometry } from './geometry';
import { tapOffset } from './planes';
import { multiplyAdd } from './simd';

export function convThree(
  g: Geometry,
  input: usize,
  taps: usize,
  bias: usize,
  band: usize,
  output: usize,
  phaseLength: i32,
  bandRows: i32,
  firstPart: i32,
  end: i32,
): void {
  const rowLength = g.strideX * phaseLength;
  const channels = g.groups * g.outPerGroup;
  const bands = (g.outHeight + bandRows - 1) / bandRows;
  const second = at(0, tapOffset(g, 0, 1, phaseLength));
  const third = at(0, tapOffset(g, 0, 2, phaseLength));
  const down = at(0, g.dilationY * rowLength);
  clearBand(g, band, phaseLength, bandRows);
  for (let part = firstPart; part < end; part++) {
    const plane = part / bands;
    const first = (part - plane * bands) * bandRows;
    const n = plane / channels;
    const c = plane - n * channels;
    const from = at(input, n * g.inN + (c / g.outPerGroup) * g.inC);
    const rows = min(bandRows, g.outHeight - first);
    fillBand(g, from, band, phaseLength, first, rows);
    const to = n * g.outN + c * g.outC + first * g.outH;
    for (let y = 0; y < rows; y++)
      sumRow(
        g,
        at(band, y * g.strideY * rowLength),
        down,
        second,
        third,
        at(taps, c * 9),
        biasOf(bias, c),
        at(output, to + y * g.outH),
      );
  }
}

function sumRow(
  g: Geometry,
  row0: usize,
  down: usize,
  second: usize,
  third: usize,
  taps: usize,
  bias: f32,
  to: usize,
): void {
  const w00 = v128.load_splat<f32>(taps, 0);
  const w01 = v128.load_splat<f32>(taps, 4);
  const w02 = v128.load_splat<f32>(taps, 8);
  const w10 = v128.load_splat<f32>(taps, 12);
  const w11 = v128.load_splat<f32>(taps, 16);
  const w12 = v128.load_splat<f32>(taps, 20);
  const w20 = v128.load_splat<f32>(taps, 24);
  const w21 = v128.load_splat<f32>(taps, 28);
  const w22 = v128.load_splat<f32>(taps, 32);
  const row1 = row0 + down;
  const row2 = row1 + down;
  const last = at(0, g.outWidth - 4);
  let x: usize = 0;
  for (;;) {
    let a = multiplyAdd(w00, v128.load(row0 + x), f32x4.splat(bias));
    let b = f32x4.mul(w10, v128.load(row1 + x));
    let c = f32x4.mul(w20, v128.load(row2 + x));
    const x1 = x + second;
    a = multiplyAdd(w01, v128.load(row0 + x1), a);
    b = multiplyAdd(w11, v128.load(row1 + x1), b);
    c = multiplyAdd(w21, v128.load(row2 + x1), c);
    const x2 = x + third;
    a = multiplyAdd(w02, v128.load(row0 + x2), a);
    b = multiplyAdd(w12, v128.load(row1 + x2), b);
    c = multiplyAdd(w22, v128.load(row2 + x2), c);
    v128.store(to + x, activate(g, f32x4.add(f32x4.add(a, b), c)));
    if (x == last) return;
    // The last four overlap those before: no rest to sum one by one.
    x = min(x + 16, last);
  }
}
