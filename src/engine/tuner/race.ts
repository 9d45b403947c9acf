/**
 * Successive halving inside a budget: everyone runs once, then the slow half
 * goes after each round and those who stay run more often, in turns, so that
 * noise falls on all of them. Knows no kernel and no device; time is a seam.
 */
import { throwIfCancelled } from '../../errors';
import {
  attempt,
  batchOf,
  drop,
  lowMs,
  type Entrant,
  type Lane,
  type RaceOptions,
  type Runner,
} from './lane';
import { screen } from './screen';
import { isTie } from './ties';

export interface RaceResult<R extends Runner> {
  readonly winner: Lane<R>;
  readonly runner: R;
  /** In the order of the entrants. */
  readonly lanes: readonly Lane<R>[];
  readonly elapsedMs: number;
}

/** So much slower than the best of a round, and nobody takes another look. */
const hopeless = 1.5;

/**
 * The first entrant is the guess: it always runs, and it wins all ties. Throws
 * its error where no entrant runs at all, and `cancelled`.
 */
export async function race<R extends Runner>(
  entrants: readonly Entrant<R>[],
  options: RaceOptions,
): Promise<RaceResult<R>> {
  const { clock, budgetMs, signal } = options;
  const begin = clock.now();
  const lanes = entrants.map((entrant): Lane<R> => ({
    entrant,
    runner: null,
    startMs: null,
    samplesMs: [],
    rounds: 0,
  }));
  try {
    let alive = await screen(lanes, begin, options);
    while (alive.length > 1)
      alive = await round(alive, lanes[0], begin + budgetMs, begin, options);
    const [winner] = alive;
    if (!winner?.runner) throw lanes[0].error;
    throwIfCancelled(signal);
    return {
      winner,
      runner: winner.runner,
      lanes,
      elapsedMs: clock.now() - begin,
    };
  } catch (error) {
    for (const lane of lanes) drop(lane);
    throw error;
  }
}

/** One round; resolves to those who are in the next one, the best first. */
async function round<R extends Runner>(
  alive: readonly Lane<R>[],
  guess: Lane<R>,
  deadline: number,
  begin: number,
  { clock, budgetMs, signal, onProgress }: RaceOptions,
): Promise<Lane<R>[]> {
  const leftMs = deadline - clock.now();
  const rounds = Math.ceil(Math.log2(alive.length));
  const passMs = alive.reduce((sum, lane) => sum + batchOf(lane).ms, 0);
  const fitting = Math.floor(leftMs / rounds / passMs);
  const passes = Math.min(fitting, wantedPasses(alive.length));
  if (passes > 0) {
    const samples = new Map(alive.map((lane) => [lane, [] as number[]]));
    for (let pass = 0; pass < passes; pass++)
      // There and back, so that a device that warms up favours nobody.
      for (const lane of pass % 2 ? alive.toReversed() : alive) {
        onProgress?.((clock.now() - begin) / budgetMs, versus(alive));
        const { runs } = batchOf(lane);
        const ms = await attempt(lane, runs, signal);
        if (ms !== null) samples.get(lane)!.push(ms / runs);
      }
    for (const lane of alive) {
      if (!lane.runner) continue;
      lane.samplesMs = [...lane.samplesMs, ...samples.get(lane)!];
      lane.rounds++;
    }
  }
  return survivors(
    alive.filter(({ runner }) => runner),
    guess,
  );
}

/** The fast half without the hopeless; the guess stays while it may be best. */
function survivors<R extends Runner>(
  alive: readonly Lane<R>[],
  guess: Lane<R>,
): Lane<R>[] {
  if (alive.length < 2) return [...alive];
  const sorted = alive.toSorted((a, b) => lowMs(a) - lowMs(b));
  const kept = sorted
    .slice(0, Math.ceil(sorted.length / 2))
    .filter((lane) => lowMs(lane) <= hopeless * lowMs(sorted[0]));
  if (
    sorted.includes(guess) &&
    !kept.includes(guess) &&
    isTie(guess.samplesMs, sorted[0].samplesMs)
  )
    kept.splice(Math.max(0, Math.ceil(sorted.length / 2) - 1), 1, guess);
  for (const lane of sorted) if (!kept.includes(lane)) drop(lane);
  return kept;
}

/** The fewer are left, the closer they are, the more it takes to tell. */
const wantedPasses = (lanes: number): number =>
  lanes >= 8 ? 3 : lanes >= 4 ? 5 : lanes === 3 ? 7 : 11;

function versus(alive: readonly Lane[]): string {
  const [first, second] = alive.map(({ entrant }) => entrant.label);
  const others = alive.length - 1;
  return `racing ${first} against ${others === 1 ? second : `${others} others`}`;
}
