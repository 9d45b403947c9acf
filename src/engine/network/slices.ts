/** Where a long run is cut, so that it can be stopped in between. Pure. */

/** Longest stretch of work between two looks at the cancel signal. */
const sliceMs = 500;

/**
 * Consecutive stretches of about equal work, [first, end): one where the run
 * is short. `work` is in any unit.
 */
export function slicesOf(
  work: readonly number[],
  runMs: number,
): (readonly [first: number, end: number])[] {
  const total = work.reduce((sum, one) => sum + one, 0);
  const wanted = Math.max(1, Math.ceil(runMs / sliceMs));
  const slices: [number, number][] = [];
  let first = 0;
  let done = 0;
  for (const [i, one] of work.entries()) {
    done += one;
    const end = i + 1;
    if (end < work.length && done < (total * (slices.length + 1)) / wanted)
      continue;
    slices.push([first, end]);
    first = end;
  }
  return slices;
}
