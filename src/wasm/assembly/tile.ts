import { clamp, hardSwish } from './activation';
import { at, Geometry } from './geometry';
import { storeTransposed } from './simd';

/**
 * Adds bias and residual, activates and stores what of 8 pixels × 4 channels lies in
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
  let v = bias ? v128.load_splat<f32>(bias) : f32x4.splat(0);
  a0 = f32x4.add(a0, v);
  a1 = f32x4.add(a1, v);
  v = bias && channels > 1 ? v128.load_splat<f32>(bias, 4) : f32x4.splat(0);
  b0 = f32x4.add(b0, v);
  b1 = f32x4.add(b1, v);
  v = bias && channels > 2 ? v128.load_splat<f32>(bias, 8) : f32x4.splat(0);
  c0 = f32x4.add(c0, v);
  c1 = f32x4.add(c1, v);
  v = bias && channels > 3 ? v128.load_splat<f32>(bias, 12) : f32x4.splat(0);
  d0 = f32x4.add(d0, v);
  d1 = f32x4.add(d1, v);
  // nchw: a channel's pixels are neighbours, and go straight to their place.
  const direct = g.outW == 1 && pixels == 8 && channels == 4;
  const step = direct ? at(0, g.outC) : 32;
  if (g.residual) {
    let from = to + g.residual;
    if (!direct) {
      loadTile(g, from, tile, channels, pixels);
      from = tile;
    }
    a0 = f32x4.add(a0, v128.load(from));
    a1 = f32x4.add(a1, v128.load(from, 16));
    from += step;
    b0 = f32x4.add(b0, v128.load(from));
    b1 = f32x4.add(b1, v128.load(from, 16));
    from += step;
    c0 = f32x4.add(c0, v128.load(from));
    c1 = f32x4.add(c1, v128.load(from, 16));
    from += step;
    d0 = f32x4.add(d0, v128.load(from));
    d1 = f32x4.add(d1, v128.load(from, 16));
  }
  if (g.hardSwish) {
    a0 = hardSwish(a0);
    a1 = hardSwish(a1);
    b0 = hardSwish(b0);
    b1 = hardSwish(b1);
    c0 = hardSwish(c0);
    c1 = hardSwish(c1);
    d0 = hardSwish(d0);
    d1 = hardSwish(d1);
  } else {
    const low = f32x4.splat(g.min);
    const high = f32x4.splat(g.max);
    a0 = clamp(a0, low, high);
    a1 = clamp(a1, low, high);
    b0 = clamp(b0, low, high);
    b1 = clamp(b1, low, high);
    c0 = clamp(c0, low, high);
    c1 = clamp(c1, low, high);
    d0 = clamp(d0, low, high);
    d1 = clamp(d1, low, high);
  }
  let line = direct ? to : tile;
  v128.store(line, a0);
  v128.store(line, a1, 16);
  line += step;
  v128.store(line, b0);
  v128.store(line, b1, 16);
  line += step;
  v128.store(line, c0);
  v128.store(line, c1, 16);
  line += step;
  v128.store(line, d0);
  v128.store(line, d1, 16);
  if (!direct) storeTile(g, tile, to, channels, pixels);
}

/** The residual of a tile, where its sums will wait; the rest stays as it is. */
function loadTile(
  g: Geometry,
  from: usize,
  tile: usize,
  channels: i32,
  pixels: i32,
): void {
  if (g.outC == 1 && channels == 4 && pixels == 8) {
    // nhwc: a pixel's 4 channels are neighbours.
    const step = at(0, g.outW);
    for (let half: usize = 0; half < 2; half++) {
      storeTransposed(
        v128.load(from),
        v128.load(from + step),
        v128.load(from + 2 * step),
        v128.load(from + 3 * step),
        tile + half * 16,
        32,
      );
      from += 4 * step;
    }
    return;
  }
  for (let c = 0; c < channels; c++)
    for (let p = 0; p < pixels; p++)
      store<f32>(
        at(tile, c * 8 + p),
        load<f32>(at(from, c * g.outC + p * g.outW)),
      );
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
