import { at } from './geometry';

const AXES = 8;

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
  for (let index = first * part; index < last; index++) {
    let rest = index;
    let from = box.from;
    let to = box.to;
    for (let axis = 0; rest > 0; axis++) {
      const size = sizeOf(box, axis);
      const place = rest % size;
      rest /= size;
      from += place * fromStep(box, axis);
      to += place * toStep(box, axis);
    }
    store<f32>(at(output, to), load<f32>(at(input, from)));
  }
}
