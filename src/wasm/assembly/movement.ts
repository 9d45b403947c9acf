import { at } from './geometry';
import { storeTransposed } from './simd';

const AXES = 8;
/** Bytes from which on a call of memory.copy pays. */
const LONG: usize = 256;

/**
 * A box of elements, 4 bytes a number: how many there are, where they begin in
 * the input and in the output, then 8 sizes, 8 steps in the input and 8 steps
 * in the output, the innermost axis first. The order is that of `boxNumbers` in
 * src/ops/movement/wasm-kernels.ts.
 */
@unmanaged
export class Box {
  count: i32;
  from: i32;
  to: i32;
  size0: i32;
  size1: i32;
}

function sizeOf(box: Box, axis: i32): i32 {
  return load<i32>(at(changetype<usize>(box), 3 + axis));
}

function fromStep(box: Box, axis: i32): i32 {
  return load<i32>(at(changetype<usize>(box), 3 + AXES + axis));
}

function toStep(box: Box, axis: i32): i32 {
  return load<i32>(at(changetype<usize>(box), 3 + 2 * AXES + axis));
}

/** Elements to skip in the input for an index over the axes from `axis` on. */
function fromAt(box: Box, rest: i32, axis: i32): i32 {
  let place = 0;
  for (; rest > 0; axis++) {
    const size = sizeOf(box, axis);
    const outer = rest / size;
    place += (rest - outer * size) * fromStep(box, axis);
    rest = outer;
  }
  return place;
}

function toAt(box: Box, rest: i32, axis: i32): i32 {
  let place = 0;
  for (; rest > 0; axis++) {
    const size = sizeOf(box, axis);
    const outer = rest / size;
    place += (rest - outer * size) * toStep(box, axis);
    rest = outer;
  }
  return place;
}

/** Parts first … end of `part` elements each, in the order of the box. */
export function copyElements(
  box: Box,
  input: usize,
  output: usize,
  part: i32,
  first: i32,
  end: i32,
): void {
  const last = min(end * part, box.count);
  for (let index = first * part; index < last; index++)
    store<f32>(
      at(output, box.to + toAt(box, index, 0)),
      load<f32>(at(input, box.from + fromAt(box, index, 0))),
    );
}

/** Parts of `part` elements of one long run. */
export function copyPieces(
  box: Box,
  input: usize,
  output: usize,
  part: i32,
  first: i32,
  end: i32,
): void {
  const start = first * part;
  const count = min(end * part, box.count) - start;
  memory.copy(
    at(output, box.to + start),
    at(input, box.from + start),
    (<usize>count) << 2,
  );
}

/** Parts of `part` runs along the innermost axis. */
export function copyRuns(
  box: Box,
  input: usize,
  output: usize,
  part: i32,
  first: i32,
  end: i32,
): void {
  const size = box.size0;
  const step = fromStep(box, 0);
  const nextFrom = at(0, fromStep(box, 1));
  const nextTo = at(0, toStep(box, 1));
  const last = min(end * part, box.count / size);
  let line = first * part;
  while (line < last) {
    // Runs that follow each other along the second axis.
    const outer = line / box.size1;
    const start = line - outer * box.size1;
    const count = min(box.size1 - start, last - line);
    let from = at(input, box.from + fromAt(box, outer, 2));
    let to = at(output, box.to + toAt(box, outer, 2));
    from += <usize>start * nextFrom;
    to += <usize>start * nextTo;
    for (let i = 0; i < count; i++) {
      if (step == 1) copyRun(from, to, (<usize>size) << 2);
      else gatherRun(from, to, size, step);
      from += nextFrom;
      to += nextTo;
    }
    line += count;
  }
}

function copyRun(from: usize, to: usize, bytes: usize): void {
  if (bytes >= LONG) {
    memory.copy(to, from, bytes);
    return;
  }
  const vectors = bytes & ~15;
  let i: usize = 0;
  for (; i < vectors; i += 16) v128.store(to + i, v128.load(from + i));
  for (; i < bytes; i += 4) store<f32>(to + i, load<f32>(from + i));
}

function gatherRun(from: usize, to: usize, size: i32, step: i32): void {
  const stride = at(0, step);
  const end = at(to, size);
  const vectors = at(to, size & ~3);
  for (; to < vectors; to += 16) {
    let four = v128.load_zero<f32>(from);
    four = v128.load_lane<f32>(from + stride, four, 1);
    four = v128.load_lane<f32>(from + 2 * stride, four, 2);
    four = v128.load_lane<f32>(from + 3 * stride, four, 3);
    v128.store(to, four);
    from += 4 * stride;
  }
  for (; to < end; to += 4) {
    store<f32>(to, load<f32>(from));
    from += stride;
  }
}

/**
 * The innermost axis has its neighbours in the output, the second one in the
 * input. Parts of `part` steps, a multiple of 16, along the second axis.
 */
export function copyTurned(
  box: Box,
  input: usize,
  output: usize,
  part: i32,
  first: i32,
  end: i32,
): void {
  const parts = (box.size1 + part - 1) / part;
  for (let unit = first; unit < end; unit++) {
    const plane = unit / parts;
    const start = (unit - plane * parts) * part;
    const last = min(start + part, box.size1);
    const from = at(input, box.from + fromAt(box, plane, 2));
    const to = at(output, box.to + toAt(box, plane, 2));
    // 16 neighbours are a line of the cache, which is then used up.
    for (let row = start; row < last; row += 16)
      turnStrip(box, from, to, row, min(row + 16, last));
  }
}

function turnStrip(
  box: Box,
  from: usize,
  to: usize,
  start: i32,
  last: i32,
): void {
  const columnStep = fromStep(box, 0);
  const rowStep = toStep(box, 1);
  const wholeRows = start + ((last - start) & ~3);
  const wholeColumns = box.size0 & ~3;
  for (let column = 0; column < wholeColumns; column += 4)
    for (let row = start; row < wholeRows; row += 4) {
      const source = at(from, column * columnStep + row);
      storeTransposed(
        v128.load(source),
        v128.load(at(source, columnStep)),
        v128.load(at(source, 2 * columnStep)),
        v128.load(at(source, 3 * columnStep)),
        at(to, row * rowStep + column),
        at(0, rowStep),
      );
    }
  for (let row = start; row < last; row++) {
    const begin = row < wholeRows ? wholeColumns : 0;
    for (let column = begin; column < box.size0; column++)
      store<f32>(
        at(to, row * rowStep + column),
        load<f32>(at(from, column * columnStep + row)),
      );
  }
}
