import { at } from './geometry';
import { clearRow, planeOf, Rois, storeFour } from './roi';

/** Half away from zero; no further than 32-bit products stay exact. */
function roundedPixel(g: Rois, coordinate: f32): i32 {
  const pixel = <f64>(coordinate * g.scale);
  const most: f64 = 1048576;
  const near = pixel >= -most ? min(pixel, most) : -most;
  const size = <i32>floor(abs(near) + 0.5);
  return near < 0 ? -size : size;
}

/** The first pixel of a bin of a region of so many. */
function firstPixel(
  start: i32,
  size: i32,
  bin: i32,
  bins: i32,
  side: i32,
): i32 {
  const offset = <i32>((<i64>bin * size) / bins);
  return min(max(start + offset, 0), side);
}

/** One past its last. */
function endPixel(start: i32, size: i32, bin: i32, bins: i32, side: i32): i32 {
  const offset = <i32>(((<i64>bin + 1) * size + bins - 1) / bins);
  return min(max(start + offset, 0), side);
}

/** A part is a row of bins of a region. */
export function poolRows(
  g: Rois,
  packed: usize,
  boxes: usize,
  output: usize,
  first: i32,
  end: i32,
): void {
  for (let part = first; part < end; part++) {
    const roi = part / g.binsY;
    const binY = part - roi * g.binsY;
    const box = at(boxes, 5 * roi);
    const to = at(output, roi * g.outN + binY * g.outH);
    const plane = planeOf(g, packed, box);
    if (!plane) {
      clearRow(g, to);
      continue;
    }
    const left = roundedPixel(g, load<f32>(box, 4));
    const upper = roundedPixel(g, load<f32>(box, 8));
    const width = max(roundedPixel(g, load<f32>(box, 12)) - left + 1, 1);
    const height = max(roundedPixel(g, load<f32>(box, 16)) - upper + 1, 1);
    const y0 = firstPixel(upper, height, binY, g.binsY, g.height);
    const y1 = endPixel(upper, height, binY, g.binsY, g.height);
    for (let binX = 0; binX < g.binsX; binX++) {
      const x0 = firstPixel(left, width, binX, g.binsX, g.width);
      const x1 = endPixel(left, width, binX, g.binsX, g.width);
      poolBin(g, plane, at(to, binX * g.outW), y0, y1, x0, x1);
    }
  }
}

/** The largest value of a window, for all channels. */
function poolBin(
  g: Rois,
  plane: usize,
  to: usize,
  y0: i32,
  y1: i32,
  x0: i32,
  x1: i32,
): void {
  const fours = (g.channels + 3) >> 2;
  const empty = y0 >= y1 || x0 >= x1;
  const start = f32x4.splat(empty ? 0 : -Infinity);
  const step = 16 * <usize>g.packedW;
  for (let four = 0; four < fours; four++) {
    let best = start;
    for (let y = y0; y < y1; y++) {
      let from =
        plane + 16 * <usize>(four * g.packedC + y * g.packedH + x0 * g.packedW);
      for (let x = x0; x < x1; x++) {
        best = f32x4.max(best, v128.load(from));
        from += step;
      }
    }
    storeFour(g, to, four, best);
  }
}
