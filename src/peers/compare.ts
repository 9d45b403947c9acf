/** The arithmetic of the comparison: fastest peer, ratios, means. Pure. */
import { isOurs, peers } from './catalog';
import type { League, Peer } from './peer';
import { isTimed, type Row, type Timed } from './results';

export interface Place {
  readonly peer: Peer;
  readonly timed: Timed;
}

export interface Duel {
  readonly ours: Place;
  readonly fastest: Place;
  /** The fastest peer's median over ours: above 1, we are faster. */
  readonly ratio: number;
  /** The same of the lowest samples, which outside load raises least. */
  readonly minRatio: number;
  /** Of GPU time by timestamps; null where one side has none. */
  readonly kernelRatio: number | null;
}

/** Those who ran and gave the right answer, fastest first. */
export function placesOf(row: Row, league: League): Place[] {
  return peers
    .flatMap((peer): Place[] => {
      const cell = row.cells[peer.id];
      return peer.league === league && isTimed(cell) && cell.check.ok
        ? [{ peer, timed: cell }]
        : [];
    })
    .sort((a, b) => a.timed.wall.medianMs - b.timed.wall.medianMs);
}

/** null where we or all of the peers have no right answer. */
export function duelOf(row: Row, league: League): Duel | null {
  const places = placesOf(row, league);
  const ours = places.find(({ peer }) => isOurs(peer));
  const others = places.filter(({ peer }) => !isOurs(peer));
  if (!ours || others.length === 0) return null;
  const [fastest] = others;
  const lowest = Math.min(...others.map(({ timed }) => timed.wall.minMs));
  const kernels = others.flatMap(({ timed }) => timed.kernelMs ?? []);
  const kernelMs = ours.timed.kernelMs;
  return {
    ours,
    fastest,
    ratio: fastest.timed.wall.medianMs / ours.timed.wall.medianMs,
    minRatio: lowest / ours.timed.wall.minMs,
    kernelRatio:
      kernelMs && kernels.length > 0 ? Math.min(...kernels) / kernelMs : null,
  };
}

export interface Standing {
  readonly league: League;
  /** Workloads with a duel, of those that count. */
  readonly compared: number;
  readonly counted: number;
  /** Geometric mean of the ratios; null without any. */
  readonly mean: number | null;
  readonly minMean: number | null;
  readonly kernelMean: number | null;
  /** Ids of workloads on which the fastest peer is faster than we are. */
  readonly slower: readonly string[];
  /** The workload of the lowest ratio. */
  readonly lowest: { readonly id: string; readonly ratio: number } | null;
}

/** How we stand in a league, over the workloads that count. */
export function standingOf(rows: readonly Row[], league: League): Standing {
  const counted = rows.filter(({ counts }) => counts);
  const duels = counted.flatMap((row) => {
    const duel = duelOf(row, league);
    return duel ? [{ id: row.id, ...duel }] : [];
  });
  const lowest = duels.reduce<(typeof duels)[number] | null>(
    (least, duel) => (least && least.ratio <= duel.ratio ? least : duel),
    null,
  );
  return {
    league,
    compared: duels.length,
    counted: counted.length,
    mean: geometricMean(duels.map(({ ratio }) => ratio)),
    minMean: geometricMean(duels.map(({ minRatio }) => minRatio)),
    kernelMean: geometricMean(
      duels.flatMap(({ kernelRatio }) => kernelRatio ?? []),
    ),
    slower: duels.filter(({ ratio }) => ratio < 1).map(({ id }) => id),
    lowest: lowest && { id: lowest.id, ratio: lowest.ratio },
  };
}

/** null of nothing: a mean of no ratios is not 1. */
export function geometricMean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const logs = values.reduce((sum, value) => sum + Math.log(value), 0);
  return Math.exp(logs / values.length);
}

/** Who ran but gave a wrong answer, by row. */
export function wrongOf(row: Row): Place[] {
  return peers.flatMap((peer) => {
    const cell = row.cells[peer.id];
    return isTimed(cell) && !cell.check.ok ? [{ peer, timed: cell }] : [];
  });
}
