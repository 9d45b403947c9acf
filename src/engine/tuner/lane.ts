/** One entrant's way through a race, and what all rounds do with it. */
import { RidgepointError } from '../../errors';
import { abortable } from '../backends/abortable';
import { stats } from '../stats';

/** Something that was compiled and can be timed. */
export interface Runner {
  /** Shortest batch that its clock can tell, in milliseconds. */
  readonly batchMs: number;
  /** Milliseconds for so many runs, back to back. */
  time(runs: number): Promise<number>;
  dispose(): void;
}
export interface Entrant<R extends Runner = Runner> {
  readonly label: string;
  /** Likely slow: it starts only where there is time for a long run. */
  readonly history: boolean;
  /** Compiles; the signal says that nobody waits any more. */
  start(signal: AbortSignal): Promise<R>;
}
export interface RaceClock {
  now(): number;
  sleep(ms: number): Promise<void>;
}
export interface RaceOptions {
  /** Wall time for everything, compiling included. */
  readonly budgetMs: number;
  /** How many may compile while another one runs. */
  readonly ahead: number;
  /** How many may stay in memory at once. */
  readonly maxKept: number;
  readonly clock: RaceClock;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, label: string) => void;
}

export interface Lane<R extends Runner = Runner> {
  readonly entrant: Entrant<R>;
  /** Only while it is in the race. */
  runner: R | null;
  /** Compiling and upload; null before they are done. */
  startMs: number | null;
  /** Per run, of all its rounds. */
  samplesMs: readonly number[];
  rounds: number;
  note?: string;
  /** Set where the entrant itself failed. */
  error?: unknown;
}
/** What a lane that never ran says; more time would change it. */
export const noTimeLeft = 'no time left';
export const notCompiled = 'not compiled in time';

const mostRuns = 1024;

/** Total milliseconds, or null where the run failed, which the lane notes. */
export async function attempt(
  lane: Lane,
  runs: number,
  signal: AbortSignal | undefined,
): Promise<number | null> {
  if (!lane.runner) return null;
  try {
    return await abortable(lane.runner.time(runs), signal);
  } catch (error) {
    fail(lane, error);
    return null;
  }
}

/** What ends the race for all is thrown on; the rest is this lane's own. */
export function fail(lane: Lane, error: unknown): void {
  const known = error instanceof RidgepointError;
  if (!known || error.code === 'cancelled' || error.code === 'device-lost')
    throw error;
  drop(lane);
  lane.error = error;
  lane.samplesMs = [];
  lane.note = error.message.split('\n')[0];
}

export function drop(lane: Lane): void {
  lane.runner?.dispose();
  lane.runner = null;
}

/**
 * What a lane is ranked by: the 20th percentile, for whatever disturbs a run
 * makes it longer, never shorter.
 */
export const lowMs = ({ samplesMs }: Lane): number => stats(samplesMs).p20Ms;

/** Runs that its clock can tell from none, and about how long they take. */
export function batchOf(lane: Lane): { runs: number; ms: number } {
  const { batchMs = 0 } = lane.runner ?? {};
  const runMs = Math.max(lowMs(lane), batchMs / mostRuns);
  const runs = Math.max(1, Math.ceil(batchMs / runMs));
  return { runs, ms: runs * runMs };
}
