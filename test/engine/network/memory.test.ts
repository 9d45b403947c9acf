import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  planMemory,
  type Lifetime,
  type Spot,
} from '../../../src/engine/network/memory';

const lifetimes = fc
  .array(
    fc.record({
      bytes: fc.integer({ min: 1, max: 64 }),
      first: fc.nat(20),
      length: fc.nat(6),
    }),
    { maxLength: 40 },
  )
  .map((all) =>
    all.map(({ bytes, first, length }, i): Lifetime => ({
      name: `v${i}`,
      bytes: 16 * bytes,
      first,
      last: first + length,
    })),
  );

const overlap = (a: Lifetime, b: Lifetime) =>
  a.first <= b.last && b.first <= a.last;

const intersect = (a: Lifetime, at: Spot, b: Lifetime, bt: Spot) =>
  at.arena === bt.arena &&
  at.offset < bt.offset + b.bytes &&
  bt.offset < at.offset + a.bytes;

describe('a memory plan', () => {
  it('never puts two values that live at once into the same bytes', () => {
    fc.assert(
      fc.property(lifetimes, fc.boolean(), (all, reuse) => {
        const { spots, arenas } = planMemory(all, { reuse });
        for (const [i, a] of all.entries()) {
          const at = spots.get(a.name)!;
          expect(arenas[at.arena]).toBeGreaterThanOrEqual(at.offset + a.bytes);
          expect(at.offset % 16).toBe(0);
          for (const b of all.slice(i + 1))
            if (overlap(a, b))
              expect(intersect(a, at, b, spots.get(b.name)!)).toBe(false);
        }
      }),
    );
  });

  it('keeps apart what a dispatch reads and writes, within the limit', () => {
    fc.assert(
      fc.property(lifetimes, (all) => {
        // As in a chain: whoever is made when another is read last.
        const byName = new Map(all.map((one) => [one.name, one]));
        const apart = (a: string, b: string) =>
          byName.get(a)!.first === byName.get(b)!.last ||
          byName.get(b)!.first === byName.get(a)!.last;
        const mostBytes = 2048;
        const { spots, arenas } = planMemory(all, { apart, mostBytes });
        for (const a of all)
          for (const b of all)
            if (a !== b && apart(a.name, b.name))
              expect(spots.get(a.name)!.arena).not.toBe(
                spots.get(b.name)!.arena,
              );
        expect(Math.max(0, ...arenas)).toBeLessThanOrEqual(mostBytes);
      }),
    );
  });

  it('counts what any plan needs, and no plan more than everything', () => {
    fc.assert(
      fc.property(lifetimes, (all) => {
        const plan = planMemory(all);
        let most = 0;
        for (let node = 0; node <= 26; node++)
          most = Math.max(
            most,
            all
              .filter(({ first, last }) => first <= node && node <= last)
              .reduce((sum, { bytes }) => sum + bytes, 0),
          );
        expect(plan.liveBytes).toBe(most);
        expect(plan.plannedBytes).toBeGreaterThanOrEqual(most);
        expect(plan.plannedBytes).toBeLessThanOrEqual(plan.withoutReuseBytes);
      }),
    );
  });

  it('needs two buffers for a chain, whatever its length', () => {
    const chain = Array.from({ length: 50 }, (_, i): Lifetime => ({
      name: `v${i}`,
      bytes: 16 * (50 - i),
      first: i,
      last: i + 1,
    }));
    const apart = (a: string, b: string) =>
      Math.abs(Number(a.slice(1)) - Number(b.slice(1))) === 1;
    const plan = planMemory(chain, { apart });
    expect(plan.arenas).toHaveLength(2);
    expect(plan.plannedBytes).toBe(plan.liveBytes);
    const without = planMemory(chain, { reuse: false });
    expect(without.arenas).toHaveLength(50);
    expect(without.plannedBytes).toBe(plan.withoutReuseBytes);
  });

  it('makes nothing of nothing', () => {
    expect(planMemory([])).toMatchObject({ arenas: [], plannedBytes: 0 });
  });

  it('is the same for the same graph', () => {
    const [all] = fc.sample(lifetimes, { numRuns: 1, seed: 7 });
    expect(planMemory(all)).toEqual(planMemory(all));
  });
});
