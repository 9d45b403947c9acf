import type { Stats } from './api';

/** Median with the 20th and 80th percentiles of the samples, interpolated. */
export function stats(samplesMs: readonly number[]): Stats {
  const sorted = [...samplesMs].sort((a, b) => a - b);
  const percentile = (share: number): number => {
    const at = share * (sorted.length - 1);
    const below = Math.floor(at);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  };
  return {
    medianMs: percentile(0.5),
    p20Ms: percentile(0.2),
    p80Ms: percentile(0.8),
    minMs: sorted[0],
    n: sorted.length,
  };
}
