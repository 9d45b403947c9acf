import { at, Geometry, setResidual } from './geometry';
import { packPanel, pixelCount } from './pixels';
import { multiplyAdd } from './simd';
import { storeSums } from './tile';

/**
 * Filters as panels of 4 output channels, [panel][in][ky][kx][4], each group
 * from a panel of its own; channels past the end are zero.
 */
export function packFilter(g: Geometry, filter: usize, panels: usize): void {
  for (let group = 0; group < g.groups; group++)
    for (let first = 0; first < g.outPerGroup; first += 4)
      for (let i = 0; i < g.inPerGroup; i++)
        for (let ky = 0; ky < g.kernelHeight; ky++)
          for (let kx = 0; kx < g.kernelWidth; kx++)
            for (let c = first; c < first + 4; c++) {
              const o = group * g.outPerGroup + c;
              const tap =
                o * g.filterO + i * g.filterI + ky * g.filterH + kx * g.filterW;
              const weight: f32 =
                c < g.outPerGroup ? load<f32>(at(filter, tap)) : 0;
              store<f32>(panels, weight);
              panels += 4;
            }
}

/**
 * Implicit GEMM: a block of pixels is gathered once into panels that stay in
 * the cache and multiplied with panels of channels. A part is a block of one
 * group with a share of its panels: [image][group][block][share]. The padding
 * is 0, so an infinite weight there yields NaN, as in any GEMM convolution.
 */
export function convPacked(
  g: Geometry,
  planes: usize,
  offsets: usize,
  panels: usize,
  bias: usize,
  residual: usize,
  block: usize,
  tile: usize,
  output: usize,
  rowLength: i32,
  planeSize: i32,
  blockPixels: i32,
  shares: i32,
  first: i32,
  end: i32,
): void {
  setResidual(g, residual, output);
  const terms = g.inPerGroup * g.kernelHeight * g.kernelWidth;
  const pixels = pixelCount(g);
  const blocks = (pixels + blockPixels - 1) / blockPixels;
  const groupPanels = (g.outPerGroup + 3) >> 2;
  let gathered = -1;
  for (let part = first; part < end; part++) {
    const whole = part / shares;
    const share = part - whole * shares;
    const image = whole / blocks;
    const start = (whole - image * blocks) * blockPixels;
    const n = image / g.groups;
    const group = image - n * g.groups;
    const count = min(blockPixels, pixels - start);
    if (whole != gathered) {
      const from = at(planes, image * g.inPerGroup * planeSize);
      for (let p = 0; p < count; p += 8) {
        const panel = at(block, p * terms);
        packPanel(g, from, offsets, terms, start + p, rowLength, panel);
      }
      gathered = whole;
    }
    const to = n * g.outN + group * g.outPerGroup * g.outC + start * g.outW;
    const last = ((share + 1) * groupPanels) / shares;
    for (let q = (share * groupPanels) / shares; q < last; q++) {
      const channel = 4 * q;
      multiplyRow(
        g,
        terms,
        block,
        at(panels, (group * groupPanels + q) * terms * 4),
        bias ? at(bias, group * g.outPerGroup + channel) : 0,
        tile,
        at(output, to + channel * g.outC),
        min(4, g.outPerGroup - channel),
        count,
      );
    }
  }
}

/**
 * One panel of channels with a row of pixel panels: [k][4] weights with
 * [k][8] pixels. The eight accumulators stay in registers; each weight is
 * broadcast to 8 pixels.
 */
export function multiplyRow(
  g: Geometry,
  terms: i32,
  pixels: usize,
  weights: usize,
  bias: usize,
  tile: usize,
  to: usize,
  channels: i32,
  count: i32,
): void {
  for (let p = 0; p < count; p += 8) {
    let a0 = f32x4.splat(0);
    let a1 = a0;
    let b0 = a0;
    let b1 = a0;
    let c0 = a0;
    let c1 = a0;
    let d0 = a0;
    let d1 = a0;
    let weight = weights;
    const end = pixels + ((<usize>terms) << 5);
    while (pixels < end) {
      const x0 = v128.load(pixels);
      const x1 = v128.load(pixels, 16);
      let w = v128.load_splat<f32>(weight);
      a0 = multiplyAdd(w, x0, a0);
      a1 = multiplyAdd(w, x1, a1);
      w = v128.load_splat<f32>(weight, 4);
      b0 = multiplyAdd(w, x0, b0);
      b1 = multiplyAdd(w, x1, b1);
      w = v128.load_splat<f32>(weight, 8);
      c0 = multiplyAdd(w, x0, c0);
      c1 = multiplyAdd(w, x1, c1);
      w = v128.load_splat<f32>(weight, 12);
      d0 = multiplyAdd(w, x0, d0);
      d1 = multiplyAdd(w, x1, d1);
      pixels += 32;
      weight += 16;
    }
    const valid = min(8, count - p);
    storeSums(
      g,
      tile,
      to,
      bias,
      channels,
      valid,
      a0,
      a1,
      b0,
      b1,
      c0,
      c1,
      d0,
      d1,
    );
    to += at(0, 8 * g.outW);
  }
}
