/** Where Winograd's tiles read and write. */
import { at, Geometry } from './geometry';

/** The order of the fields is that of src/ops/conv2d/wasm-winograd.ts. */
@unmanaged
export class Tiles {
  across: i32;
  down: i32;
  /** Of the padded planes, whose columns are sorted into even and odd. */
  phaseLength: i32;
  planeSize: i32;
}

/** Elements from a plane's start to a tile; tiles past the end are the last. */
export function placeOffset(tiles: Tiles, tile: i32): i32 {
  const index = min(tile, tiles.across * tiles.down - 1);
  const y = index / tiles.across;
  const x = index - y * tiles.across;
  return y * 4 * tiles.phaseLength + x;
}

/** One element of each of four tiles. */
export function loadFour(plane: usize, a: i32, b: i32, c: i32, d: i32): v128 {
  if (d == a + 3) return v128.load(at(plane, a));
  let four = v128.load32_zero(at(plane, a));
  four = v128.load_lane<f32>(at(plane, b), four, 1);
  four = v128.load_lane<f32>(at(plane, c), four, 2);
  return v128.load_lane<f32>(at(plane, d), four, 3);
}

/** All pixels of four tiles lie in one row of tiles and in the output. */
export function isWhole(
  g: Geometry,
  tiles: Tiles,
  tile: i32,
  count: i32,
): bool {
  const y = tile / tiles.across;
  const x = tile - y * tiles.across;
  return (
    g.outW == 1 &&
    count == 4 &&
    2 * (x + 4) <= g.outWidth &&
    2 * (y + 1) <= g.outHeight
  );
}

/** Row `row` of each of `count` tiles, of which some pixels may be outside. */
export function storeRow(
  g: Geometry,
  tiles: Tiles,
  line: usize,
  to: usize,
  tile: i32,
  count: i32,
  row: i32,
): void {
  for (let t = 0; t < count; t++) {
    const tileY = (tile + t) / tiles.across;
    const y = 2 * tileY + row;
    const x = (tile + t - tileY * tiles.across) * 2;
    if (y >= g.outHeight) continue;
    const width = min(2, g.outWidth - x);
    for (let i = 0; i < width; i++)
      store<f32>(
        at(to, y * g.outH + (x + i) * g.outW),
        load<f32>(at(line, t * 2 + i)),
      );
  }
}

/** The reverse of {@link storeRow}; what is outside stays as it is. */
export function loadRow(
  g: Geometry,
  tiles: Tiles,
  from: usize,
  line: usize,
  tile: i32,
  count: i32,
  row: i32,
): void {
  for (let t = 0; t < count; t++) {
    const tileY = (tile + t) / tiles.across;
    const y = 2 * tileY + row;
    const x = (tile + t - tileY * tiles.across) * 2;
    if (y >= g.outHeight) continue;
    const width = min(2, g.outWidth - x);
    for (let i = 0; i < width; i++)
      store<f32>(
        at(line, t * 2 + i),
        load<f32>(at(from, y * g.outH + (x + i) * g.outW)),
      );
  }
}
