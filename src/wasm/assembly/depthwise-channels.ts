/**
 * Depthwise, nhwc: the channels of a pixel are neighbours, so 16 of them are
 * summed at once. Taps in the padding are skipped. A part is a row of outputs.
 */
import { activate, activateOne } from './activation';
import { at, biasOf, Geometry, setResidual } from './geometry';
import { multiplyAdd } from './simd';

export function convChannels(
  g: Geometry,
  input: usize,
  taps: usize,
  bias: usize,
  residual: usize,
  output: usize,
  first: i32,
  end: i32,
): void {
  setResidual(g, residual, output);
  for (let part = first; part < end; part++) {
    const n = part / g.outHeight;
    const y = part - n * g.outHeight;
    const top = y * g.strideY - g.padTop;
    const ky0 = firstTap(top, g.dilationY);
    const ky1 = endTap(top, g.dilationY, g.inHeight, g.kernelHeight);
    for (let x = 0; x < g.outWidth; x++) {
      const left = x * g.strideX - g.padLeft;
      const kx0 = firstTap(left, g.dilationX);
      const kx1 = endTap(left, g.dilationX, g.inWidth, g.kernelWidth);
      const from =
        n * g.inN +
        (top + ky0 * g.dilationY) * g.inH +
        (left + kx0 * g.dilationX) * g.inW;
      sumPixel(
        g,
        at(input, from),
        at(taps, (ky0 * g.kernelWidth + kx0) * g.groups),
        bias,
        at(output, n * g.outN + y * g.outH + x * g.outW),
        // A window may lie wholly in the padding.
        max(0, ky1 - ky0),
        max(0, kx1 - kx0),
      );
    }
  }
}

/** The first tap at or past the start of the input. */
function firstTap(start: i32, dilation: i32): i32 {
  return start < 0 ? (dilation - 1 - start) / dilation : 0;
}

/** One past the last tap before the end of the input. */
function endTap(start: i32, dilation: i32, length: i32, taps: i32): i32 {
  const room = length - start;
  return room > 0 ? min(taps, (room + dilation - 1) / dilation) : 0;
}

function sumPixel(
  g: Geometry,
  from: usize,
  taps: usize,
  bias: usize,
  to: usize,
  height: i32,
  width: i32,
): void {
  const channels = g.groups;
  const columnStep = at(0, g.dilationX * g.inW);
  const rowStep = at(0, g.dilationY * g.inH);
  const tapStep = at(0, channels);
  const tapRowStep = at(0, channels * g.kernelWidth);
  let c = 0;
  for (; c + 16 <= channels; c += 16) {
    let s0 = biasFour(bias, c);
    let s1 = biasFour(bias, c + 4);
    let s2 = biasFour(bias, c + 8);
    let s3 = biasFour(bias, c + 12);
    for (let ky = 0; ky < height; ky++) {
      let x = at(from, c) + <usize>ky * rowStep;
      let w = at(taps, c) + <usize>ky * tapRowStep;
      for (let kx = 0; kx < width; kx++) {
        s0 = multiplyAdd(v128.load(w), v128.load(x), s0);
        s1 = multiplyAdd(v128.load(w, 16), v128.load(x, 16), s1);
        s2 = multiplyAdd(v128.load(w, 32), v128.load(x, 32), s2);
        s3 = multiplyAdd(v128.load(w, 48), v128.load(x, 48), s3);
        x += columnStep;
        w += tapStep;
      }
    }
    const line = at(to, c);
    if (g.residual) {
      const from = line + g.residual;
      s0 = f32x4.add(s0, v128.load(from));
      s1 = f32x4.add(s1, v128.load(from, 16));
      s2 = f32x4.add(s2, v128.load(from, 32));
      s3 = f32x4.add(s3, v128.load(from, 48));
    }
    v128.store(line, activate(g, s0));
    v128.store(line, activate(g, s1), 16);
    v128.store(line, activate(g, s2), 32);
    v128.store(line, activate(g, s3), 48);
  }
  for (; c + 4 <= channels; c += 4) {
    let sum = biasFour(bias, c);
    for (let ky: usize = 0; ky < <usize>height; ky++)
      for (let kx: usize = 0; kx < <usize>width; kx++)
        sum = multiplyAdd(
          v128.load(at(taps, c) + ky * tapRowStep + kx * tapStep),
          v128.load(at(from, c) + ky * rowStep + kx * columnStep),
          sum,
        );
    const line = at(to, c);
    if (g.residual) sum = f32x4.add(sum, v128.load(line + g.residual));
    v128.store(line, activate(g, sum));
  }
  for (; c < channels; c++) {
    let sum = biasOf(bias, c);
    for (let ky: usize = 0; ky < <usize>height; ky++)
      for (let kx: usize = 0; kx < <usize>width; kx++)
        sum +=
          load<f32>(at(taps, c) + ky * tapRowStep + kx * tapStep) *
          load<f32>(at(from, c) + ky * rowStep + kx * columnStep);
    const line = at(to, c);
    if (g.residual) sum += load<f32>(line + g.residual);
    store<f32>(line, activateOne(g, sum));
  }
}

function biasFour(bias: usize, channel: i32): v128 {
  return bias ? v128.load(at(bias, channel)) : f32x4.splat(0);
}
