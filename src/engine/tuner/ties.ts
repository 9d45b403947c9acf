/** When two times differ and when that is noise. Pure. */
import { stats } from '../stats';

/** Below this share of the time nobody would notice. */
const negligible = 0.02;
/** From the 20th to the 80th percentile is 1.68 σ; a median's own is 1.25 σ. */
const medianError = 1.25 / 1.68;

/** Whether the samples cannot tell which median is the smaller one. */
export function isTie(a: readonly number[], b: readonly number[]): boolean {
  const [x, y] = [stats(a), stats(b)];
  const errorOf = ({ p20Ms, p80Ms, n }: typeof x) =>
    (medianError * (p80Ms - p20Ms)) / Math.sqrt(n);
  const noise = Math.max(
    negligible * Math.min(x.medianMs, y.medianMs),
    errorOf(x) + errorOf(y),
  );
  return Math.abs(x.medianMs - y.medianMs) <= noise;
}
