/**
 * Which values may lie in the same memory: those that are never live at once.
 * Memory comes as arenas, which are whole buffers on the GPU: there, no
 * dispatch may read from a buffer that it writes to, wherever in it. Pure.
 */
import { random } from '../../ops/random';

/** Something that must be held from one node of the order to another. */
export interface Lifetime {
  readonly name: string;
  readonly bytes: number;
  /** The node that makes it; -1: it is there before the first. */
  readonly first: number;
  /** The last node that touches it. */
  readonly last: number;
}

export interface MemoryOptions {
  /** Default true. */
  readonly reuse?: boolean;
  /** Of every offset, in bytes. Default 16. */
  readonly alignment?: number;
  /** Of an arena, unless one value alone is larger. */
  readonly mostBytes?: number;
  /** Whether two may not lie in one arena. */
  apart?(a: string, b: string): boolean;
}

export interface Spot {
  readonly arena: number;
  readonly offset: number;
}

export interface MemoryPlan {
  readonly spots: ReadonlyMap<string, Spot>;
  /** Bytes of each. */
  readonly arenas: readonly number[];
  /** All arenas together. */
  readonly plannedBytes: number;
  /** The most that is live at any node: no plan needs less. */
  readonly liveBytes: number;
  /** If everything had memory of its own. */
  readonly withoutReuseBytes: number;
}

/** Orders tried after the usual ones, unless one is as good as can be. */
const shuffles = 64;
/** A plan so near to the least possible is good enough. */
const goodRatio = 1.01;

/** The best of several greedy plans; the same for the same input. */
export function planMemory(
  lifetimes: readonly Lifetime[],
  options: MemoryOptions = {},
): MemoryPlan {
  const { reuse = true, alignment = 16 } = options;
  const liveBytes = Math.max(0, ...liveAt(lifetimes).values());
  const finish = ({ spots, arenas }: Assignment): MemoryPlan => ({
    spots,
    arenas,
    plannedBytes: sum(arenas),
    liveBytes,
    withoutReuseBytes: sum(lifetimes.map(({ bytes }) => bytes)),
  });
  if (!reuse)
    return finish({
      spots: new Map(
        lifetimes.map(({ name }, arena) => [name, { arena, offset: 0 }]),
      ),
      arenas: lifetimes.map(({ bytes }) => bytes),
    });
  const rounded = lifetimes.map((one) => ({
    ...one,
    bytes: alignment * Math.ceil(one.bytes / alignment),
  }));
  let best: Assignment | null = null;
  for (const order of orders(rounded)) {
    const found = assign(order, options);
    if (!best || sum(found.arenas) < sum(best.arenas)) best = found;
    if (sum(best.arenas) <= goodRatio * liveBytes) break;
  }
  return finish(best!);
}

interface Assignment {
  readonly spots: Map<string, Spot>;
  readonly arenas: number[];
}
interface Tenant extends Lifetime {
  readonly offset: number;
}

/** One after the other to where the arenas grow least. */
function assign(
  order: readonly Lifetime[],
  { mostBytes = Infinity, apart = () => false }: MemoryOptions,
): Assignment {
  const spots = new Map<string, Spot>();
  const arenas: number[] = [];
  const tenants: Tenant[][] = [];
  for (const one of order) {
    let best = { arena: arenas.length, offset: 0, growth: one.bytes };
    for (const [arena, size] of arenas.entries()) {
      if (tenants[arena].some((other) => apart(one.name, other.name))) continue;
      const offset = freeOffset(one, tenants[arena], size);
      const end = offset + one.bytes;
      const growth = Math.max(0, end - size);
      const better =
        growth < best.growth ||
        (growth === best.growth && best.arena === arenas.length);
      if (better && end <= mostBytes) best = { arena, offset, growth };
      if (best.growth === 0) break;
    }
    const { arena, offset } = best;
    arenas[arena] = (arenas[arena] ?? 0) + best.growth;
    (tenants[arena] ??= []).push({ ...one, offset });
    spots.set(one.name, { arena, offset });
  }
  return { spots, arenas };
}

/** The tightest gap between those that are live meanwhile, else the end. */
function freeOffset(
  one: Lifetime,
  tenants: readonly Tenant[],
  size: number,
): number {
  const others = tenants
    .filter((other) => one.first <= other.last && other.first <= one.last)
    .sort((a, b) => a.offset - b.offset);
  let found = -1;
  let tightest = Infinity;
  let end = 0;
  for (const { offset, bytes } of [...others, { offset: size, bytes: 0 }]) {
    const gap = offset - end;
    if (gap >= one.bytes && gap < tightest) {
      found = end;
      tightest = gap;
    }
    end = Math.max(end, offset + bytes);
  }
  if (found >= 0) return found;
  return Math.max(0, ...others.map(({ offset, bytes }) => offset + bytes));
}

/** Which order is best depends on the graph, so several are tried. */
function* orders(lifetimes: readonly Lifetime[]): Generator<Lifetime[]> {
  const bySize = lifetimes.toSorted((a, b) => b.bytes - a.bytes);
  yield bySize;
  yield byBreadth(lifetimes);
  yield lifetimes.toSorted((a, b) => a.first - b.first || b.bytes - a.bytes);
  const next = random(lifetimes.length);
  for (let i = 0; i < shuffles; i++) {
    // Large ones first still, but neighbours change places.
    const weights = new Map(
      bySize.map((one) => [one, one.bytes * (0.5 + next())]),
    );
    yield bySize.toSorted((a, b) => weights.get(b)! - weights.get(a)!);
  }
}

/** The nodes with most live first, and at each node the largest first. */
function byBreadth(lifetimes: readonly Lifetime[]): Lifetime[] {
  const live = liveAt(lifetimes);
  const nodes = [...live.keys()].sort((a, b) => live.get(b)! - live.get(a)!);
  const ordered = new Set<Lifetime>();
  for (const node of nodes)
    for (const one of lifetimes
      .filter((lifetime) => isLive(lifetime, node))
      .sort((a, b) => b.bytes - a.bytes))
      ordered.add(one);
  return [...ordered];
}

/** Bytes live at each node; the most is always where something begins. */
function liveAt(lifetimes: readonly Lifetime[]): Map<number, number> {
  const nodes = new Set(lifetimes.map(({ first }) => first));
  return new Map(
    [...nodes].map((node) => [
      node,
      sum(
        lifetimes
          .filter((lifetime) => isLive(lifetime, node))
          .map(({ bytes }) => bytes),
      ),
    ]),
  );
}

const isLive = ({ first, last }: Lifetime, node: number) =>
  first <= node && node <= last;

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
