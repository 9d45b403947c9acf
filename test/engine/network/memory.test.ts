import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planMemory, type Lifetime } from '../../../src/engine/network/memory';

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

describe('a memory plan', () => {
  it('never puts two values that live at once into one slot', () => {
    fc.assert(
      fc.property(lifetimes, fc.boolean(), (all, reuse) => {
        const { slotOf, slots } = planMemory(all, { reuse });
        for (const [i, a] of all.entries()) {
          expect(slots[slotOf.get(a.name)!]).toBeGreaterThanOrEqual(a.bytes);
          for (const b of all.slice(i + 1))
            if (overlap(a, b))
              expect(slotOf.get(a.name)).not.toBe(slotOf.get(b.name));
        }
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

  it('needs two slots for a chain, whatever its length', () => {
    const chain = Array.from({ length: 50 }, (_, i): Lifetime => ({
      name: `v${i}`,
      bytes: 16 * (50 - i),
      first: i,
      last: i + 1,
    }));
    const plan = planMemory(chain);
    expect(plan.slots).toHaveLength(2);
    expect(plan.plannedBytes).toBe(plan.liveBytes);
    const without = planMemory(chain, { reuse: false });
    expect(without.slots).toHaveLength(50);
    expect(without.plannedBytes).toBe(plan.withoutReuseBytes);
  });

  it('makes nothing of nothing', () => {
    expect(planMemory([])).toMatchObject({ slots: [], plannedBytes: 0 });
  });

  it('is the same for the same graph', () => {
    const [all] = fc.sample(lifetimes, { numRuns: 1, seed: 7 });
    expect(planMemory(all)).toEqual(planMemory(all));
  });
});
