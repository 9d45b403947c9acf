/** When two times differ and when that is noise. Pure. */
import { stats } from '../stats';

/** Below this share of the time nobody would notice. */
const negligible = 0.02;
/**
 * From the 20th percentile to the median is 0.84 σ, and the 20th percentile of
 * n samples is itself known to 1.43 σ / √n.
 */
const percentileError = 1.43 / 0.84;

/** Whether the samples cannot tell which time is the shorter one. */
export function isTie(a: readonly number[], b: readonly number[]): boolean {
  const [x, y] = [stats(a), stats(b)];
  const errorOf = ({ p20Ms, medianMs, n }: typeof x) =>
    (percentileError * (medianMs - p20Ms)) / Math.sqrt(n);
  const noise = Math.max(
    negligible * Math.min(x.p20Ms, y.p20Ms),
    errorOf(x) + errorOf(y),
  );
  return Math.abs(x.p20Ms - y.p20Ms) <= noise;
}
