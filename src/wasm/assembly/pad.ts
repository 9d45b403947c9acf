import { at } from './geometry';

const AXES = 8;

/** As `paddingModes` in src/ops/pad/geometry.ts. */
const CONSTANT = 0;
const REFLECTION = 2;

/**
 * 4 bytes a number: elements of the output, then 8 sides of the input, 8 of the
 * output and 8 paddings before, the innermost axis first. The order is that of
 * `frameNumbers` in src/ops/pad/wasm-kernels.ts.
 */
@unmanaged
export class Frame {
  count: i32;
}

function sizeOf(frame: Frame, axis: i32): i32 {
  return load<i32>(at(changetype<usize>(frame), 1 + axis));
}

function outSizeOf(frame: Frame, axis: i32): i32 {
  return load<i32>(at(changetype<usize>(frame), 1 + AXES + axis));
}

function beforeOf(frame: Frame, axis: i32): i32 {
  return load<i32>(at(changetype<usize>(frame), 1 + 2 * AXES + axis));
}

/** Parts first … end of `part` elements of the output each. */
export function padElements(
  frame: Frame,
  input: usize,
  output: usize,
  mode: i32,
  value: f32,
  part: i32,
  first: i32,
  end: i32,
): void {
  const last = min(end * part, frame.count);
  for (let index = first * part; index < last; index++) {
    let rest = index;
    let from = 0;
    let step = 1;
    let inside = true;
    for (let axis = 0; axis < AXES; axis++) {
      const size = sizeOf(frame, axis);
      const outSize = outSizeOf(frame, axis);
      const source = sourceOf(
        (rest % outSize) - beforeOf(frame, axis),
        size,
        mode,
      );
      rest /= outSize;
      inside = inside && <u32>source < <u32>size;
      if (inside) from += source * step;
      step *= size;
    }
    store<f32>(at(output, index), inside ? load<f32>(at(input, from)) : value);
  }
}

/** Along one axis; in the padding of mode constant it stays outside. */
export function sourceOf(place: i32, size: i32, mode: i32): i32 {
  if (mode == CONSTANT) return place;
  if (mode == REFLECTION)
    return size - 1 - abs<i32>(size - 1 - abs<i32>(place));
  return min<i32>(max<i32>(place, 0), size - 1);
}

/** Parts first … end of `part` rows of the output each. */
export function padRows(
  frame: Frame,
  input: usize,
  output: usize,
  mode: i32,
  value: f32,
  part: i32,
  first: i32,
  end: i32,
): void {
  const size = sizeOf(frame, 0);
  const outSize = outSizeOf(frame, 0);
  const before = beforeOf(frame, 0);
  const last = min(end * part, frame.count / outSize);
  let to = at(output, first * part * outSize);
  for (let row = first * part; row < last; row++) {
    const from = rowOf(frame, row, mode);
    if (from < 0) fill(to, outSize, value);
    else {
      const source = at(input, from);
      memory.copy(at(to, before), source, (<usize>size) << 2);
      if (mode == CONSTANT) {
        fill(to, before, value);
        fill(at(to, before + size), outSize - before - size, value);
      } else {
        frameRow(source, to, 0, before, before, size, mode);
        frameRow(source, to, before + size, outSize, before, size, mode);
      }
    }
    to = at(to, outSize);
  }
}

/** Where the row begins in the input, in elements; −1 in the padding. */
function rowOf(frame: Frame, row: i32, mode: i32): i32 {
  let from = 0;
  let step = sizeOf(frame, 0);
  for (let axis = 1; axis < AXES; axis++) {
    const size = sizeOf(frame, axis);
    const outSize = outSizeOf(frame, axis);
    const outer = row / outSize;
    const place = row - outer * outSize - beforeOf(frame, axis);
    const source = sourceOf(place, size, mode);
    if (<u32>source >= <u32>size) return -1;
    from += source * step;
    step *= size;
    row = outer;
  }
  return from;
}

function fill(to: usize, count: i32, value: f32): void {
  const four = f32x4.splat(value);
  const end = at(to, count);
  for (; to + 16 <= end; to += 16) v128.store(to, four);
  for (; to < end; to += 4) store<f32>(to, value);
}

/** Columns start … end of a row, which lie beside the input. */
function frameRow(
  source: usize,
  to: usize,
  start: i32,
  end: i32,
  before: i32,
  size: i32,
  mode: i32,
): void {
  for (let column = start; column < end; column++) {
    const place = sourceOf(column - before, size, mode);
    store<f32>(at(to, column), load<f32>(at(source, place)));
  }
}
