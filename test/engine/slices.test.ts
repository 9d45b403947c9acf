import { describe, expect, it } from 'vitest';
import { Slices } from '../../src/engine/backends/slices';

/** Slices of so many runs on a device whose waits end at ticks of a clock. */
function submitted(runMs: number, waitMs: number, runs: number) {
  const slices = new Slices({ leastMs: waitMs });
  const all: { runs: number; ms: number }[] = [];
  for (let left = runs; left > 0;) {
    const next = slices.next(left);
    const ms = Math.max(1, Math.ceil((next * runMs) / waitMs)) * waitMs;
    slices.took(next, ms);
    all.push({ runs: next, ms });
    left -= next;
  }
  return { all, ms: all.reduce((sum, slice) => sum + slice.ms, 0) };
}
const longest = ({ all }: ReturnType<typeof submitted>) =>
  Math.max(...all.map(({ ms }) => ms));

describe('slices', () => {
  it('hide a wait of 0.1 s behind many short runs', () => {
    // Run by run it would be 50 s.
    expect(submitted(0.9, 100, 500).ms).toBeLessThan(1000);
    expect(longest(submitted(0.9, 100, 5000))).toBeLessThanOrEqual(500);
  });

  it('are about 0.1 s of work where a wait is short', () => {
    const slices = submitted(0.5, 0.5, 10_000);
    expect(longest(slices)).toBeLessThan(210);
    expect(slices.ms).toBeLessThan(1.1 * 0.5 * 10_000);
  });

  it('grow step by step where the clock says 0 ms', () => {
    const slices = new Slices({ leastMs: 1 });
    slices.took(1, 0);
    expect(slices.next(10_000)).toBe(8);
  });

  it.each([90, 140, 400, 3000])('keep runs of %d ms apart', (runMs) => {
    const { all } = submitted(runMs, 1, 20);
    for (const { runs, ms } of all) {
      expect(ms).toBeLessThanOrEqual(Math.max(102, runMs));
      expect(runs).toBe(1);
    }
  });
});
