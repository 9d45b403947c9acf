/**
 * The roofline model: a kernel runs no faster than the arithmetic peak, nor
 * than its intensity times the bandwidth.
 *
 * Source: Williams, Waterman, Patterson 2009, "Roofline: an insightful visual
 * performance model for multicore architectures".
 */
import type { Bound } from '../ops/op';

export interface Roof {
  readonly backend: 'webgpu' | 'wasm';
  /** "GPU", "WASM, 2 threads". */
  readonly label: string;
  readonly gflops: number;
  readonly gbps: number;
  /** Bandwidth of a working set that fits in a cache. */
  readonly cacheGbps?: number;
  /** What one dispatch costs before its first multiply-add. */
  readonly launchUs?: number;
}

/** GFLOP/s that a kernel of this many FLOP per byte can reach. */
export const attainable = (roof: Roof, intensity: number): number =>
  Math.min(roof.gflops, roof.gbps * intensity);

/** FLOP per byte at which the two limits meet. */
export const ridge = (roof: Roof): number => roof.gflops / roof.gbps;

/** Not its backend's first: drawn for comparison, no kernel's own. */
export const isOtherRoof = (roofs: readonly Roof[], index: number): boolean =>
  roofs.findIndex(({ backend }) => backend === roofs[index].backend) !== index;

/** Which limit holds down a kernel of this many FLOP per byte. */
export const boundOf = (roof: Roof, intensity: number): Bound =>
  intensity < ridge(roof) ? 'memory' : 'compute';

/** Median distance of measured points from the roof, as a share of it. */
export function medianDeviation(
  roof: Roof,
  points: readonly { intensity: number; gflops: number }[],
): number | null {
  if (points.length === 0) return null;
  const deviations = points
    .map((p) => Math.abs(p.gflops / attainable(roof, p.intensity) - 1))
    .sort((a, b) => a - b);
  const middle = deviations.length >> 1;
  return deviations.length % 2 === 1
    ? deviations[middle]
    : (deviations[middle - 1] + deviations[middle]) / 2;
}
