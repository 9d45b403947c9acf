/** What both modes of resample2d share: their numbers, where an output is. */
import { at } from './geometry';

/** In the order of src/ops/resample2d/wasm-kernels.ts, 4 bytes each. */
@unmanaged
export class Resample {
  middle: i32;
  inner: i32;
  inRows: i32;
  inColumns: i32;
  outRows: i32;
  outColumns: i32;
  rowStep: i32;
  rowStart: i32;
  rowDivisor: i32;
  columnStep: i32;
  columnStart: i32;
  columnDivisor: i32;
}

/** Where an output lies, as a fraction of the divisor of its axis. */
export function placeOf(
  output: i32,
  step: i32,
  start: i32,
  divisor: i32,
  length: i32,
): i32 {
  return min(max(output * step + start, 0), (length - 1) * divisor);
}

export function copyRow(from: usize, to: usize, count: i32): void {
  const end = at(to, count & ~3);
  while (to < end) {
    v128.store(to, v128.load(from));
    from += 16;
    to += 16;
  }
  for (let i = 0; i < (count & 3); i++)
    store<f32>(at(to, i), load<f32>(at(from, i)));
}
