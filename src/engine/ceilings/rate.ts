/** From "so much work in so many milliseconds" to a rate with its spread. */
import type { Rate } from '../api';
import { stats } from '../stats';

/** How long a probe may take; a quick run takes fewer and shorter samples. */
export interface Effort {
  /** A timed batch is at least this long, and at least 50 clock steps. */
  readonly batchMs: number;
  readonly samples: number;
}

/**
 * Grows `amount` until a batch takes `batchMs`, then samples.
 *
 * `work(amount)` is in operations or bytes; the rate is in 10^9 per second.
 */
export async function measureRate(
  time: (amount: number) => Promise<number>,
  work: (amount: number) => number,
  { batchMs, samples }: Effort,
  start = 1,
): Promise<{ rate: Rate; amount: number }> {
  const amount = await calibrate(time, batchMs, start);
  const times: number[] = [];
  for (let i = 0; i < samples; i++) times.push(await time(amount));
  const { medianMs, p20Ms, p80Ms, n } = stats(times);
  const perSecond = (ms: number) => work(amount) / ms / 1e6;
  return {
    amount,
    rate: {
      median: perSecond(medianMs),
      p20: perSecond(p80Ms),
      p80: perSecond(p20Ms),
      n,
    },
  };
}

/** The smallest found amount whose batch is long enough; it also warms up. */
export async function calibrate(
  time: (amount: number) => Promise<number>,
  batchMs: number,
  start = 1,
): Promise<number> {
  let amount = start;
  for (;;) {
    const ms = await time(amount);
    if (ms >= batchMs || amount >= 2 ** 28) return amount;
    // Short batches hold launch costs and clock steps: never leap too far.
    const growth = ms > 0 ? (1.2 * batchMs) / ms : 16;
    amount = Math.ceil(amount * Math.min(16, Math.max(1.5, growth)));
  }
}

export const best = <T>(items: readonly T[], rate: (item: T) => number): T =>
  items.reduce((a, b) => (rate(b) > rate(a) ? b : a));
