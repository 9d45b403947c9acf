/** The edited kernel against the original, in turns. */
import type { Executable } from '../backends/backend';
import { stats } from '../stats';
import type { Comparison } from './api';
import { judge, leastPairs } from './judge';

/** A sample spans so many steps of its clock. */
const stepsPerSample = 30;
const leastSampleMs = { 'timestamp-query': 0.5, 'performance.now': 5 } as const;
/** Long kernels get so many budgets to make enough pairs for a verdict. */
const mostBudgets = 4;
/** Where a single pair is longer than all of that. */
const fewestPairs = 2;
const maxPairs = 60;
const maxBatch = 4096;
/** A side whose sample is so many times longer than needed grows no more. */
const longEnough = 8;

export interface CompareOptions {
  readonly budgetMs: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (share: number) => void;
  /** Tosses the order of each pair; uniform [0, 1). */
  readonly random?: () => number;
}

type Side = 'original' | 'edited';
type Sides<T> = Readonly<Record<Side, T>>;

/** Why two kernels could not be timed, in words. */
export interface Missing {
  readonly missing: string;
}

/** Rejects with `device-lost` and `cancelled`. */
export async function compare(
  original: Executable,
  edited: Executable,
  { budgetMs, signal, onProgress, random = Math.random }: CompareOptions,
): Promise<Omit<Comparison, 'against'> | Missing> {
  const sides = { original, edited };
  const { batch, isResolved } = await batchesOf(sides, signal);
  const { clock } = edited;
  if (!isResolved)
    return {
      missing:
        `below the clock's resolution: ${maxBatch} runs take less than ` +
        `${stepsPerSample} steps of ${clock.resolutionMs} ms; use a larger ` +
        `workload.`,
    };
  const samples = { original: [] as number[], edited: [] as number[] };
  const sample = async (side: Side) => {
    const runs = batch[side];
    samples[side].push((await time(sides[side], runs, signal)) / runs);
  };
  const start = performance.now();
  for (let pair = 0; pair < maxPairs; pair++) {
    const spent = (performance.now() - start) / budgetMs;
    if (spent >= (pair < leastPairs ? mostBudgets : 1) && pair >= fewestPairs)
      break;
    onProgress?.(shareDone(spent, pair));
    // The verdict rests on this toss: see judge.
    const order: Side[] =
      random() < 0.5 ? ['original', 'edited'] : ['edited', 'original'];
    for (const side of order) await sample(side);
  }
  const ratios = samples.original.map((ms, i) => ms / samples.edited[i]);
  const spread = stats(ratios);
  return {
    original: stats(samples.original),
    edited: stats(samples.edited),
    ratio: { median: spread.medianMs, p20: spread.p20Ms, p80: spread.p80Ms },
    judged: judge(samples.original, samples.edited),
    n: ratios.length,
    interleaved: true,
    batch,
    clock,
  };
}

const shareDone = (spent: number, pair: number): number =>
  Math.max(
    pair / maxPairs,
    Math.min(spent, Math.max(pair / leastPairs, spent / mostBudgets), 1),
  );

/**
 * Runs that the clock can tell from none; warms up on the way. The same for
 * both unless one is much slower: a launch shared by fewer runs weighs more on
 * each, which would be taken for the kernel's own time.
 */
async function batchesOf(
  sides: Sides<Executable>,
  signal: AbortSignal | undefined,
): Promise<{ batch: Record<Side, number>; isResolved: boolean }> {
  const { resolutionMs, source } = sides.edited.clock;
  const wantedMs = Math.max(
    leastSampleMs[source],
    stepsPerSample * resolutionMs,
  );
  const batch = { original: 1, edited: 1 };
  const take = (side: Side) => time(sides[side], batch[side], signal);
  let growing: readonly Side[] = ['original', 'edited'];
  for (;;) {
    const took = { original: Infinity, edited: Infinity };
    for (const side of growing) took[side] = await take(side);
    const least = Math.min(took.original, took.edited);
    const isResolved = least >= wantedMs;
    const runs = Math.max(...growing.map((side) => batch[side]));
    if (isResolved || runs >= maxBatch) return { batch, isResolved };
    // A disturbed run looks long: a second one shows whether it is.
    for (const side of growing)
      if (took[side] >= longEnough * wantedMs)
        took[side] = Math.min(took[side], await take(side));
    growing = growing.filter((side) => took[side] < longEnough * wantedMs);
    const growth = least > 0 ? (1.2 * wantedMs) / least : 8;
    const next = Math.min(maxBatch, Math.ceil(runs * Math.min(8, growth)));
    for (const side of growing) batch[side] = next;
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
