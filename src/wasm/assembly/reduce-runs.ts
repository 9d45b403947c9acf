/**
 * Runs of axes in linear memory, 8 bytes each: a size, and the elements from
 * one to the next. Innermost first.
 */
import { at } from './geometry';

export function runSize(runs: usize, run: i32): i32 {
  return load<i32>(at(runs, 2 * run));
}

export function runStep(runs: usize, run: i32): i32 {
  return load<i32>(at(runs, 2 * run + 1));
}

/** How many positions runs first … end have. */
export function positions(runs: usize, first: i32, end: i32): i32 {
  let count = 1;
  for (let run = first; run < end; run++) count *= runSize(runs, run);
  return count;
}

/** Where position `index` along runs first … end lies, in elements. */
export function placeOf(runs: usize, first: i32, end: i32, index: i32): i32 {
  let rest = index;
  let place = 0;
  for (let run = first; run < end; run++) {
    const size = runSize(runs, run);
    place += (rest % size) * runStep(runs, run);
    rest /= size;
  }
  return place;
}
