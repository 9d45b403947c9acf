/** A buffer as a line over its index, or as a histogram of its values. */
import type { TypedArray } from '../../../ops/tensor';
import type { Summary } from './summary';

export interface Plot {
  /** In the unit square, y upwards. */
  readonly path: string;
  readonly xRange: readonly [number, number];
  readonly yRange: readonly [number, number];
}

/** Lowest and highest of so many stretches: no peak is lost. */
const columns = 600;
export const binCount = 48;

/** null where there is no finite number. */
export function lineOf(values: TypedArray, { min, max }: Summary): Plot | null {
  if (min === null || max === null) return null;
  const [low, high] = lineRange(min, max);
  const y = (value: number) => (value - low) / (high - low);
  const step = Math.max(1, values.length / columns);
  const last = Math.max(1, values.length - 1);
  let path = '';
  let pen = 'M';
  const point = (i: number, value: number) => {
    // A gap where there is no number.
    if (!Number.isFinite(value)) {
      pen = 'M';
      return;
    }
    path += `${pen}${short(i / last)} ${short(y(value))}`;
    pen = 'L';
  };
  for (let from = 0; from < values.length; from += step) {
    const first = Math.floor(from);
    const end = Math.min(values.length, Math.floor(from + step));
    if (end - first <= 1) point(first, Number(values[first]));
    else
      for (const at of extremesIn(values, first, end))
        point(at, Number(values[at]));
  }
  return { path, xRange: [0, values.length - 1], yRange: [low, high] };
}

/** Amounts are seen against 0 where that costs little. */
function lineRange(min: number, max: number): [low: number, high: number] {
  if (min === max) return [min - 1, max + 1];
  return min > 0 && min < max / 2 ? [0, max] : [min, max];
}

/** Places of the lowest and the highest, in order. */
function extremesIn(values: TypedArray, first: number, end: number): number[] {
  let [low, high] = [first, first];
  for (let i = first; i < end; i++) {
    if (!(values[low] <= values[i])) low = i;
    if (!(values[high] >= values[i])) high = i;
  }
  return low < high ? [low, high] : [high, low];
}

export function countsOf(
  values: TypedArray,
  min: number,
  max: number,
  bins = binCount,
): number[] {
  const counts = new Array<number>(bins).fill(0);
  const span = max - min || 1;
  for (const raw of values) {
    const value = Number(raw);
    if (!Number.isFinite(value)) continue;
    const bin = Math.floor(((value - min) / span) * bins);
    counts[Math.min(bins - 1, bin)]++;
  }
  return counts;
}

export function histogramOf(
  values: TypedArray,
  { min, max }: Summary,
): Plot | null {
  if (min === null || max === null) return null;
  const counts = countsOf(values, min, max);
  const top = Math.max(...counts);
  const width = 1 / counts.length;
  const path = counts
    .map((count, i) => {
      const [left, right] = [i * width, (i + 0.88) * width];
      return `M${short(left)} 0V${short(count / top)}H${short(right)}V0Z`;
    })
    .join('');
  return { path, xRange: [min, max], yRange: [0, top] };
}

const short = (value: number) => Number(value.toFixed(4));
