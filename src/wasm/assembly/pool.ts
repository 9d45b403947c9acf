/** What a plan can call: each loop with each reduction. */
import { channels, planes, rows, scalar } from './pool-loops';
import { PoolGeometry } from './pool-geometry';
import { Average, L2, Max } from './pool-reductions';

export function poolMaxScalar(
  g: PoolGeometry,
  input: usize,
  output: usize,
  first: i32,
  end: i32,
): void {
  scalar<Max>(g, input, output, first, end);
}

export function poolMaxPlanes(
  g: PoolGeometry,
  input: usize,
  output: usize,
  first: i32,
  end: i32,
): void {
  planes<Max>(g, input, output, first, end);
}

export function poolMaxChannels(
  g: PoolGeometry,
  input: usize,
  output: usize,
  first: i32,
  end: i32,
): void {
  channels<Max>(g, input, output, first, end);
}

export function poolMaxRows(
  g: PoolGeometry,
  input: usize,
  row: usize,
  counts: usize,
  output: usize,
  length: i32,
  first: i32,
  end: i32,
): void {
  rows<Max>(g, input, row, counts, output, length, first, end);
}

export function poolAverageScalar(
  g: PoolGeometry,
  input: usize,
  output: usize,
  first: i32,
  end: i32,
): void {
  scalar<Average>(g, input, output, first, end);
}

export function poolAveragePlanes(
  g: PoolGeometry,
  input: usize,
  output: usize,
  first: i32,
  end: i32,
): void {
  planes<Average>(g, input, output, first, end);
}

export function poolAverageChannels(
  g: PoolGeometry,
  input: usize,
  output: usize,
  first: i32,
  end: i32,
): void {
  channels<Average>(g, input, output, first, end);
}

export function poolAverageRows(
  g: PoolGeometry,
  input: usize,
  row: usize,
  counts: usize,
  output: usize,
  length: i32,
  first: i32,
  end: i32,
): void {
  rows<Average>(g, input, row, counts, output, length, first, end);
}

export function poolL2Scalar(
  g: PoolGeometry,
  input: usize,
  output: usize,
  first: i32,
  end: i32,
): void {
  scalar<L2>(g, input, output, first, end);
}

export function poolL2Planes(
  g: PoolGeometry,
  input: usize,
  output: usize,
  first: i32,
  end: i32,
): void {
  planes<L2>(g, input, output, first, end);
}

export function poolL2Channels(
  g: PoolGeometry,
  input: usize,
  output: usize,
  first: i32,
  end: i32,
): void {
  channels<L2>(g, input, output, first, end);
}

export function poolL2Rows(
  g: PoolGeometry,
  input: usize,
  row: usize,
  counts: usize,
  output: usize,
  length: i32,
  first: i32,
  end: i32,
): void {
  rows<L2>(g, input, row, counts, output, length, first, end);
}
