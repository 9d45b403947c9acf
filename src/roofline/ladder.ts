/** The kernels of one problem, from the simplest to the fastest. */
import type { Dot } from './dots';

export interface Ladder {
  readonly problem: string;
  readonly backend: Dot['backend'];
  /** The simplest first, then ever faster. */
  readonly rungs: readonly Dot[];
  readonly simplest: Dot;
  readonly fastest: Dot;
  /** How many times less the fastest takes than the simplest. */
  readonly gain: number;
}

/** One per problem and backend, also where only one kernel was measured. */
export function laddersOf(dots: readonly Dot[]): Ladder[] {
  const groups = new Map<string, Dot[]>();
  for (const dot of dots) {
    const key = `${dot.backend} ${dot.problem}`;
    groups.set(key, [...(groups.get(key) ?? []), dot]);
  }
  return [...groups.values()].map(ladderOf);
}

function ladderOf(dots: readonly Dot[]): Ladder {
  const simplest = dots.reduce((a, b) => (b.rung < a.rung ? b : a));
  const others = dots
    .filter((dot) => dot !== simplest)
    .sort((a, b) => b.ms - a.ms);
  const rungs = [simplest, ...others];
  // A wrong result is fast for the wrong reason.
  const sound = rungs.filter(({ verified }) => verified !== false);
  const fastest = (sound.length > 0 ? sound : rungs).reduce((a, b) =>
    b.ms < a.ms ? b : a,
  );
  const { problem, backend } = simplest;
  const gain = simplest.ms / fastest.ms;
  return { problem, backend, rungs, simplest, fastest, gain };
}

/**
 * A dot's share of the time its backend spends on the problems shown, each by
 * its fastest kernel: a large dot far below its roof is where to begin. The
 * slower rungs have no share, for nobody would use them; nor has the oracle.
 */
export function timeShares(
  ladders: readonly Ladder[],
): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  const used = ladders.filter(({ backend }) => backend !== 'reference');
  for (const { backend, fastest } of used)
    totals.set(backend, (totals.get(backend) ?? 0) + fastest.ms);
  return new Map(
    used.map(({ backend, fastest }) => [
      fastest.id,
      fastest.ms / (totals.get(backend) ?? fastest.ms),
    ]),
  );
}
