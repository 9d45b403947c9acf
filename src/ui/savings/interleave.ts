/** Times several subjects in turn, so that what disturbs one disturbs all. */
import { throwIfCancelled } from '../../errors';
import type { Sample } from './subject';

/** A subject's part of the rounds: one mean each. */
export interface Rounds {
  readonly wholeMs: readonly number[];
  /** By round, then by layer; null where layers cannot be timed. */
  readonly layerMs: readonly (readonly number[])[] | null;
}

export interface Effort {
  /** After which no round begins once there are enough. */
  readonly budgetMs: number;
  /** Of one subject in one round: many runs of what is short. */
  readonly turnMs: number;
  readonly leastRounds: number;
  readonly mostRounds: number;
}

export const usualEffort: Effort = {
  budgetMs: 4000,
  turnMs: 120,
  leastRounds: 3,
  mostRounds: 15,
};
const mostRuns = 200;

interface Timed {
  measure(runs: number, signal: AbortSignal): Promise<Sample>;
}

/** A warming round first, which also says how many runs make a turn. */
export async function interleave(
  subjects: readonly Timed[],
  effort: Effort,
  signal: AbortSignal,
  onRound: (rounds: readonly Rounds[], done: number) => void,
): Promise<void> {
  const runs: number[] = [];
  for (const subject of subjects) {
    await subject.measure(1, signal);
    const start = performance.now();
    await subject.measure(1, signal);
    const tookMs = performance.now() - start;
    runs.push(runsFor(effort.turnMs, tookMs));
  }
  const samples: Sample[][] = subjects.map(() => []);
  const start = performance.now();
  for (let round = 1; round <= effort.mostRounds; round++) {
    for (const [i, subject] of subjects.entries()) {
      throwIfCancelled(signal);
      samples[i].push(await subject.measure(runs[i], signal));
    }
    const spentMs = performance.now() - start;
    const isEnough = round >= effort.leastRounds && spentMs >= effort.budgetMs;
    const done = Math.min(
      round / effort.leastRounds,
      Math.max(spentMs / effort.budgetMs, round / effort.mostRounds),
    );
    onRound(samples.map(roundsOf), isEnough ? 1 : Math.min(1, done));
    if (isEnough) return;
  }
}

export const runsFor = (turnMs: number, tookMs: number): number =>
  Math.min(mostRuns, Math.max(1, Math.round(turnMs / Math.max(tookMs, 0.01))));

export function roundsOf(samples: readonly Sample[]): Rounds {
  const layers = samples.flatMap(({ layerMs }) => (layerMs ? [layerMs] : []));
  return {
    wholeMs: samples.map(({ wholeMs }) => wholeMs),
    layerMs: layers.length === samples.length ? layers : null,
  };
}
