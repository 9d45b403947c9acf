/** What there is to say of a buffer before its numbers are looked at. */
import type { TypedArray } from '../../../ops/tensor';

export interface Summary {
  readonly count: number;
  /** Of the finite numbers; null where there is none. */
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  readonly nan: number;
  readonly infinite: number;
  readonly zeros: number;
}

export function summaryOf(data: TypedArray): Summary {
  let [min, max, sum, finite] = [Infinity, -Infinity, 0, 0];
  let [nan, infinite, zeros] = [0, 0, 0];
  for (const raw of data) {
    const value = Number(raw);
    if (Number.isNaN(value)) nan++;
    else if (!Number.isFinite(value)) infinite++;
    else {
      finite++;
      sum += value;
      if (value === 0) zeros++;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  const known = finite > 0;
  return {
    ...{ count: data.length, nan, infinite, zeros },
    min: known ? min : null,
    max: known ? max : null,
    mean: known ? sum / finite : null,
  };
}

/** As few digits as tell it from its neighbours in float32. */
export function formatValue(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e10)
    return String(value).replace('-', '−');
  if (!Number.isFinite(value)) return String(value).replace('-', '−');
  return String(Number(value.toPrecision(7))).replaceAll('-', '−');
}
