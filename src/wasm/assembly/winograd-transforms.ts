/** Winograd's transforms, on four tiles at once. */
import { activate } from './activation';
import { at, Geometry } from './geometry';
import { isWhole, loadFour, loadRow, storeRow, Tiles } from './winograd-tiles';

/** Bᵀ d B: the columns, through `work`, then the rows. */
export function transformInput(
  tiles: Tiles,
  plane: usize,
  a: i32,
  b: i32,
  c: i32,
  d: i32,
  work: usize,
  to: usize,
  placeStep: usize,
): void {
  const row = at(0, 2 * tiles.phaseLength);
  for (let x = 0; x < 4; x++) {
    let from = at(plane, (x & 1) * tiles.phaseLength + (x >> 1));
    const d0 = loadFour(from, a, b, c, d);
    from += row;
    const d1 = loadFour(from, a, b, c, d);
    from += row;
    const d2 = loadFour(from, a, b, c, d);
    from += row;
    const d3 = loadFour(from, a, b, c, d);
    const column = work + ((<usize>x) << 4);
    v128.store(column, f32x4.sub(d0, d2), 0);
    v128.store(column, f32x4.add(d1, d2), 64);
    v128.store(column, f32x4.sub(d2, d1), 128);
    v128.store(column, f32x4.sub(d1, d3), 192);
  }
  for (let y = 0; y < 4; y++) {
    const d0 = v128.load(work, 0);
    const d1 = v128.load(work, 16);
    const d2 = v128.load(work, 32);
    const d3 = v128.load(work, 48);
    v128.store(to, f32x4.sub(d0, d2));
    v128.store(to + placeStep, f32x4.add(d1, d2));
    v128.store(to + 2 * placeStep, f32x4.sub(d2, d1));
    v128.store(to + 3 * placeStep, f32x4.sub(d1, d3));
    work += 64;
    to += 4 * placeStep;
  }
}

/** Aᵀ m A, the bias, the residual and the activation. */
export function transformOutput(
  g: Geometry,
  tiles: Tiles,
  sums: usize,
  bias: f32,
  work: usize,
  to: usize,
  tile: i32,
  count: i32,
): void {
  for (let x = 0; x < 4; x++) {
    const from = sums + ((<usize>x) << 7);
    const m0 = v128.load(from, 0);
    const m1 = v128.load(from, 512);
    const m2 = v128.load(from, 1024);
    const m3 = v128.load(from, 1536);
    const column = work + ((<usize>x) << 4);
    v128.store(column, f32x4.add(f32x4.add(m0, m1), m2), 0);
    v128.store(column, f32x4.sub(f32x4.sub(m1, m2), m3), 64);
  }
  const whole = isWhole(g, tiles, tile, count);
  const tileY = tile / tiles.across;
  const corner = 2 * (tileY * g.outH + (tile - tileY * tiles.across) * g.outW);
  const offset = f32x4.splat(bias);
  for (let y = 0; y < 2; y++) {
    const m0 = v128.load(work, 0);
    const m1 = v128.load(work, 16);
    const m2 = v128.load(work, 32);
    const m3 = v128.load(work, 48);
    const sum0 = f32x4.add(f32x4.add(m0, m1), m2);
    const sum1 = f32x4.sub(f32x4.sub(m1, m2), m3);
    const even = f32x4.add(sum0, offset);
    const odd = f32x4.add(sum1, offset);
    let low = v128.shuffle<f32>(even, odd, 0, 4, 1, 5);
    let high = v128.shuffle<f32>(even, odd, 2, 6, 3, 7);
    const line = whole ? at(to, corner + y * g.outH) : work;
    if (g.residual) {
      const from = whole ? line + g.residual : work;
      if (!whole) loadRow(g, tiles, to + g.residual, work, tile, count, y);
      low = f32x4.add(low, v128.load(from));
      high = f32x4.add(high, v128.load(from, 16));
    }
    v128.store(line, activate(g, low));
    v128.store(line, activate(g, high), 16);
    if (!whole) storeRow(g, tiles, work, to, tile, count, y);
    work += 64;
  }
}
