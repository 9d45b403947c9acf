/** deformConv2d: samples gathered as panels of pixels, then products. */
import { at, Geometry } from './geometry';
import { multiplyRow } from './packed';
import { multiplyAdd } from './simd';

/** Bytes to what 8 pixels read above and below, then weights of these. */
const BELOW = 32;
const WEIGHTS = 64;
const WEIGHTS_BELOW = 128;

/** Within reach of an integer; NaN is far away, and so outside. */
function near(offset: f32): f32 {
  return offset > -1e6 ? min<f32>(offset, 1e6) : -1e6;
}

/**
 * Where a tap is taken at a pixel of the output, as number `j` of the 8 of an
 * entry: two neighbours above and two below, with their weights. What lies
 * outside has none; a pair at the edge is moved inside.
 */
function place(
  g: Geometry,
  entry: usize,
  j: i32,
  pixel: i32,
  tap: i32,
  dy: f32,
  dx: f32,
  weight: f32,
): void {
  const outY = pixel / g.outWidth;
  const ky = tap / g.kernelWidth;
  const kx = tap - ky * g.kernelWidth;
  // Whole pixels by themselves: the rest keeps all its digits.
  const down = floor(dy);
  const across = floor(dx);
  const y = outY * g.strideY - g.padTop + ky * g.dilationY + <i32>down;
  const x =
    (pixel - outY * g.outWidth) * g.strideX -
    g.padLeft +
    kx * g.dilationX +
    <i32>across;
  const below = dy - down;
  const right = dx - across;
  const rows = g.inHeight;
  const columns = g.inWidth;
  const top: f32 = <u32>y < <u32>rows ? (1 - below) * weight : 0;
  const bottom: f32 = <u32>(y + 1) < <u32>rows ? below * weight : 0;
  let first: f32 = <u32>x < <u32>columns ? 1 - right : 0;
  let second: f32 = <u32>(x + 1) < <u32>columns ? right : 0;
  if (x == -1) {
    first = second;
    second = 0;
  } else if (x == columns - 1 && columns > 1) {
    second = first;
    first = 0;
  }
  const column = min(max(x, 0), max(columns - 2, 0));
  const index = entry + 4 * <usize>j;
  store<i32>(index, 4 * (min(max(y, 0), rows - 1) * columns + column));
  store<i32>(
    index,
    4 * (min(max(y + 1, 0), rows - 1) * columns + column),
    BELOW,
  );
  const weights = entry + 8 * <usize>j;
  store<f32>(weights, top * first, WEIGHTS);
  store<f32>(weights, top * second, WEIGHTS + 4);
  store<f32>(weights, bottom * first, WEIGHTS_BELOW);
  store<f32>(weights, bottom * second, WEIGHTS_BELOW + 4);
}

/** Two pairs of neighbours; in a single column there is no neighbour. */
function pairs(plane: usize, entry: usize, single: bool): v128 {
  const a = plane + load<i32>(entry);
  const b = plane + load<i32>(entry, 4);
  return single
    ? v128.load_lane<f32>(b, v128.load32_zero(a), 2)
    : v128.load64_lane(b, v128.load64_zero(a), 1);
}

/** Two pixels as weighted pairs, whose halves are still to be added. */
function weighed(plane: usize, entry: usize, k: usize, single: bool): v128 {
  const index = entry + 8 * k;
  const weights = entry + 16 * k;
  return multiplyAdd(
    pairs(plane, index + BELOW, single),
    v128.load(weights, WEIGHTS_BELOW),
    f32x4.mul(pairs(plane, index, single), v128.load(weights, WEIGHTS)),
  );
}

/** Four pixels, from the first or the second half of an entry. */
function sampleFour(plane: usize, entry: usize, k: usize, single: bool): v128 {
  const ab = weighed(plane, entry, k, single);
  const cd = weighed(plane, entry, k + 1, single);
  return f32x4.add(
    v128.shuffle<f32>(ab, cd, 0, 2, 4, 6),
    v128.shuffle<f32>(ab, cd, 1, 3, 5, 7),
  );
}

/** A panel of 8 pixels: [input channel of the group][tap][8]. */
function gather(
  g: Geometry,
  input: usize,
  offset: usize,
  mask: usize,
  entry: usize,
  panel: usize,
  n: i32,
  group: i32,
  start: i32,
  count: i32,
  offsetGroups: i32,
): void {
  const pixels = g.outHeight * g.outWidth;
  const taps = g.kernelHeight * g.kernelWidth;
  const perOffsetGroup = (g.groups * g.inPerGroup) / offsetGroups;
  const firstChannel = group * g.inPerGroup;
  const endChannel = firstChannel + g.inPerGroup;
  const single = g.inWidth == 1;
  for (let c = firstChannel; c < endChannel;) {
    const offsetGroup = c / perOffsetGroup;
    const end = min(endChannel, (offsetGroup + 1) * perOffsetGroup);
    for (let tap = 0; tap < taps; tap++) {
      const which = (n * offsetGroups + offsetGroup) * taps + tap;
      for (let j = 0; j < 8; j++) {
        const pixel = start + min(j, count - 1);
        const move = at(offset, 2 * which * pixels + pixel);
        const weight: f32 = mask
          ? load<f32>(at(mask, which * pixels + pixel))
          : 1;
        const dx = load<f32>(at(move, pixels));
        place(g, entry, j, pixel, tap, near(load<f32>(move)), near(dx), weight);
      }
      for (let i = c; i < end; i++) {
        const plane = at(input, n * g.inN + i * g.inC);
        const to = panel + 32 * <usize>((i - firstChannel) * taps + tap);
        v128.store(to, sampleFour(plane, entry, 0, single));
        v128.store(to, sampleFour(plane, entry, 2, single), 16);
      }
    }
    c = end;
  }
}

/** A part is a block of pixels of one group: [image][group][block]. */
export function deformPacked(
  g: Geometry,
  input: usize,
  offset: usize,
  mask: usize,
  panels: usize,
  bias: usize,
  output: usize,
  block: usize,
  tile: usize,
  entry: usize,
  offsetGroups: i32,
  blockPixels: i32,
  first: i32,
  end: i32,
): void {
  const pixels = g.outHeight * g.outWidth;
  const terms = g.inPerGroup * g.kernelHeight * g.kernelWidth;
  const blocks = (pixels + blockPixels - 1) / blockPixels;
  const groupPanels = (g.outPerGroup + 3) >> 2;
  for (let part = first; part < end; part++) {
    const image = part / blocks;
    const start = (part - image * blocks) * blockPixels;
    const n = image / g.groups;
    const group = image - n * g.groups;
    const count = min(blockPixels, pixels - start);
    for (let p = 0; p < count; p += 8)
      gather(
        g,
        input,
        offset,
        mask,
        entry,
        at(block, p * terms),
        n,
        group,
        start + p,
        min(8, count - p),
        offsetGroups,
      );
    for (let q = 0; q < groupPanels; q++) {
      const channel = group * g.outPerGroup + 4 * q;
      multiplyRow(
        g,
        terms,
        block,
        at(panels, (group * groupPanels + q) * terms * 4),
        bias ? at(bias, channel) : 0,
        tile,
        at(output, n * g.outN + channel * g.outC + start),
        min(4, g.outPerGroup - 4 * q),
        count,
      );
    }
  }
}
