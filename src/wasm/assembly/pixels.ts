/** Where 8 output pixels begin in the padded planes, and their gathering. */
import { at, Geometry } from './geometry';

/** Address of an output pixel's first term. */
export function pixelStart(
  g: Geometry,
  planes: usize,
  pixel: i32,
  rowLength: i32,
): usize {
  const y = pixel / g.outWidth;
  const x = pixel - y * g.outWidth;
  return at(planes, y * g.strideY * rowLength + x);
}

/** Four pixels lie beside each other: not on two rows, not past the end. */
export function isRun(g: Geometry, pixel: i32): bool {
  return (pixel % g.outWidth) + 3 < g.outWidth && pixel + 3 < pixelCount(g);
}

export function pixelCount(g: Geometry): i32 {
  return g.outHeight * g.outWidth;
}

/** Gathers the terms of 8 pixels, as [term][8]. */
export function packPanel(
  g: Geometry,
  planes: usize,
  offsets: usize,
  terms: i32,
  pixel: i32,
  rowLength: i32,
  panel: usize,
): void {
  if (isRun(g, pixel) && isRun(g, pixel + 4)) {
    const a = pixelStart(g, planes, pixel, rowLength);
    const b = pixelStart(g, planes, pixel + 4, rowLength);
    const end = at(offsets, terms);
    while (offsets < end) {
      const offset = load<usize>(offsets);
      v128.store(panel, v128.load(a + offset));
      v128.store(panel, v128.load(b + offset), 16);
      panel += 32;
      offsets += 4;
    }
    return;
  }
  packFour(g, planes, offsets, terms, pixel, rowLength, panel);
  packFour(g, planes, offsets, terms, pixel + 4, rowLength, panel + 16);
}

/** Pixels past the end repeat the last one; their sums are never stored. */
function packFour(
  g: Geometry,
  planes: usize,
  offsets: usize,
  terms: i32,
  pixel: i32,
  rowLength: i32,
  panel: usize,
): void {
  const last = pixelCount(g) - 1;
  const a = pixelStart(g, planes, min(pixel, last), rowLength);
  const b = pixelStart(g, planes, min(pixel + 1, last), rowLength);
  const c = pixelStart(g, planes, min(pixel + 2, last), rowLength);
  const d = pixelStart(g, planes, min(pixel + 3, last), rowLength);
  const end = at(offsets, terms);
  while (offsets < end) {
    const offset = load<usize>(offsets);
    let four = v128.load32_zero(a + offset);
    four = v128.load_lane<f32>(b + offset, four, 1);
    four = v128.load_lane<f32>(c + offset, four, 2);
    four = v128.load_lane<f32>(d + offset, four, 3);
    v128.store(panel, four);
    panel += 32;
    offsets += 4;
  }
}
