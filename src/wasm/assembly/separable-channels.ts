/**
 * Depthwise, then pointwise, nhwc: 4 pixels × 8 channels are summed at once,
 * so that a weight serves four pixels, and turned into the panels that the
 * pointwise product reads. A part is a block of pixels of an image.
 */
import { activate, activateOne } from './activation';
import { at, biasOf, Geometry, setResidual } from './geometry';
import { multiplyBlock } from './separable-product';
import { multiplyAdd, storeTransposed } from './simd';

/** Numbers of a tap in `reads`: where its weights lie, then four pixels. */
const READ: i32 = 5;

/** `zeros` is what pixels read in the padding: as long as all channels. */
export function separableChannels(
  g: Geometry,
  point: Geometry,
  input: usize,
  taps: usize,
  depthwiseBias: usize,
  panels: usize,
  bias: usize,
  residual: usize,
  reads: usize,
  zeros: usize,
  block: usize,
  tile: usize,
  output: usize,
  blockPixels: i32,
  first: i32,
  end: i32,
): void {
  setResidual(point, residual, output);
  const channels = g.groups;
  const allPixels = g.outHeight * g.outWidth;
  const blocks = (allPixels + blockPixels - 1) / blockPixels;
  memory.fill(zeros, 0, at(0, channels));
  for (let part = first; part < end; part++) {
    const n = part / blocks;
    const start = (part - n * blocks) * blockPixels;
    const pixels = min(blockPixels, allPixels - start);
    const from = at(input, n * g.inN);
    for (let p = 0; p < pixels; p += 4) {
      const panel = at(block, (p & ~7) * channels + (p & 4));
      const readEnd = locate(g, from, taps, zeros, reads, start + p);
      sumFour(g, reads, readEnd, depthwiseBias, panel);
    }
    const to = at(output, n * point.outN + start * point.outW);
    multiplyBlock(point, channels, block, panels, bias, tile, to, pixels);
  }
}

/**
 * Writes where four pixels read at each tap; a tap in the padding of all four
 * is left out. Pixels past the end repeat the last one. Returns the end.
 */
function locate(
  g: Geometry,
  input: usize,
  taps: usize,
  zeros: usize,
  reads: usize,
  firstPixel: i32,
): usize {
  const row = firstPixel / g.outWidth;
  const column = firstPixel - row * g.outWidth;
  const top = row * g.strideY - g.padTop;
  const left = column * g.strideX - g.padLeft;
  const reachY = (g.kernelHeight - 1) * g.dilationY;
  const reachX = (g.kernelWidth - 1) * g.dilationX + 3 * g.strideX;
  const inner =
    column + 4 <= g.outWidth &&
    top >= 0 &&
    left >= 0 &&
    top + reachY < g.inHeight &&
    left + reachX < g.inWidth;
  const pixelStep = at(0, g.strideX * g.inW);
  let to = reads;
  for (let ky = 0; ky < g.kernelHeight; ky++)
    for (let kx = 0; kx < g.kernelWidth; kx++) {
      const y = top + ky * g.dilationY;
      const x = left + kx * g.dilationX;
      store<usize>(to, taps);
      taps = at(taps, g.groups);
      if (inner) {
        const read = at(input, y * g.inH + x * g.inW);
        store<usize>(to, read, 4);
        store<usize>(to, read + pixelStep, 8);
        store<usize>(to, read + 2 * pixelStep, 12);
        store<usize>(to, read + 3 * pixelStep, 16);
        to = at(to, READ);
      } else if (locateEach(g, input, zeros, to, row, column, y, x))
        to = at(to, READ);
    }
  return to;
}

/** One tap of four pixels at a border; whether any of them is inside. */
function locateEach(
  g: Geometry,
  input: usize,
  zeros: usize,
  to: usize,
  row: i32,
  column: i32,
  y: i32,
  x: i32,
): bool {
  let inside = false;
  for (let i = 0; i < 4; i++) {
    let read = zeros;
    if (<u32>y < <u32>g.inHeight && <u32>x < <u32>g.inWidth) {
      read = at(input, y * g.inH + x * g.inW);
      inside = true;
    }
    to += 4;
    store<usize>(to, read);
    if (column + 1 < g.outWidth) {
      column++;
      x += g.strideX;
    } else if (row + 1 < g.outHeight) {
      x -= column * g.strideX;
      column = 0;
      row++;
      y += g.strideY;
    }
  }
  return inside;
}

/** All channels of four pixels, [channel][8 pixels], 4 of the 8 written. */
function sumFour(
  g: Geometry,
  reads: usize,
  end: usize,
  bias: usize,
  panel: usize,
): void {
  const channels = g.groups;
  let c = 0;
  for (; c + 8 <= channels; c += 8) {
    const byte = at(0, c);
    let a0 = biasFour(bias, c);
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    let b0 = biasFour(bias, c + 4);
    let b1 = b0;
    let b2 = b0;
    let b3 = b0;
    for (let tap = reads; tap < end; tap = at(tap, READ)) {
      const weights = load<usize>(tap) + byte;
      const low = v128.load(weights);
      const high = v128.load(weights, 16);
      let x = load<usize>(tap, 4) + byte;
      a0 = multiplyAdd(low, v128.load(x), a0);
      b0 = multiplyAdd(high, v128.load(x, 16), b0);
      x = load<usize>(tap, 8) + byte;
      a1 = multiplyAdd(low, v128.load(x), a1);
      b1 = multiplyAdd(high, v128.load(x, 16), b1);
      x = load<usize>(tap, 12) + byte;
      a2 = multiplyAdd(low, v128.load(x), a2);
      b2 = multiplyAdd(high, v128.load(x, 16), b2);
      x = load<usize>(tap, 16) + byte;
      a3 = multiplyAdd(low, v128.load(x), a3);
      b3 = multiplyAdd(high, v128.load(x, 16), b3);
    }
    storeFour(g, a0, a1, a2, a3, at(panel, 8 * c));
    storeFour(g, b0, b1, b2, b3, at(panel, 8 * c + 32));
  }
  for (; c < channels; c++)
    for (let i = 0; i < 4; i++) {
      let sum = biasOf(bias, c);
      for (let tap = reads; tap < end; tap = at(tap, READ))
        sum +=
          load<f32>(at(load<usize>(tap), c)) *
          load<f32>(at(load<usize>(at(tap, i + 1)), c));
      store<f32>(at(panel, 8 * c + i), activateOne(g, sum));
    }
}

function storeFour(
  g: Geometry,
  a: v128,
  b: v128,
  c: v128,
  d: v128,
  to: usize,
): void {
  storeTransposed(
    activate(g, a),
    activate(g, b),
    activate(g, c),
    activate(g, d),
    to,
    32,
  );
}

function biasFour(bias: usize, channel: i32): v128 {
  return bias ? v128.load(at(bias, channel)) : f32x4.splat(0);
}
