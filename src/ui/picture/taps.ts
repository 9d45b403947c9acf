/** Small squares of coefficients: made, turned, recognised. Pure. */
export interface Taps {
  readonly size: number;
  /** Row by row, in the order a cross-correlation reads them. */
  readonly values: readonly number[];
}

export const three = (values: readonly number[]): Taps => ({ size: 3, values });

export function gaussian(size: number, sigma: number): Taps {
  const middle = (size - 1) / 2;
  const bell = Array.from({ length: size }, (_, i) =>
    Math.exp(-((i - middle) ** 2) / (2 * sigma ** 2)),
  );
  const total = bell.reduce((sum, value) => sum + value, 0) ** 2;
  return {
    size,
    values: bell.flatMap((y) => bell.map((x) => (y * x) / total)),
  };
}

export const box = (size: number): Taps => ({
  size,
  values: Array.from({ length: size * size }, () => 1 / (size * size)),
});

/** Turned by half a circle: row-major order read backwards. */
export const flipped = (taps: Taps): Taps => ({
  size: taps.size,
  values: [...taps.values].reverse(),
});

/** What flipping does to it. */
export function symmetry(taps: Taps): 'same' | 'negated' | 'different' {
  const turned = flipped(taps).values;
  const close = (sign: number) =>
    taps.values.every((value, i) => Math.abs(value - sign * turned[i]) < 1e-12);
  return close(1) ? 'same' : close(-1) ? 'negated' : 'different';
}
