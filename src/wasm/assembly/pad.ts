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
      from += source * step;
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
