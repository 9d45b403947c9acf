import { at } from './geometry';
import {
  firstSample,
  samplesBefore,
  samplesOf,
  samplesUntil,
} from './roi-align';
import { clearRow, planeOf, Rois, storeFour } from './roi';

/**
 * The largest sample of each bin, or the largest weighted corner (mode 2): its
 * samples cannot be merged. A part is a row of bins of a region.
 */
export function alignMaximumRows(
  g: Rois,
  packed: usize,
  boxes: usize,
  output: usize,
  maxima: usize,
  first: i32,
  end: i32,
): void {
  const fours = (g.channels + 3) >> 2;
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
    const left = load<f32>(box, 4) * g.scale - g.shift;
    const upper = load<f32>(box, 8) * g.scale - g.shift;
    const right = load<f32>(box, 12) * g.scale - g.shift;
    const lower = load<f32>(box, 16) * g.scale - g.shift;
    const width = max(right - left, g.leastSize);
    const height = max(lower - upper, g.leastSize);
    const down = samplesOf(g, height, g.binsY);
    const across = samplesOf(g, width, g.binsX);
    const binHeight = height / <f32>g.binsY;
    const binWidth = width / <f32>g.binsX;
    const stepY = binHeight / <f32>max(down, 1);
    const stepX = binWidth / <f32>max(across, 1);
    const y0 = firstSample(upper, binHeight, binY, stepY);
    const top = samplesBefore(y0, stepY, down);
    const bottom = samplesUntil(y0, stepY, down, g.height);
    for (let binX = 0; binX < g.binsX; binX++) {
      const x0 = firstSample(left, binWidth, binX, stepX);
      const near = samplesBefore(x0, stepX, across);
      const far = samplesUntil(x0, stepX, across, g.width);
      // Samples that are left out lie outside: zeros.
      const all = down > 0 && across > 0 && near == 0 && far == across;
      const start = f32x4.splat(
        all && top == 0 && bottom == down ? -Infinity : 0,
      );
      for (let four = 0; four < fours; four++)
        v128.store(maxima + 16 * <usize>four, start);
      for (let i = top; i < bottom; i++)
        for (let j = near; j < far; j++)
          raise(g, plane, maxima, y0 + <f32>i * stepY, x0 + <f32>j * stepX);
      for (let four = 0; four < fours; four++)
        storeFour(
          g,
          at(to, binX * g.outW),
          four,
          v128.load(maxima + 16 * <usize>four),
        );
    }
  }
}

/** One sample of all channels. */
function raise(g: Rois, plane: usize, maxima: usize, y: f32, x: f32): void {
  const inside = y >= -1 && y <= <f32>g.height && x >= -1 && x <= <f32>g.width;
  const heldY = min(max(y, 0), <f32>(g.height - 1));
  const heldX = min(max(x, 0), <f32>(g.width - 1));
  const low = <i32>heldY;
  const near = <i32>heldX;
  const bottom = heldY - <f32>low;
  const right = heldX - <f32>near;
  const row = plane + 16 * <usize>(low * g.packedH);
  const next = plane + 16 * <usize>(min(low + 1, g.height - 1) * g.packedH);
  const column = 16 * <usize>(near * g.packedW);
  const beside = 16 * <usize>(min(near + 1, g.width - 1) * g.packedW);
  const share: f32 = inside ? 1 : 0;
  const wa = f32x4.splat(share * (1 - bottom) * (1 - right));
  const wb = f32x4.splat(share * (1 - bottom) * right);
  const wc = f32x4.splat(share * bottom * (1 - right));
  const wd = f32x4.splat(share * bottom * right);
  const fours = (g.channels + 3) >> 2;
  for (let four = 0; four < fours; four++) {
    const skip = 16 * <usize>(four * g.packedC);
    const a = f32x4.mul(v128.load(row + column + skip), wa);
    const b = f32x4.mul(v128.load(row + beside + skip), wb);
    const c = f32x4.mul(v128.load(next + column + skip), wc);
    const d = f32x4.mul(v128.load(next + beside + skip), wd);
    const value =
      g.mode == 1
        ? f32x4.add(f32x4.add(a, b), f32x4.add(c, d))
        : f32x4.max(f32x4.max(a, b), f32x4.max(c, d));
    const to = maxima + 16 * <usize>four;
    v128.store(to, f32x4.max(v128.load(to), value));
  }
}
