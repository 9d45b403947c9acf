/** How batches are sized: a clock and a kernel whose speeds are known. */
import { describe, expect, it } from 'vitest';
import type { Executable } from '../../src/engine/backends/backend';
import { measure } from '../../src/engine/bench';

/** Ticks every `stepMs`, as Chrome's timestamps do; `null` has no clock. */
function clocked(runMs: number, stepMs: number | null) {
  const batches: number[] = [];
  const executable: Executable = {
    backend: 'webgpu',
    kernel: 'known',
    constants: {},
    clock: { source: 'timestamp-query', resolutionMs: stepMs ?? 0.005 },
    upload: async () => {},
    run: async () => {},
    timeMs: async (times) => {
      if (stepMs === null) return null;
      batches.push(times);
      return Math.floor((times * runMs) / stepMs) * stepMs;
    },
    read: async () => ({}),
    answer: async () => ({}),
    dispose: () => {},
  };
  const measured = measure({
    executable,
    inputs: {},
    budgetMs: 2,
    firstRunMs: 1,
  });
  return { measured, batches };
}

describe('measure', () => {
  it.each([
    [0.01, 0.1],
    [0.003, 0.1],
    [0.5, 0.001],
    [40, 0.1],
  ])('batches runs of %d ms for a clock of %d ms', async (runMs, stepMs) => {
    const { measured, batches } = clocked(runMs, stepMs);
    const { kernelMs, batch } = await measured;
    expect(batch * runMs).toBeGreaterThanOrEqual(50 * stepMs);
    // 50 steps leave at most 2 % of rounding.
    expect(Math.abs(kernelMs!.medianMs / runMs - 1)).toBeLessThan(0.02);
    expect(batches.at(-1)).toBe(batch);
  });

  it('says "below resolution" rather than 0', async () => {
    const { kernelMs, kernelMsMissing } = await clocked(1e-6, 0.1).measured;
    expect(kernelMs).toBeNull();
    expect(kernelMsMissing).toMatch(/below resolution: 8192 runs.*0\.1 ms/);
  });

  it('says so where there is no device clock', async () => {
    const { kernelMs, kernelMsMissing } = await clocked(1, null).measured;
    expect(kernelMs).toBeNull();
    expect(kernelMsMissing).toMatch(/no timestamp-query/);
  });

  it('times a kernel that is longer than the budget once', async () => {
    const { measured, batches } = clocked(5000, 0.1);
    expect((await measured).kernelMs).toMatchObject({ medianMs: 5000, n: 1 });
    expect(batches).toHaveLength(1);
  });
});
