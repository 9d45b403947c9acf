/**
 * Times an executable. Batches are at least 50 × the measured step of the
 * clock; a figure that cannot reach that is reported as missing, never as 0.
 */
import type { Tensors } from '../ops/tensor';
import type { BenchReport, Stats } from './api';
import type { Executable } from './backends/backend';
import { cpuClock } from './clock';
import { stats } from './stats';

/** A batch shorter than this many clock steps says nothing. */
const stepsPerBatch = 50;
const maxBatch = 8192;
const maxSamples = 50;
const minSamples = 3;

export interface Measurement {
  readonly executable: Executable;
  readonly inputs: Tensors;
  /** Time for each of the three measurements. */
  readonly budgetMs: number;
  /** How long the first run took: the first guess at the run's length. */
  readonly firstRunMs: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (share: number, what: string) => void;
}

export type Timings = Pick<
  BenchReport,
  | 'kernelMs'
  | 'kernelMsMissing'
  | 'throughputMs'
  | 'endToEndMs'
  | 'uploadMs'
  | 'readbackMs'
  | 'batch'
>;

export async function measure(measurement: Measurement): Promise<Timings> {
  const { executable, budgetMs, firstRunMs, signal, onProgress } = measurement;
  // An oracle takes seconds and needs no second opinion on how many.
  if (executable.backend === 'reference' && firstRunMs > budgetMs)
    return once(firstRunMs);
  // A run longer than the budget has warmed everything up by itself.
  let runMs = firstRunMs;
  if (runMs < budgetMs) {
    onProgress?.(0, 'warming up');
    const start = performance.now();
    await executable.run(1, signal);
    runMs = performance.now() - start;
  }
  onProgress?.(0.1, 'timing the kernel');
  const kernel = await kernelTime(measurement, runMs);
  onProgress?.(0.4, 'timing throughput');
  const throughputMs = await throughput(
    measurement,
    runMs,
    kernel.kernelMs?.medianMs ?? runMs,
  );
  onProgress?.(0.7, 'timing upload, run and readback');
  return { ...kernel, throughputMs, ...(await endToEnd(measurement)) };
}

function once(runMs: number): Timings {
  const run = stats([runMs]);
  const none = stats([0]);
  return {
    kernelMs: run,
    throughputMs: run,
    endToEndMs: run,
    uploadMs: none,
    readbackMs: none,
    batch: 1,
  };
}

async function kernelTime(
  { executable, budgetMs, signal }: Measurement,
  runMs: number,
): Promise<Pick<Timings, 'kernelMs' | 'kernelMsMissing' | 'batch'>> {
  const { resolutionMs } = executable.clock;
  const wantedMs = stepsPerBatch * resolutionMs;
  let batch = Math.min(maxBatch, Math.ceil(wantedMs / Math.max(runMs, 1e-3)));
  for (;;) {
    const batchMs = await executable.timeMs(batch, signal);
    if (batchMs === null)
      return {
        kernelMs: null,
        kernelMsMissing: 'no timestamp-query on this device',
        batch: 0,
      };
    if (batchMs >= wantedMs) {
      // A batch longer than the budget has been timed already: that is all.
      const samples =
        batchMs > budgetMs
          ? [batchMs / batch]
          : await sample(budgetMs, batchMs, async () => {
              const sampleMs = await executable.timeMs(batch, signal);
              return (sampleMs ?? NaN) / batch;
            });
      return { kernelMs: stats(samples), batch };
    }
    if (batch === maxBatch)
      return {
        kernelMs: null,
        kernelMsMissing:
          `below resolution: ${batch} runs took ${batchMs.toFixed(3)} ms, ` +
          `less than ${stepsPerBatch} steps of ${resolutionMs} ms`,
        batch,
      };
    // The guess held launch costs too; aim a little past the mark.
    const growth = batchMs > 0 ? (1.3 * wantedMs) / batchMs : 8;
    batch = Math.min(maxBatch, Math.ceil(batch * Math.min(growth, 8)));
  }
}

/** Many runs, one wait, divided: so many that the wait is a small part. */
function throughput(
  { executable, budgetMs, signal }: Measurement,
  runMs: number,
  kernelMs: number,
): Promise<Stats> {
  const waitMs = Math.max(0, runMs - kernelMs);
  const enoughMs = Math.max(20, stepsPerBatch * cpuClock().resolutionMs);
  const wantedMs = Math.max(enoughMs, Math.min(4 * waitMs, budgetMs));
  const runs = Math.min(maxBatch, Math.max(1, Math.ceil(wantedMs / kernelMs)));
  return sampleStats(budgetMs, waitMs + kernelMs * runs, async () => {
    const start = performance.now();
    await executable.run(runs, signal);
    return (performance.now() - start) / runs;
  });
}

async function endToEnd({
  executable,
  inputs,
  budgetMs,
  firstRunMs,
  signal,
}: Measurement): Promise<
  Pick<Timings, 'endToEndMs' | 'uploadMs' | 'readbackMs'>
> {
  // Each its own wait: together they may take less than their sum.
  const [uploads, readbacks, wholes]: number[][] = [[], [], []];
  await sample(budgetMs, firstRunMs, async () => {
    uploads.push(await timed(() => executable.upload(inputs)));
    readbacks.push(await timed(() => executable.read()));
    const whole = () =>
      Promise.all([executable.upload(inputs), executable.answer(signal)]);
    wholes.push(await timed(whole));
    return wholes[wholes.length - 1];
  });
  return {
    endToEndMs: stats(wholes),
    uploadMs: stats(uploads),
    readbackMs: stats(readbacks),
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function sampleStats(
  budgetMs: number,
  expectedMs: number,
  once: () => Promise<number>,
): Promise<Stats> {
  return stats(await sample(budgetMs, expectedMs, once));
}

/**
 * Samples until the budget is spent: at least three, unless one alone is
 * longer than the budget.
 */
async function sample(
  budgetMs: number,
  expectedMs: number,
  once: () => Promise<number>,
): Promise<number[]> {
  const least = expectedMs > budgetMs ? 1 : minSamples;
  const end = performance.now() + budgetMs;
  const samples: number[] = [];
  while (
    samples.length < least ||
    (samples.length < maxSamples && performance.now() < end)
  )
    samples.push(await once());
  return samples;
}
