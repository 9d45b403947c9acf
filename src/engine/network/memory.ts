/**
 * Which values may lie in the same memory: those that are never live at once.
 * Slots are whole buffers, for WebGPU lets no dispatch read from a buffer that
 * it writes to, wherever in it. Pure.
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

export interface MemoryPlan {
  /** By name: an index of `slots`. */
  readonly slotOf: ReadonlyMap<string, number>;
  /** Bytes of each. */
  readonly slots: readonly number[];
  /** All slots together. */
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

/** The best of several greedy assignments; the same for the same input. */
export function planMemory(
  lifetimes: readonly Lifetime[],
  { reuse = true } = {},
): MemoryPlan {
  const liveBytes = mostLive(lifetimes);
  const withoutReuseBytes = sum(lifetimes.map(({ bytes }) => bytes));
  const finish = ({ slotOf, slots }: Assignment): MemoryPlan => ({
    slotOf,
    slots,
    plannedBytes: sum(slots),
    liveBytes,
    withoutReuseBytes,
  });
  if (!reuse)
    return finish({
      slotOf: new Map(lifetimes.map(({ name }, i) => [name, i])),
      slots: lifetimes.map(({ bytes }) => bytes),
    });
  let best: Assignment | null = null;
  for (const order of orders(lifetimes)) {
    const found = assign(order);
    if (!best || sum(found.slots) < sum(best.slots)) best = found;
    if (sum(best.slots) <= goodRatio * liveBytes) break;
  }
  return finish(best!);
}

interface Assignment {
  readonly slotOf: Map<string, number>;
  readonly slots: number[];
}

/**
 * One after the other into the slot that is free all the while and costs the
 * fewest new bytes; among equals the one that wastes least.
 */
function assign(order: readonly Lifetime[]): Assignment {
  const slotOf = new Map<string, number>();
  const slots: number[] = [];
  const tenants: Lifetime[][] = [];
  for (const one of order) {
    let at = slots.length;
    let leastGrowth = one.bytes;
    let leastWaste = Infinity;
    for (let i = 0; i < slots.length; i++) {
      const growth = Math.max(0, one.bytes - slots[i]);
      const waste = Math.max(0, slots[i] - one.bytes);
      const worse =
        growth > leastGrowth || (growth === leastGrowth && waste >= leastWaste);
      if (worse || tenants[i].some((other) => overlap(one, other))) continue;
      at = i;
      leastGrowth = growth;
      leastWaste = waste;
    }
    slots[at] = Math.max(slots[at] ?? 0, one.bytes);
    (tenants[at] ??= []).push(one);
    slotOf.set(one.name, at);
  }
  return { slotOf, slots };
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
      .filter(({ first, last }) => first <= node && node <= last)
      .sort((a, b) => b.bytes - a.bytes))
      ordered.add(one);
  return [...ordered];
}

const overlap = (a: Lifetime, b: Lifetime) =>
  a.first <= b.last && b.first <= a.last;

/** Bytes live at each node; the maximum is always where something begins. */
function liveAt(lifetimes: readonly Lifetime[]): Map<number, number> {
  const nodes = new Set(lifetimes.map(({ first }) => first));
  return new Map(
    [...nodes].map((node) => [
      node,
      sum(
        lifetimes
          .filter(({ first, last }) => first <= node && node <= last)
          .map(({ bytes }) => bytes),
      ),
    ]),
  );
}

const mostLive = (lifetimes: readonly Lifetime[]): number =>
  Math.max(0, ...liveAt(lifetimes).values());

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
