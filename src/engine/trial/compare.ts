/** The edited kernel against the original, in turns. */
import type { Executable } from '../backends/backend';
import { stats } from '../stats';
import type { Comparison } from './api';

/** A sample spans so many steps of its clock. */
const stepsPerSample = 30;
const leastSampleMs = { 'timestamp-query': 0.5, 'performance.now': 5 } as const;
/** Two where a single pair is longer than the budget. */
const minPairs = 5;
const leastPairs = 2;
const maxPairs = 60;
const maxBatch = 4096;

export interface CompareOptions {
  readonly budgetMs: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (share: number) => void;
}

/** Rejects with `device-lost` and `cancelled`. */
export async function compare(
  original: Executable,
  edited: Executable,
  { budgetMs, signal, onProgress }: CompareOptions,
): Promise<Omit<Comparison, 'against'>> {
  const sides = { original, edited };
  const batch = {
    original: await batchOf(original, signal),
    edited: await batchOf(edited, signal),
  };
  const samples = { original: [] as number[], edited: [] as number[] };
  const sample = async (side: 'original' | 'edited') => {
    const runs = batch[side];
    samples[side].push((await time(sides[side], runs, signal)) / runs);
  };
  const start = performance.now();
  for (let pair = 0; pair < maxPairs; pair++) {
    const spent = (performance.now() - start) / budgetMs;
    if (spent >= 1 && (pair >= minPairs || (pair >= leastPairs && spent >= 2)))
      break;
    onProgress?.(Math.min(1, spent));
    // There and back, so that a device that warms up favours nobody.
    const [first, second] =
      pair % 2
        ? (['edited', 'original'] as const)
        : (['original', 'edited'] as const);
    await sample(first);
    await sample(second);
  }
  const ratios = samples.original.map((ms, i) => ms / samples.edited[i]);
  const spread = stats(ratios);
  return {
    original: stats(samples.original),
    edited: stats(samples.edited),
    ratio: { median: spread.medianMs, p20: spread.p20Ms, p80: spread.p80Ms },
    n: ratios.length,
    interleaved: true,
    batch,
    clock: edited.clock,
  };
}

/** Runs that the clock can tell from none; warms up on the way. */
async function batchOf(
  executable: Executable,
  signal: AbortSignal | undefined,
): Promise<number> {
  const { resolutionMs, source } = executable.clock;
  const wantedMs = Math.max(
    leastSampleMs[source],
    stepsPerSample * resolutionMs,
  );
  for (let runs = 1; ;) {
    const ms = await time(executable, runs, signal);
    if (ms >= wantedMs || runs >= maxBatch) return runs;
    const growth = ms > 0 ? (1.2 * wantedMs) / ms : 8;
    runs = Math.min(maxBatch, Math.ceil(runs * Math.min(8, growth)));
  }
}

async function time(
  executable: Executable,
  runs: number,
  signal: AbortSignal | undefined,
): Promise<number> {
  const start = performance.now();
  const ms = await executable.timeMs(runs, signal);
  if (ms !== null) return ms;
  await executable.run(runs, signal);
  return performance.now() - start;
}
