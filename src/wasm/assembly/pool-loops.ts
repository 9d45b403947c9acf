/** The loops of the pooling kernels, made once for each reduction. */
import { at } from './geometry';
import { countedAcross, countedDown, PoolGeometry } from './pool-geometry';

/** The definition, for the planes first … end, one output after the other. */
export function scalar<R>(
  g: PoolGeometry,
  input: usize,
  output: usize,
  first: i32,
  end: i32,
): void {
  for (let plane = first; plane < end; plane++) {
    const n = plane / g.channels;
    const c = plane % g.channels;
    const from = at(input, n * g.inN + c * g.inC);
    const to = at(output, n * g.outN + c * g.outC);
    for (let y = 0; y < g.outHeight; y++)
      for (let x = 0; x < g.outWidth; x++)
        store<f32>(at(to, y * g.outH + x * g.outW), windowAt<R>(g, from, y, x));
  }
}

function windowAt<R>(g: PoolGeometry, from: usize, y: i32, x: i32): f32 {
  let total = f32x4.splat(changetype<R>(0).start());
  for (let ky = 0; ky < g.windowHeight; ky++) {
    const inY = y * g.strideY + ky * g.dilationY - g.padTop;
    if (<u32>inY >= <u32>g.inHeight) continue;
    for (let kx = 0; kx < g.windowWidth; kx++) {
      const inX = x * g.strideX + kx * g.dilationX - g.padLeft;
      if (<u32>inX >= <u32>g.inWidth) continue;
      total = take<R>(
        total,
        v128.load32_splat(at(from, inY * g.inH + inX * g.inW)),
      );
    }
  }
  const taps = countedDown(g, y) * countedAcross(g, x);
  return f32x4.extract_lane(finish<R>(total, taps), 0);
}

function take<R>(total: v128, x: v128): v128 {
  return changetype<R>(0).merge(total, changetype<R>(0).lift(x));
}

function finish<R>(total: v128, taps: i32): v128 {
  return changetype<R>(0).finish(total, f32x4.splat(<f32>taps));
}

/** Merges four lanes into each of them. */
function across<R>(total: v128): v128 {
  const half = v128.shuffle<f32>(total, total, 2, 3, 0, 1);
  const pairs = changetype<R>(0).merge(total, half);
  const other = v128.shuffle<f32>(pairs, pairs, 1, 0, 3, 2);
  return changetype<R>(0).merge(pairs, other);
}

/** Global pooling of the planes first … end: each is one run of memory. */
export function planes<R>(
  g: PoolGeometry,
  input: usize,
  output: usize,
  first: i32,
  end: i32,
): void {
  const count = g.inHeight * g.inWidth;
  const start = f32x4.splat(changetype<R>(0).start());
  for (let plane = first; plane < end; plane++) {
    const from = at(input, plane * count);
    // Two sums, so that one does not wait for the other.
    let even = start;
    let odd = start;
    let i = 0;
    for (; i + 8 <= count; i += 8) {
      even = take<R>(even, v128.load(at(from, i)));
      odd = take<R>(odd, v128.load(at(from, i + 4)));
    }
    let total = across<R>(changetype<R>(0).merge(even, odd));
    for (; i < count; i++)
      total = take<R>(total, v128.load32_splat(at(from, i)));
    const value = f32x4.extract_lane(finish<R>(total, count), 0);
    store<f32>(at(output, plane), value);
  }
}

/**
 * nchw, the planes first … end. A row of windows is first reduced down, into
 * `row`, whose ends stay what padding is: nothing. Then four windows at once
 * are reduced across. `counts` says how many columns of each are inside.
 */
export function rows<R>(
  g: PoolGeometry,
  input: usize,
  row: usize,
  counts: usize,
  output: usize,
  length: i32,
  first: i32,
  end: i32,
): void {
  for (let i = 0; i < length; i++)
    store<f32>(at(row, i), changetype<R>(0).start());
  for (let x = 0; x < g.outWidth; x++) {
    store<f32>(at(counts, x), <f32>countedAcross(g, x));
  }
  for (let plane = first; plane < end; plane++) {
    const from = at(input, plane * g.inHeight * g.inWidth);
    const to = at(output, plane * g.outHeight * g.outWidth);
    for (let y = 0; y < g.outHeight; y++) {
      const top = y * g.strideY - g.padTop;
      down<R>(g, from, at(row, g.padLeft), top);
      const taps = countedDown(g, y);
      side<R>(g, row, counts, at(to, y * g.outWidth), f32x4.splat(<f32>taps));
    }
  }
}

