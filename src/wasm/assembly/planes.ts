/**
 * Padded planes: [image][channel][row][phase][column], the columns of a row
 * sorted by phase (column modulo stride). Neighbouring outputs then read
 * neighbours for every tap, whatever the layout, padding, stride, dilation.
 */
import { fillRow } from './band-row';
import { at, Geometry } from './geometry';
import { storeTransposed } from './simd';

/** Elements from an output's first tap to each tap of a channel. */
export function tapOffset(
  g: Geometry,
  ky: i32,
  kx: i32,
  phaseLength: i32,
): i32 {
  const column = kx * g.dilationX;
  return (
    ky * g.dilationY * g.strideX * phaseLength +
    (column % g.strideX) * phaseLength +
    column / g.strideX
  );
}

/** Bytes from an output's first term to each: [channel][ky][kx]. */
export function termOffsets(
  g: Geometry,
  offsets: usize,
  phaseLength: i32,
  planeSize: i32,
): void {
  for (let c = 0; c < g.inPerGroup; c++)
    for (let ky = 0; ky < g.kernelHeight; ky++)
      for (let kx = 0; kx < g.kernelWidth; kx++) {
        const place = c * planeSize + tapOffset(g, ky, kx, phaseLength);
        store<i32>(offsets, place << 2);
        offsets += 4;
      }
}

/** A part is four channels of an image. */
export function padPlanes(
  g: Geometry,
  input: usize,
  planes: usize,
  lines: usize,
  phaseLength: i32,
  rows: i32,
  first: i32,
  end: i32,
): void {
  const channels = g.groups * g.inPerGroup;
  const quads = (channels + 3) >> 2;
  const planeSize = rows * g.strideX * phaseLength;
  for (let part = first; part < end; part++) {
    const n = part / quads;
    const c = (part - n * quads) << 2;
    const count = min(4, channels - c);
    const from = at(input, n * g.inN + c * g.inC);
    const to = at(planes, (n * channels + c) * planeSize);
    if (g.inW == 1)
      for (let i = 0; i < count; i++)
        padPlane(
          g,
          at(from, i * g.inC),
          at(to, i * planeSize),
          phaseLength,
          rows,
        );
    else padPixels(g, from, to, lines, count, phaseLength, rows);
  }
}

/** nchw: row after row. */
function padPlane(
  g: Geometry,
  from: usize,
  to: usize,
  phaseLength: i32,
  rows: i32,
): void {
  const rowLength = g.strideX * phaseLength;
  for (let row = 0; row < rows; row++) {
    clearMargins(g, to, phaseLength);
    const y = row - g.padTop;
    if (<u32>y < <u32>g.inHeight)
      fillRow(g, at(from, y * g.inH), to, phaseLength);
    else memory.fill(to, 0, at(0, rowLength));
    to = at(to, rowLength);
  }
}

/** nhwc: a row of four channels becomes four rows, then each goes its way. */
function padPixels(
  g: Geometry,
  from: usize,
  to: usize,
  lines: usize,
  count: i32,
  phaseLength: i32,
  rows: i32,
): void {
  const rowLength = g.strideX * phaseLength;
  const lineBytes = at(0, (g.inWidth + 3) & ~3);
  for (let row = 0; row < rows; row++) {
    const y = row - g.padTop;
    const inside = <u32>y < <u32>g.inHeight;
    if (inside) splitPixels(g, at(from, y * g.inH), lines, lineBytes, count);
    for (let i = 0; i < count; i++) {
      const line = at(to, (i * rows + row) * rowLength);
      if (inside) {
        clearMargins(g, line, phaseLength);
        fillRow(g, lines + <usize>i * lineBytes, line, phaseLength);
      } else memory.fill(line, 0, at(0, rowLength));
    }
  }
}

function splitPixels(
  g: Geometry,
  from: usize,
  lines: usize,
  lineBytes: usize,
  count: i32,
): void {
  const step = at(0, g.inW);
  let x = 0;
  if (count == 4)
    for (; x + 4 <= g.inWidth; x += 4) {
      const pixel = from + <usize>x * step;
      storeTransposed(
        v128.load(pixel),
        v128.load(pixel + step),
        v128.load(pixel + 2 * step),
        v128.load(pixel + 3 * step),
        at(lines, x),
        lineBytes,
      );
    }
  for (; x < g.inWidth; x++)
    for (let i = 0; i < count; i++)
      store<f32>(
        at(lines + <usize>i * lineBytes, x),
        load<f32>(at(from + <usize>x * step, i)),
      );
}

/** Zeros where a row of the input does not reach. */
function clearMargins(g: Geometry, row: usize, phaseLength: i32): void {
  for (let phase = 0; phase < g.strideX; phase++) {
    // Columns of this phase before the input, and past its end.
    const before = (g.padLeft - phase + g.strideX - 1) / g.strideX;
    const past = (g.padLeft + g.inWidth - phase + g.strideX - 1) / g.strideX;
    const line = at(row, phase * phaseLength);
    const head = min(before, phaseLength);
    for (let i = 0; i < head; i++) store<f32>(at(line, i), 0);
    for (let i = past; i < phaseLength; i++) store<f32>(at(line, i), 0);
  }
}
