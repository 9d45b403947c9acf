import { activate } from './activation';
import { at, Geometry } from './geometry';
import { storeTransposed } from './simd';

/**
 * Adds the bias, activates and stores what of 8 pixels × 4 channels lies in
 * the output; the rest waits in the tile, a row of 8 for each channel. Pixels
 * run on from row to row: both layouts have no gap there.
 */
export function storeSums(
  g: Geometry,
  tile: usize,
  to: usize,
  bias: usize,
  channels: i32,
  pixels: i32,
  a0: v128,
  a1: v128,
  b0: v128,
  b1: v128,
  c0: v128,
  c1: v128,
  d0: v128,
  d1: v128,
): void {
  // nchw: a channel's pixels are neighbours, and go straight to their place.
  const direct = g.outW == 1 && pixels == 8 && channels == 4;
  let line = direct ? to : tile;
  const step = direct ? at(0, g.outC) : 32;
  let v = bias ? v128.load_splat<f32>(bias) : f32x4.splat(0);
  v128.store(line, activate(g, f32x4.add(a0, v)));
  v128.store(line, activate(g, f32x4.add(a1, v)), 16);
  line += step;
  v = bias && channels > 1 ? v128.load_splat<f32>(bias, 4) : f32x4.splat(0);
  v128.store(line, activate(g, f32x4.add(b0, v)));
  v128.store(line, activate(g, f32x4.add(b1, v)), 16);
  line += step;
  v = bias && channels > 2 ? v128.load_splat<f32>(bias, 8) : f32x4.splat(0);
  v128.store(line, activate(g, f32x4.add(c0, v)));
  v128.store(line, activate(g, f32x4.add(c1, v)), 16);
  line += step;
  v = bias && channels > 3 ? v128.load_splat<f32>(bias, 12) : f32x4.splat(0);
  v128.store(line, activate(g, f32x4.add(d0, v)));
  v128.store(line, activate(g, f32x4.add(d1, v)), 16);
  if (!direct) storeTile(g, tile, to, channels, pixels);
}

function storeTile(
  g: Geometry,
  tile: usize,
  to: usize,
  channels: i32,
  pixels: i32,
): void {
  if (g.outW == 1 && pixels == 8) storeRows(g, tile, to, channels);
  else if (g.outC == 1 && channels == 4 && pixels == 8)
    storeColumns(g, tile, to);
  else storeElements(g, tile, to, channels, pixels);
}

function storeRows(g: Geometry, tile: usize, to: usize, channels: i32): void {
  for (let c = 0; c < channels; c++) {
    const row = at(to, c * g.outC);
    v128.store(row, v128.load(tile));
    v128.store(row, v128.load(tile, 16), 16);
    tile += 32;
  }
}

/** nhwc: a pixel's 4 channels are neighbours. */
function storeColumns(g: Geometry, tile: usize, to: usize): void {
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
  tile: usize,
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
