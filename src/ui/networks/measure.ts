/** How a network is timed: prepared, layer by layer, then whole runs in turn. */
import type {
  Control,
  Engine,
  LayerTimes,
  PreparedNetwork,
} from '../../engine/api';
import { RidgepointError } from '../../errors';
import type { NetworkResult } from './figures';
import type { Subject } from './subject';

/** For each of the two: layers of one network, whole runs of all. */
const budgetMs = 1200;
const mostRuns = 20;
const mostRounds = 10;
/** A median wants more than two; a run of seconds is steady with two. */
const fewestRuns = (ms: number) => (ms < 400 ? 5 : ms < 1500 ? 3 : 2);

export const prepare = (
  engine: Engine,
  { entry, parameters, backend, switches, tuneMs }: Subject,
  control: Control,
): Promise<PreparedNetwork> =>
  engine.prepareNetwork(entry.id, {
    ...{ parameters, backend, switches: { ...switches }, tuneMs },
    ...control,
  });

/** Layers first; `wholeMs` is replaced once whole runs were timed in turn. */
export async function measureLayers(
  network: PreparedNetwork,
  control: Control,
): Promise<NetworkResult> {
  const { signal } = control;
  const first = await network.time({ runs: 1, signal });
  const runs = runsFor(first.medianMs);
  const { times, untimed } = await layerTimes(network, runs, control);
  const { layers, memory } = network;
  return {
    ...{ layers, memory, times, untimed, runs },
    wholeMs: times?.medianMs ?? first.medianMs,
    threads: times?.threads ?? first.threads,
    measuredAt: new Date().toISOString(),
  };
}

/** The gap is told against the whole runs that the page shows. */
export const withWhole = (
  result: NetworkResult,
  { ms, runs }: WholeRuns,
): NetworkResult => ({
  ...result,
  ...{ wholeMs: ms, runs },
  times: result.times && {
    ...result.times,
    medianMs: ms,
    gapMs: ms - result.times.sumMs,
  },
});

export interface WholeRuns {
  /** Median of the blocks' medians. */
  readonly ms: number;
  readonly runs: number;
}

/**
 * In turn, so that a slow moment of the device hits all of them alike; a few
 * runs at a time, so that caches and threads are as warm as in steady use.
 */
export async function timeInTurn(
  networks: readonly PreparedNetwork[],
  { signal, onProgress }: Control,
): Promise<WholeRuns[]> {
  const blocks: { ms: number; runs: number }[][] = networks.map(() => []);
  const start = performance.now();
  for (let rounds = 1; ; rounds++) {
    let slowestMs = 0;
    for (const [i, network] of networks.entries()) {
      const last = blocks[i].at(-1);
      const runs = last ? runsPerBlock(last.ms) : 1;
      const { medianMs: ms } = await network.time({ runs, signal });
      blocks[i].push({ ms, runs });
      slowestMs = Math.max(slowestMs, ms);
    }
    const spentMs = performance.now() - start;
    const done = Math.min(
      1,
      rounds / fewestRuns(slowestMs),
      Math.max(rounds / mostRounds, spentMs / budgetMs),
    );
    onProgress?.({ done, label: 'timing whole runs' });
    if (done === 1) break;
  }
  return blocks.map((all) => ({
    ms: median(all.map(({ ms }) => ms)),
    runs: all.reduce((sum, { runs }) => sum + runs, 0),
  }));
}

/** About a tenth of a second. */
const runsPerBlock = (ms: number): number =>
  Math.min(8, Math.max(1, Math.round(100 / ms)));

const runsFor = (ms: number): number =>
  Math.min(mostRuns, Math.max(fewestRuns(ms), Math.round(budgetMs / ms)));

/** Without a clock for layers the whole run is still worth knowing. */
async function layerTimes(
  network: PreparedNetwork,
  runs: number,
  control: Control,
): Promise<{ times: LayerTimes | null; untimed: string }> {
  try {
    const times = await network.timeLayers({ runs, ...control });
    return { times, untimed: '' };
  } catch (error) {
    if (error instanceof RidgepointError && error.code === 'unsupported')
      return { times: null, untimed: error.message };
    throw error;
  }
}

export function median(values: readonly number[]): number {
  const ordered = values.toSorted((a, b) => a - b);
  const middle = ordered.length >> 1;
  return ordered.length % 2 === 1
    ? ordered[middle]
    : (ordered[middle - 1] + ordered[middle]) / 2;
}
