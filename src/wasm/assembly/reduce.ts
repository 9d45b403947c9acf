/** What a plan can call: both loops with each reduction. */
import { Average, L2, Max } from './pool-reductions';
import { columns, rows } from './reduce-loops';
import { Min, Sum } from './reduce-reductions';

export function reduceMeanRows(
  runs: usize,
  input: usize,
  output: usize,
  kept: i32,
  reduced: i32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  rows<Average>(runs, input, output, kept, reduced, first, end);
}

export function reduceMeanColumns(
  runs: usize,
  input: usize,
  output: usize,
  kept: i32,
  reduced: i32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  columns<Average>(runs, input, output, kept, reduced, unit, first, end);
}

export function reduceSumRows(
  runs: usize,
  input: usize,
  output: usize,
  kept: i32,
  reduced: i32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  rows<Sum>(runs, input, output, kept, reduced, first, end);
}

export function reduceSumColumns(
  runs: usize,
  input: usize,
  output: usize,
  kept: i32,
  reduced: i32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  columns<Sum>(runs, input, output, kept, reduced, unit, first, end);
}

export function reduceMaxRows(
  runs: usize,
  input: usize,
  output: usize,
  kept: i32,
  reduced: i32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  rows<Max>(runs, input, output, kept, reduced, first, end);
}

export function reduceMaxColumns(
  runs: usize,
  input: usize,
  output: usize,
  kept: i32,
  reduced: i32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  columns<Max>(runs, input, output, kept, reduced, unit, first, end);
}

export function reduceMinRows(
  runs: usize,
  input: usize,
  output: usize,
  kept: i32,
  reduced: i32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  rows<Min>(runs, input, output, kept, reduced, first, end);
}

export function reduceMinColumns(
  runs: usize,
  input: usize,
  output: usize,
  kept: i32,
  reduced: i32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  columns<Min>(runs, input, output, kept, reduced, unit, first, end);
}

export function reduceL2Rows(
  runs: usize,
  input: usize,
  output: usize,
  kept: i32,
  reduced: i32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  rows<L2>(runs, input, output, kept, reduced, first, end);
}

export function reduceL2Columns(
  runs: usize,
  input: usize,
  output: usize,
  kept: i32,
  reduced: i32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  columns<L2>(runs, input, output, kept, reduced, unit, first, end);
}
