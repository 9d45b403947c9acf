/** The first round: everyone compiles and runs once, while there is time. */
import { abortable } from '../backends/abortable';
import {
  attempt,
  batchOf,
  drop,
  fail,
  lowMs,
  noTimeLeft,
  notCompiled,
  type Lane,
  type RaceOptions,
  type Runner,
} from './lane';

/** Of the budget; the rest belongs to the rounds that decide. */
const screenShare = 0.7;
/** A first run so much longer than the best is the last one. */
const pruneRatio = 3;
/** How much of the best's time a run is given before it is tried. */
const expectedRatio = 1.5;
/** How much slower than the best a simple rung may be. */
const historyRatio = 16;
/** Of the budget; a shorter first run is mostly launch, so it says little. */
const coldShare = 0.02;

interface Start<R extends Runner> {
  readonly lane: Lane<R>;
  readonly ready: Promise<R>;
  readonly abort: AbortController;
  readonly begin: number;
}

/** Resolves to those who are in the race, the fastest first. */
export async function screen<R extends Runner>(
  lanes: readonly Lane<R>[],
  begin: number,
  options: RaceOptions,
): Promise<Lane<R>[]> {
  const { clock, budgetMs, ahead, maxKept, signal, onProgress } = options;
  const end = begin + screenShare * budgetMs;
  const waiting = [...lanes];
  const starts: Start<R>[] = [];
  const waitsMs: number[] = [];
  let alive: Lane<R>[] = [];
  let bestMs = 0;

  /** Whether it can run once: a simple rung not at the deciding rounds' cost. */
  const fits = ({ entrant: { history } }: Lane<R>, waitMs = 0): boolean => {
    const runMs = bestMs * (history ? historyRatio : expectedRatio);
    return clock.now() + waitMs + runMs <= (history ? end : begin + budgetMs);
  };
  /** Someone to race against is worth more than time for the race. */
  const readyBy = () => (alive.length < 2 ? begin + budgetMs : end);
  const usualWaitMs = () =>
    waitsMs.reduce((sum, ms) => sum + ms / waitsMs.length, 0);
  const fill = () => {
    while (waiting.length > 0 && starts.length <= ahead) {
      const lane = waiting.shift()!;
      if (
        lane === lanes[0] ||
        (clock.now() + usualWaitMs() < readyBy() && fits(lane, usualWaitMs()))
      )
        starts.push(starting(lane, clock));
      else lane.note = noTimeLeft;
    }
  };

  try {
    for (fill(); starts.length > 0; fill()) {
      const [start] = starts;
      const { lane } = start;
      onProgress?.(
        (clock.now() - begin) / budgetMs,
        `trying ${lane.entrant.label}`,
      );
      const from = clock.now();
      // Without the guess there is nothing to return: it has all the time.
      const patience =
        alive.length > 0 ? clock.sleep(Math.max(0, readyBy() - from)) : never();
      const ready = await abortable(
        Promise.race([settled(start), patience.then(() => 'late' as const)]),
        signal,
      );
      if (ready === 'late') {
        abandon(start);
        lane.note = notCompiled;
      } else if ('error' in ready) fail(lane, ready.error);
      else {
        lane.runner = ready.runner;
        lane.startMs = clock.now() - start.begin;
        waitsMs.push(clock.now() - from);
        if (alive.length > 0 && !fits(lane)) {
          lane.note = noTimeLeft;
          drop(lane);
        }
      }
      starts.shift();
      if (!lane.runner || !(await firstRun(lane, options))) continue;
      alive = admitted([...alive, lane], maxKept);
      bestMs = lowMs(alive[0]);
    }
  } catch (error) {
    for (const start of starts) abandon(start);
    throw error;
  }
  return alive;
}

/** Of its own each time: a shared one would keep all that waited for it. */
const never = () => new Promise<never>(() => {});

function starting<R extends Runner>(
  lane: Lane<R>,
  clock: RaceOptions['clock'],
): Start<R> {
  const abort = new AbortController();
  const begin = clock.now();
  const ready = lane.entrant.start(abort.signal);
  // It may fail long before anyone looks.
  ready.catch(() => {});
  return { lane, ready, abort, begin };
}

const settled = <R extends Runner>({ ready }: Start<R>) =>
  ready.then(
    (runner) => ({ runner }),
    (error: unknown) => ({ error }),
  );

function abandon<R extends Runner>({ ready, abort }: Start<R>): void {
  abort.abort();
  ready.then(
    (runner) => runner.dispose(),
    () => {},
  );
}

/** A short run is repeated: the first one woke the device up. */
async function firstRun(
  lane: Lane,
  { budgetMs, signal }: RaceOptions,
): Promise<boolean> {
  const firstMs = await attempt(lane, 1, signal);
  if (firstMs === null) return false;
  lane.samplesMs = [firstMs];
  lane.rounds = 1;
  if (firstMs > coldShare * budgetMs) return true;
  const { runs } = batchOf(lane);
  const againMs = await attempt(lane, runs, signal);
  if (againMs === null) return false;
  lane.samplesMs = [againMs / runs];
  return true;
}

/** Without the hopeless and what does not fit in memory, the fastest first. */
function admitted<R extends Runner>(
  lanes: readonly Lane<R>[],
  maxKept: number,
): Lane<R>[] {
  const sorted = lanes.toSorted((a, b) => lowMs(a) - lowMs(b));
  const mostMs = pruneRatio * lowMs(sorted[0]);
  const kept = sorted.filter(
    (lane, place) => place < maxKept && lowMs(lane) <= mostMs,
  );
  for (const lane of sorted) if (!kept.includes(lane)) drop(lane);
  return kept;
}
