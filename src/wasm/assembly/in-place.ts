import { at, Geometry, setResidual } from './geometry';
import { isRun, packPanel, pixelCount, pixelStart } from './pixels';
import { multiplyAdd } from './simd';
import { storeSums } from './tile';

/**
 * Sums of 8 pixels × 4 channels straight from the padded planes: nothing is
 * gathered, so few output channels need not pay for it. A part is a stretch of
 * one group's outputs; pixels that do not lie in two runs of four are
 * gathered after all.
 */
export function convInPlace(
  g: Geometry,
  planes: usize,
  offsets: usize,
  panels: usize,
  bias: usize,
  residual: usize,
  panel: usize,
  tile: usize,
  output: usize,
  rowLength: i32,
  planeSize: i32,
  partPixels: i32,
  first: i32,
  end: i32,
): void {
  setResidual(g, residual, output);
  const terms = g.inPerGroup * g.kernelHeight * g.kernelWidth;
  const pixels = pixelCount(g);
  const parts = (pixels + partPixels - 1) / partPixels;
  const groupPanels = (g.outPerGroup + 3) >> 2;
  for (let part = first; part < end; part++) {
    const image = part / parts;
    const start = (part - image * parts) * partPixels;
    const n = image / g.groups;
    const group = image - n * g.groups;
    const from = at(planes, image * g.inPerGroup * planeSize);
    const to = n * g.outN + group * g.outPerGroup * g.outC;
    const weights = at(panels, group * groupPanels * terms * 4);
    const offset = bias ? at(bias, group * g.outPerGroup) : 0;
    const stop = min(pixels, start + partPixels);
    for (let p = start; p < stop; p += 8) {
      const runs = isRun(g, p) && isRun(g, p + 4);
      if (!runs) packPanel(g, from, offsets, terms, p, rowLength, panel);
      sumPixels(
        g,
        terms,
        runs ? pixelStart(g, from, p, rowLength) : panel,
        runs ? pixelStart(g, from, p + 4, rowLength) : panel + 16,
        runs ? offsets : at(offsets, terms),
        weights,
        offset,
        tile,
        at(output, to + p * g.outW),
        min(8, stop - p),
      );
    }
  }
}

/** All panels of channels for 8 pixels, in two runs from `a` and `b`. */
function sumPixels(
  g: Geometry,
  terms: i32,
  a: usize,
  b: usize,
  offsets: usize,
  weights: usize,
  bias: usize,
  tile: usize,
  to: usize,
  valid: i32,
): void {
  const end = at(offsets, terms);
  for (let c = 0; c < g.outPerGroup; c += 4) {
    let a0 = f32x4.splat(0);
    let a1 = a0;
    let b0 = a0;
    let b1 = a0;
    let c0 = a0;
    let c1 = a0;
    let d0 = a0;
    let d1 = a0;
    for (let o = offsets; o < end; o += 4) {
      const offset = load<usize>(o);
      const x0 = v128.load(a + offset);
      const x1 = v128.load(b + offset);
      let w = v128.load_splat<f32>(weights);
      a0 = multiplyAdd(w, x0, a0);
      a1 = multiplyAdd(w, x1, a1);
      w = v128.load_splat<f32>(weights, 4);
      b0 = multiplyAdd(w, x0, b0);
      b1 = multiplyAdd(w, x1, b1);
      w = v128.load_splat<f32>(weights, 8);
      c0 = multiplyAdd(w, x0, c0);
      c1 = multiplyAdd(w, x1, c1);
      w = v128.load_splat<f32>(weights, 12);
      d0 = multiplyAdd(w, x0, d0);
      d1 = multiplyAdd(w, x1, d1);
      weights += 16;
    }
    const channels = min(4, g.outPerGroup - c);
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
    to += at(0, 4 * g.outC);
    if (bias) bias += 16;
  }
}

/**
 * Behind the offsets of the terms lie those of a gathered panel: 32 bytes from
 * term to term.
 */
export function panelOffsets(offsets: usize, terms: i32): void {
  for (let i = 0; i < terms; i++) store<i32>(at(offsets, terms + i), i << 5);
}
