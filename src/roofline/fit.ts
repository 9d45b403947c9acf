/**
 * Time as a straight line of the work, t = overhead + slope × work, and where
 * two such lines meet.
 */
export interface Sample {
  readonly work: number;
  readonly ms: number;
}

export interface Line {
  /** Time before the first multiply, never negative. */
  readonly overheadMs: number;
  /** Milliseconds per unit of work, never negative. */
  readonly slope: number;
}

export interface Fit extends Line {
  /** Median |fitted / measured - 1|. */
  readonly deviation: number;
}

/**
 * Least squares of the relative errors: a sweep spans decades, and the largest
 * size must not decide the overhead alone. null for fewer than two sizes.
 */
export function fitLine(given: readonly Sample[]): Fit | null {
  const samples = given.filter(
    ({ work, ms }) => ms > 0 && work > 0 && Number.isFinite(work + ms),
  );
  if (new Set(samples.map(({ work }) => work)).size < 2) return null;
  // Work counts up to 10^9 and more: scaled, the sums keep their digits.
  const scale = Math.max(...samples.map(({ work }) => work));
  const rows = samples.map(({ work, ms }) => {
    return { one: 1 / ms, x: work / scale / ms };
  });
  const sum = (of: (row: { one: number; x: number }) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  const line = solve(
    sum(({ one }) => one * one),
    sum(({ one, x }) => one * x),
    sum(({ x }) => x * x),
    sum(({ one }) => one),
    sum(({ x }) => x),
  );
  const fitted = { overheadMs: line[0], slope: line[1] / scale };
  return { ...fitted, deviation: deviation(fitted, samples) };
}

export const timeAt = ({ overheadMs, slope }: Line, work: number): number =>
  overheadMs + slope * work;

/** The work at which both take the same time; null where they never meet. */
export function crossing(a: Line, b: Line): number | null {
  const work = (b.overheadMs - a.overheadMs) / (a.slope - b.slope);
  return Number.isFinite(work) && work > 0 ? work : null;
}

/**
 * Normal equations of overhead·one + slope·x = 1. A negative term cannot be:
 * it becomes 0 and the other is fitted alone.
 */
function solve(
  oneOne: number,
  oneX: number,
  xx: number,
  ones: number,
  xs: number,
): [overhead: number, slope: number] {
  const determinant = oneOne * xx - oneX * oneX;
  // Sizes too alike to tell overhead from slope.
  if (!(determinant > 1e-12 * oneOne * xx)) return [0, xs / xx];
  const overhead = (ones * xx - xs * oneX) / determinant;
  const slope = (oneOne * xs - oneX * ones) / determinant;
  if (overhead < 0) return [0, xs / xx];
  if (slope < 0) return [ones / oneOne, 0];
  return [overhead, slope];
}

function deviation(line: Line, samples: readonly Sample[]): number {
  const sorted = samples
    .map(({ work, ms }) => Math.abs(timeAt(line, work) / ms - 1))
    .sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}
