import { at, Geometry } from './geometry';
import { packPixels } from './pixel-panel';
import { multiplyPanels, storeTile } from './tile';

/**
 * Filters as panels of 4 output channels, [panel][ky][kx][in][4], each group
 * from a panel of its own; channels past the end are zero.
 */
export function packFilter(g: Geometry, filter: usize, panels: usize): void {
  for (let group = 0; group < g.groups; group++)
    for (let first = 0; first < g.outPerGroup; first += 4)
      for (let ky = 0; ky < g.kernelHeight; ky++)
        for (let kx = 0; kx < g.kernelWidth; kx++)
          for (let i = 0; i < g.inPerGroup; i++)
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
 * the cache and multiplied with every panel of channels. The gathered padding
 * is 0, so an infinite weight there yields NaN, as in any GEMM convolution.
 */
export function convPacked(
  g: Geometry,
  input: usize,
  panels: usize,
  bias: usize,
  block: usize,
  output: usize,
  blockPixels: i32,
): void {
  const terms = g.inPerGroup * g.kernelHeight * g.kernelWidth;
  const pixels = g.outHeight * g.outWidth;
  const groupPanels = (g.outPerGroup + 3) >> 2;
  for (let n = 0; n < g.batch; n++)
    for (let group = 0; group < g.groups; group++) {
      const from = at(input, n * g.inN + group * g.inPerGroup * g.inC);
      const channel = group * g.outPerGroup;
      const to = at(output, n * g.outN + channel * g.outC);
      const weights = at(panels, group * groupPanels * terms * 4);
      const offsets = bias ? at(bias, channel) : 0;
      for (let first = 0; first < pixels; first += blockPixels) {
        const count = min(blockPixels, pixels - first);
        for (let p = 0; p < count; p += 8)
          packPixels(g, from, first + p, at(block, p * terms));
        multiplyBlock(
          g,
          terms,
          block,
          weights,
          offsets,
          at(to, first * g.outW),
          count,
        );
      }
    }
}

function multiplyBlock(
  g: Geometry,
  terms: i32,
  block: usize,
  weights: usize,
  bias: usize,
  to: usize,
  pixels: i32,
): void {
  for (let c = 0; c < g.outPerGroup; c += 4)
    for (let p = 0; p < pixels; p += 8) {
      multiplyPanels(terms, at(block, p * terms), at(weights, c * terms));
      storeTile(
        g,
        at(to, c * g.outC + p * g.outW),
        bias ? at(bias, c) : 0,
        min(4, g.outPerGroup - c),
        min(8, pixels - p),
      );
    }
}
