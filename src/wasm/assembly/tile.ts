import { activate } from './activation';
import { at, Geometry } from './geometry';
import { multiplyAdd, storeTransposed } from './simd';

/** The sums of 8 pixels × 4 channels, a row of 8 for each channel. */
const tile = memory.data(8 * 4 * 4, 16);

/**
 * Sums of products of two panels: [k][8] pixels with [k][4] weights. The eight
 * accumulators stay in registers; each weight is broadcast to 8 pixels.
 */
export function multiplyPanels(
  terms: i32,
  pixels: usize,
  weights: usize,
): void {
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  const end = pixels + ((<usize>terms) << 5);
  while (pixels < end) {
    const x0 = v128.load(pixels);
    const x1 = v128.load(pixels, 16);
    let w = v128.load_splat<f32>(weights);
    a0 = multiplyAdd(w, x0, a0);
    a1 = multiplyAdd(w, x1, a1);
    w = v128.load_splat<f32>(weights, 4);
    b0 = multiplyAdd(w, x0, b0);
    b1 = multiplyAdd(w, x1, b1);
    w = v128.load_splat<f32>(weights, 8);
    c0 = multiplyAdd(w, x0, c0);
    c1 = multiplyAdd(w, x1, c1);
    w = v128.load_splat<f32>(weights, 12);
    d0 = multiplyAdd(w, x0, d0);
    d1 = multiplyAdd(w, x1, d1);
    pixels += 32;
    weights += 16;
  }
  v128.store(tile, a0, 0);
  v128.store(tile, a1, 16);
  v128.store(tile, b0, 32);
  v128.store(tile, b1, 48);
  v128.store(tile, c0, 64);
  v128.store(tile, c1, 80);
  v128.store(tile, d0, 96);
  v128.store(tile, d1, 112);
}

/**
 * Adds the bias, activates and stores what of the tile lies in the output.
 * Pixels run on from row to row: both layouts have no gap between rows.
 */
export function storeTile(
  g: Geometry,
  to: usize,
  bias: usize,
  channels: i32,
  pixels: i32,
): void {
  // nchw: a channel's pixels are neighbours.
  const direct = g.outW == 1 && pixels == 8;
  for (let c = 0; c < channels; c++) {
    const row = tile + ((<usize>c) << 5);
    const b = bias ? v128.load_splat<f32>(at(bias, c)) : f32x4.splat(0);
    const line = direct ? at(to, c * g.outC) : row;
    v128.store(line, activate(g, f32x4.add(v128.load(row), b)));
    v128.store(line, activate(g, f32x4.add(v128.load(row, 16), b)), 16);
  }
  if (direct) return;
  if (g.outC == 1 && pixels == 8 && channels == 4) storeColumns(g, to);
  else storeElements(g, to, channels, pixels);
}

/** nhwc: a pixel's 4 channels are neighbours. */
function storeColumns(g: Geometry, to: usize): void {
  const step = at(0, g.outW);
  for (let half: usize = 0; half < 2; half++) {
    const column = tile + half * 16;
    storeTransposed(
      v128.load(column),
      v128.load(column, 32),
      v128.load(column, 64),
      v128.load(column, 96),
      to + half * 4 * step,
      step,
    );
  }
}

function storeElements(
  g: Geometry,
  to: usize,
  channels: i32,
  pixels: i32,
): void {
  for (let c = 0; c < channels; c++)
    for (let p = 0; p < pixels; p++)
      store<f32>(
        at(to, c * g.outC + p * g.outW),
        load<f32>(at(tile, c * 8 + p)),
      );
}
