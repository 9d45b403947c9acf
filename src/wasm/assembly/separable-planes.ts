/**
 * Depthwise, then pointwise, nchw: a band of depthwise rows of all channels
 * goes straight into the panels that the pointwise product reads, and stays in
 * the cache until all output channels have read it. A part is a band of an
 * image. Zeros of the padding are multiplied: an infinite weight yields NaN.
 */
import { activate } from './activation';
import { fillRow } from './band-row';
import { at, biasOf, Geometry, setResidual } from './geometry';
import { multiplyBlock } from './separable-product';
import { multiplyAdd } from './simd';

/**
 * `band` holds the padded input rows of one channel, as convPlanes does,
 * `line` the depthwise rows of one channel, `block` those of all channels.
 */
export function separablePlanes(
  g: Geometry,
  point: Geometry,
  input: usize,
  taps: usize,
  offsets: usize,
  depthwiseBias: usize,
  panels: usize,
  bias: usize,
  residual: usize,
  band: usize,
  line: usize,
  block: usize,
  tile: usize,
  output: usize,
  phaseLength: i32,
  bandRows: i32,
  first: i32,
  end: i32,
): void {
  setResidual(point, residual, output);
  const tapCount = g.kernelHeight * g.kernelWidth;
  const rowLength = g.strideX * phaseLength;
  const span = (g.kernelHeight - 1) * g.dilationY + 1;
  const channels = g.groups * g.outPerGroup;
  const bands = (g.outHeight + bandRows - 1) / bandRows;
  // Whole panels need no detour: a row begins where a panel does.
  const direct = g.outWidth % 8 == 0;
  for (let part = first; part < end; part++) {
    const n = part / bands;
    const firstRow = (part - n * bands) * bandRows;
    const rows = min(bandRows, g.outHeight - firstRow);
    const pixels = rows * g.outWidth;
    // The padding is the same for all channels and never written again.
    const bandLength = ((rows - 1) * g.strideY + span) * rowLength;
    memory.fill(band, 0, at(0, bandLength));
    for (let c = 0; c < channels; c++) {
      if (c % g.outPerGroup == 0)
        fillBand(
          g,
          at(input, n * g.inN + (c / g.outPerGroup) * g.inC),
          band,
          phaseLength,
          firstRow * g.strideY - g.padTop,
          rows,
        );
      const panel = at(block, 8 * c);
      for (let y = 0; y < rows; y++)
        sumRow(
          g,
          at(band, y * g.strideY * rowLength),
          at(taps, c * tapCount),
          offsets,
          tapCount,
          biasOf(depthwiseBias, c),
          direct
            ? at(panel, y * g.outWidth * channels)
            : at(line, y * g.outWidth),
          direct ? at(0, 8 * channels) : 32,
        );
      if (!direct)
        for (let p = 0; p < pixels; p += 8) {
          const to = at(panel, p * channels);
          v128.store(to, v128.load(at(line, p)));
          v128.store(to, v128.load(at(line, p), 16), 16);
        }
    }
    const to = n * point.outN + firstRow * point.outH;
    multiplyBlock(
      point,
      channels,
      block,
      panels,
      bias,
      tile,
      at(output, to),
      pixels,
    );
  }
}

/** The input rows that the band's taps read; large dilations leave gaps. */
function fillBand(
  g: Geometry,
  from: usize,
  band: usize,
  phaseLength: i32,
  top: i32,
  rows: i32,
): void {
  const rowLength = g.strideX * phaseLength;
  for (let ky = 0; ky < g.kernelHeight; ky++)
    for (let y = 0; y < rows; y++) {
      const r = y * g.strideY + ky * g.dilationY;
      if (<u32>(top + r) < <u32>g.inHeight && !isFilled(g, r, ky, rows))
        fillRow(
          g,
          at(from, (top + r) * g.inH),
          at(band, r * rowLength),
          phaseLength,
        );
    }
}

/** Whether a tap row above reads the band's row r too. */
function isFilled(g: Geometry, r: i32, ky: i32, rows: i32): bool {
  for (let above = 0; above < ky; above++) {
    const y = r - above * g.dilationY;
    if (y % g.strideY == 0 && y / g.strideY < rows) return true;
  }
  return false;
}

/**
 * One row of one channel: 8 columns to each `step` bytes. What hangs over the
 * end is overwritten by the next row or never read.
 */
function sumRow(
  g: Geometry,
  row: usize,
  taps: usize,
  offsets: usize,
  tapCount: i32,
  start: f32,
  to: usize,
  step: usize,
): void {
  const end = at(taps, tapCount);
  let left = g.outWidth;
  for (; left > 8; left -= 16) {
    let a0 = f32x4.splat(start);
    let a1 = a0;
    let b0 = a0;
    let b1 = a0;
    let offset = offsets;
    for (let tap = taps; tap < end; tap += 4) {
      const w = v128.load_splat<f32>(tap);
      const x = row + load<i32>(offset);
      a0 = multiplyAdd(w, v128.load(x), a0);
      a1 = multiplyAdd(w, v128.load(x, 16), a1);
      b0 = multiplyAdd(w, v128.load(x, 32), b0);
      b1 = multiplyAdd(w, v128.load(x, 48), b1);
      offset += 4;
    }
    v128.store(to, activate(g, a0));
    v128.store(to, activate(g, a1), 16);
    v128.store(to + step, activate(g, b0));
    v128.store(to + step, activate(g, b1), 16);
    to += 2 * step;
    row += 64;
  }
  if (left <= 0) return;
  let a0 = f32x4.splat(start);
  let a1 = a0;
  for (let tap = taps; tap < end; tap += 4) {
    const w = v128.load_splat<f32>(tap);
    const x = row + load<i32>(offsets);
    a0 = multiplyAdd(w, v128.load(x), a0);
    a1 = multiplyAdd(w, v128.load(x, 16), a1);
    offsets += 4;
  }
  v128.store(to, activate(g, a0));
  v128.store(to, activate(g, a1), 16);
}
