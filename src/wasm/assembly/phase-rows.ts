/** From lines of sums, one for each column phase, to rows of the output. */
import { at, Geometry } from './geometry';
import { phaseAt } from './phases';
import { storeTransposed } from './simd';

/** Lines are [column phase][4 channels][linePixels], rows without a gap. */
export function storePhases(
  g: Geometry,
  phases: usize,
  sums: usize,
  to: usize,
  channels: i32,
  rows: i32,
  linePixels: i32,
): void {
  const down = at(0, g.strideY * g.outH);
  for (let row = 0; row < rows; row++) {
    if (g.outC == 1 && channels == 4)
      storePixels(g, phases, sums, to, row, linePixels);
    else
      for (let c = 0; c < channels; c++) {
        const line = at(sums, c * linePixels);
        storeRow(g, phases, line, at(to, c * g.outC), row, linePixels);
      }
    to += down;
  }
}

/** One channel's row: every phase's pixels, a stride apart. */
function storeRow(
  g: Geometry,
  phases: usize,
  line: usize,
  to: usize,
  row: i32,
  linePixels: i32,
): void {
  let done = 0;
  if (g.strideX == 2 && g.outW == 1) {
    const a = phaseAt(phases, g.strideY);
    const b = phaseAt(phases, g.strideY + 1);
    const lineA = at(line, row * a.count);
    const lineB = at(line, 4 * linePixels + row * b.count);
    done = a.first
      ? interleave(lineB, lineA, to, min(a.count, b.count))
      : interleave(lineA, lineB, to, min(a.count, b.count));
  }
  const step = at(0, g.strideX * g.outW);
  for (let x = 0; x < g.strideX; x++) {
    const columns = phaseAt(phases, g.strideY + x);
    let from = at(line, 4 * x * linePixels + row * columns.count + done);
    const end = at(from, columns.count - done);
    let pixel = at(to, columns.first * g.outW) + <usize>done * step;
    while (from < end) {
      store<f32>(pixel, load<f32>(from));
      from += 4;
      pixel += step;
    }
  }
}

/** Alternates two lines; returns how many of each it took, in fours. */
function interleave(even: usize, odd: usize, to: usize, count: i32): i32 {
  const fours = count & ~3;
  for (let i = 0; i < fours; i += 4) {
    const a = v128.load(at(even, i));
    const b = v128.load(at(odd, i));
    const pixels = at(to, 2 * i);
    v128.store(pixels, v128.shuffle<f32>(a, b, 0, 4, 1, 5));
    v128.store(pixels, v128.shuffle<f32>(a, b, 2, 6, 3, 7), 16);
  }
  return fours;
}

/** nhwc: a pixel's 4 channels are neighbours. */
function storePixels(
  g: Geometry,
  phases: usize,
  sums: usize,
  to: usize,
  row: i32,
  linePixels: i32,
): void {
  const line = at(0, linePixels);
  const step = at(0, g.strideX * g.outW);
  for (let x = 0; x < g.strideX; x++) {
    const columns = phaseAt(phases, g.strideY + x);
    let from = at(sums, 4 * x * linePixels + row * columns.count);
    let pixel = at(to, columns.first * g.outW);
    let i = 0;
    for (; i + 4 <= columns.count; i += 4) {
      storeTransposed(
        v128.load(from),
        v128.load(from + line),
        v128.load(from + 2 * line),
        v128.load(from + 3 * line),
        pixel,
        step,
      );
      from += 16;
      pixel += 4 * step;
    }
    for (; i < columns.count; i++) {
      for (let c: usize = 0; c < 4; c++)
        store<f32>(pixel + (c << 2), load<f32>(from + c * line));
      from += 4;
      pixel += step;
    }
  }
}