function down<R>(g: PoolGeometry, from: usize, row: usize, top: i32): void {
  const start = f32x4.splat(changetype<R>(0).start());
  const width = g.inWidth;
  for (let x = 0; x < width; x += 4) {
    // The last four overlap those before them.
    const column = width < 4 ? x : min<i32>(x, width - 4);
    let total = start;
    for (let ky = 0; ky < g.windowHeight; ky++) {
      const inY = top + ky * g.dilationY;
      if (<u32>inY >= <u32>g.inHeight) continue;
      const source = at(from, inY * width + column);
      total = take<R>(
        total,
        width < 4 ? few(source, width) : v128.load(source),
      );
    }
    if (width < 4) storeFew(row, total, width);
    else v128.store(at(row, column), total);
  }
}

function side<R>(
  g: PoolGeometry,
  row: usize,
  counts: usize,
  to: usize,
  taps: v128,
): void {
  for (let x = 0; x < g.outWidth; x += 4) {
    const left = at(row, x * g.strideX);
    let total = fours(left, g.strideX);
    for (let kx = 1; kx < g.windowWidth; kx++) {
      const more = fours(at(left, kx * g.dilationX), g.strideX);
      total = changetype<R>(0).merge(total, more);
    }
    const inside = f32x4.mul(taps, v128.load(at(counts, x)));
    const values = changetype<R>(0).finish(total, inside);
    const left4 = g.outWidth - x;
    if (left4 < 4) storeFew(at(to, x), values, left4);
    else v128.store(at(to, x), values);
  }
}

/** Four floats, `stride` floats apart. */
function fours(from: usize, stride: i32): v128 {
  const low = v128.load(from);
  if (stride === 1) return low;
  if (stride === 2)
    return v128.shuffle<f32>(low, v128.load(from + 16), 0, 2, 4, 6);
  let all = v128.load32_zero(from);
  all = v128.load_lane<f32>(at(from, stride), all, 1);
  all = v128.load_lane<f32>(at(from, 2 * stride), all, 2);
  return v128.load_lane<f32>(at(from, 3 * stride), all, 3);
}

/** One, two or three floats. */
function few(from: usize, count: i32): v128 {
  let all = v128.load32_zero(from);
  if (count > 1) all = v128.load_lane<f32>(at(from, 1), all, 1);
  return count > 2 ? v128.load_lane<f32>(at(from, 2), all, 2) : all;
}

function storeFew(to: usize, values: v128, count: i32): void {
  v128.store_lane<f32>(to, values, 0);
  if (count > 1) v128.store_lane<f32>(at(to, 1), values, 1);
  if (count > 2) v128.store_lane<f32>(at(to, 2), values, 2);
}

/** nhwc, the rows first … end of all images: four channels at once. */
export function channels<R>(
  g: PoolGeometry,
  input: usize,
  output: usize,
  first: i32,
  end: i32,
): void {
  for (let line = first; line < end; line++) {
    const from = at(input, (line / g.outHeight) * g.inN);
    const to = at(output, line * g.outH);
    const y = line % g.outHeight;
    for (let x = 0; x < g.outWidth; x++)
      pixel<R>(g, from, at(to, x * g.outW), y, x);
  }
}

function pixel<R>(
  g: PoolGeometry,
  from: usize,
  to: usize,
  y: i32,
  x: i32,
): void {
  const start = f32x4.splat(changetype<R>(0).start());
  const top = y * g.strideY - g.padTop;
  const left = x * g.strideX - g.padLeft;
  const taps = countedDown(g, y) * countedAcross(g, x);
  const width = g.channels;
  for (let c = 0; c < width; c += 4) {
    // The last four overlap those before them.
    const channel = width < 4 ? c : min<i32>(c, width - 4);
    let total = start;
    for (let ky = 0; ky < g.windowHeight; ky++) {
      const inY = top + ky * g.dilationY;
      if (<u32>inY >= <u32>g.inHeight) continue;
      for (let kx = 0; kx < g.windowWidth; kx++) {
        const inX = left + kx * g.dilationX;
        if (<u32>inX >= <u32>g.inWidth) continue;
        const source = at(from, inY * g.inH + inX * width + channel);
        total = take<R>(
          total,
          width < 4 ? few(source, width) : v128.load(source),
        );
      }
    }
    const values = finish<R>(total, taps);
    if (width < 4) storeFew(to, values, width);
    else v128.store(at(to, channel), values);
  }
}
