/** The page's question: how much of this device do the kernels use? */
import type { Ceilings } from '../../engine/api';
import { roofFor } from '../../roofline/ceiling-roofs';
import type { Dot } from '../../roofline/dots';
import { laddersOf } from '../../roofline/ladder';
import type { Roof } from '../../roofline/roof';
import { percent, verdictOf, type Verdict } from '../../roofline/verdict';

export interface Best {
  readonly dot: Dot;
  readonly verdict: Verdict;
  readonly percent: string;
}

/**
 * The kernel nearest to its roof, of the GPU where there is one. A dot above
 * its roof tells of a cache or of a roof measured low, not of a good kernel.
 */
export function bestOf(
  dots: readonly Dot[],
  roofs: readonly Roof[],
): Best | null {
  const fastest = laddersOf(dots)
    .map((ladder) => ladder.fastest)
    .filter(
      ({ backend, verified }) => backend !== 'reference' && verified !== false,
    );
  const gpu = fastest.filter(({ backend }) => backend === 'webgpu');
  const candidates = (gpu.length > 0 ? gpu : fastest)
    .map((dot) => ({
      dot,
      verdict: verdictOf(dot, roofFor(roofs, dot.backend)),
    }))
    .filter(({ dot }) => dot.share !== null);
  const under = candidates.filter(({ verdict }) => verdict.regime !== 'above');
  const [first] = (under.length > 0 ? under : candidates).toSorted(
    (a, b) => (b.dot.share ?? 0) - (a.dot.share ?? 0),
  );
  return first ? { ...first, percent: percent(first.dot.share ?? 0) } : null;
}

/** A roof that the sweep misses by more was measured in a bad moment. */
const convincing = 0.2;

/** Whether the roof is real, by kernels made to reach it. */
export function sweepSentence({ evidence }: Ceilings): string {
  const { quick, sweep, sweepDeviation } = evidence;
  if (sweepDeviation === null)
    return quick
      ? 'This was the quick look; a full measurement adds a sweep of ' +
          'intensities that shows whether the roof is real.'
      : '';
  return (
    `A kernel family measured at ${sweep.length} intensities (×) lies ` +
    `${percent(sweepDeviation)} off this roof, in the median` +
    (sweepDeviation > convincing
      ? '; measure again when nothing else runs on this device.'
      : '.')
  );
}
