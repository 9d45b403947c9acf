import { at, Geometry } from './geometry';
import { storeTransposed } from './simd';

/** Rows and columns in the input of the top left taps of 8 pixels. */
const rows = memory.data(8 * 4, 16);
const columns = memory.data(8 * 4, 16);
/** What a tap in the padding reads. */
const zeros = memory.data(16, 16);
/** Where each of 4 pixels reads next, and the bytes from there to the next. */
const from = memory.data(4 * 4, 16);

/**
 * Gathers what 8 output pixels read, as [ky][kx][channel][8 pixels]. Pixels
 * past the end repeat the last one; their sums are never stored.
 */
export function packPixels(
  g: Geometry,
  input: usize,
  firstPixel: i32,
  panel: usize,
): void {
  locate(g, firstPixel);
  const channels = g.inPerGroup;
  const stride = g.strideX;
  const reach = 7 * stride;
  const run =
    g.inW == 1 &&
    stride <= 2 &&
    load<i32>(rows) == load<i32>(rows, 28) &&
    load<i32>(columns) + reach == load<i32>(columns, 28);
  for (let ky = 0; ky < g.kernelHeight; ky++)
    for (let kx = 0; kx < g.kernelWidth; kx++) {
      const dy = ky * g.dilationY;
      const dx = kx * g.dilationX;
      const y = load<i32>(rows) + dy;
      const x = load<i32>(columns) + dx;
      if (
        run &&
        <u32>y < <u32>g.inHeight &&
        x >= 0 &&
        // Stride 2 loads 16 neighbours to use 8.
        x + reach + stride <= g.inWidth
      ) {
        packRun(g, at(input, y * g.inH + x), panel);
      } else {
        packFour(g, input, dy, dx, 0, panel);
        packFour(g, input, dy, dx, 16, panel + 16);
      }
      panel += (<usize>channels) << 5;
    }
}

/** One tap of 8 pixels that are neighbours, or every other one, in a row. */
function packRun(g: Geometry, pixel: usize, panel: usize): void {
  const end = panel + ((<usize>g.inPerGroup) << 5);
  const step = at(0, g.inC);
  if (g.strideX == 1)
    for (; panel < end; panel += 32, pixel += step) {
      v128.store(panel, v128.load(pixel));
      v128.store(panel, v128.load(pixel, 16), 16);
    }
  else
    for (; panel < end; panel += 32, pixel += step) {
      v128.store(panel, even(pixel));
      v128.store(panel, even(pixel + 32), 16);
    }
}

function even(from: usize): v128 {
  return v128.shuffle<f32>(v128.load(from), v128.load(from, 16), 0, 2, 4, 6);
}

function locate(g: Geometry, firstPixel: i32): void {
  const end = g.outHeight * g.outWidth - 1;
  let y = firstPixel / g.outWidth;
  let x = firstPixel - y * g.outWidth;
  for (let i = 0; i < 8; i++) {
    store<i32>(at(rows, i), y * g.strideY - g.padTop);
    store<i32>(at(columns, i), x * g.strideX - g.padLeft);
    if (firstPixel + i >= end) continue;
    x++;
    if (x == g.outWidth) {
      x = 0;
      y++;
    }
  }
}

/** One tap of 4 pixels, `half` bytes into the rows and columns. */
function packFour(
  g: Geometry,
  input: usize,
  dy: i32,
  dx: i32,
  half: usize,
  panel: usize,
): void {
  let inside = 0;
  for (let i: usize = 0; i < 16; i += 4) {
    const y = load<i32>(rows + half + i) + dy;
    const x = load<i32>(columns + half + i) + dx;
    const padded = <u32>y >= <u32>g.inHeight || <u32>x >= <u32>g.inWidth;
    if (!padded) inside |= 1 << ((<i32>i) >> 2);
    store<usize>(from + i, padded ? zeros : at(input, y * g.inH + x * g.inW));
  }
  let p0 = load<usize>(from);
  let p1 = load<usize>(from, 4);
  let p2 = load<usize>(from, 8);
  let p3 = load<usize>(from, 12);
  let left = g.inPerGroup;
  if (g.inC == 1)
    for (; left >= 4; left -= 4) {
      storeTransposed(
        v128.load(p0),
        v128.load(p1),
        v128.load(p2),
        v128.load(p3),
        panel,
        32,
      );
      p0 += inside & 1 ? 16 : 0;
      p1 += inside & 2 ? 16 : 0;
      p2 += inside & 4 ? 16 : 0;
      p3 += inside & 8 ? 16 : 0;
      panel += 128;
    }
  const step = at(0, g.inC);
  const s0 = inside & 1 ? step : 0;
  const s1 = inside & 2 ? step : 0;
  const s2 = inside & 4 ? step : 0;
  const s3 = inside & 8 ? step : 0;
  for (; left > 0; left--) {
    let four = v128.load32_zero(p0);
    four = v128.load_lane<f32>(p1, four, 1);
    four = v128.load_lane<f32>(p2, four, 2);
    four = v128.load_lane<f32>(p3, four, 3);
    v128.store(panel, four);
    p0 += s0;
    p1 += s1;
    p2 += s2;
    p3 += s3;
    panel += 32;
  }
}
