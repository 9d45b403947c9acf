/**
 * Whether pairs of times tell a difference. By the sign test: the order within
 * each pair is tossed, so for two kernels that are alike each pair's sign is a
 * fair coin of its own, however the noise drifts, bursts or hangs together.
 */
import { stats } from '../stats';
import type { Judged } from './api';

/** That a claim between alike kernels is made at most once in a hundred. */
export const confidence = 0.99;
/** Nearer to 1, where a buffer happens to lie makes as much. */
export const margin = 0.02;
/** With fewer pairs no interval is that sure: 2 / 2^7 is more than 1 %. */
export const leastPairs = 8;

/** `times[i]` of both sides are one pair. */
export function judge(
  original: readonly number[],
  edited: readonly number[],
): Judged {
  const ratios = original.map((ms, i) => ms / edited[i]);
  const interval = medianInterval(ratios);
  if (!interval) return { difference: 'few', interval };
  // What disturbs a run makes it longer: the shortest ones have to agree.
  const best = stats(original).minMs / stats(edited).minMs;
  const isFaster = interval.low > 1 + margin && best > 1 + margin;
  const isSlower = interval.high < 1 / (1 + margin) && best < 1 / (1 + margin);
  const difference = isFaster ? 'faster' : isSlower ? 'slower' : 'none';
  return { difference, interval };
}

/**
 * Holds the median with the confidence, whatever the distribution: the values
 * at equal ranks from both ends; null where even the ends are too near.
 *
 * Source: Conover, "Practical nonparametric statistics", on quantiles.
 */
export function medianInterval(values: readonly number[]): Judged['interval'] {
  const n = values.length;
  const cut = ranksCut(n);
  if (cut < 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  return { low: sorted[cut], high: sorted[n - 1 - cut], confidence };
}

/** The most ranks that may be cut from both ends; -1: not even none. */
function ranksCut(n: number): number {
  const most = (1 - confidence) / 2;
  // P(X = 0) of n fair coins, then each from the one before.
  let term = 2 ** -n;
  let below = term;
  let cut = -1;
  while (below <= most) {
    cut++;
    term *= (n - cut) / (cut + 1);
    below += term;
  }
  return cut;
}
