/** The probes on a real device: their figures must make sense together. */
import { afterAll, describe, expect, it } from 'vitest';
import type { Ceilings, Roofs } from '../../src/engine/api';
import { bufferSizes } from '../../src/engine/ceilings/bandwidth';
import { LocalEngine } from '../../src/engine/engine';
import { ridge } from '../../src/roofline/roof';

const engine = new LocalEngine();
afterAll(() => engine.dispose());

function expectRoofs(roofs: Roofs): void {
  expect(roofs.gflops.f32).toBeGreaterThan(0.5);
  expect(roofs.gflops.f32).toBeLessThan(1e6);
  expect(roofs.gbps.memory).toBeGreaterThan(0.1);
  expect(roofs.gbps.memory).toBeLessThan(1e5);
  expect(roofs.gbps.copy).toBeLessThanOrEqual(roofs.gbps.memory);
  const gpu = {
    backend: 'webgpu' as const,
    label: '',
    gflops: roofs.gflops.f32,
    gbps: roofs.gbps.memory,
  };
  expect(ridge(gpu)).toBeGreaterThan(0);
}

function expectEvidence({ evidence }: Ceilings): void {
  for (const { gflops } of evidence.compute) {
    expect(gflops.p20).toBeLessThanOrEqual(gflops.median);
    expect(gflops.median).toBeLessThanOrEqual(gflops.p80);
    expect(gflops.n).toBeGreaterThanOrEqual(3);
  }
  for (const { gbps, workingSetBytes } of evidence.bandwidth) {
    expect(gbps.median).toBeGreaterThan(0);
    expect(workingSetBytes).toBeGreaterThan(0);
  }
}

describe('ceilings', { timeout: 60_000 }, () => {
  it('measures a quick version with progress', async () => {
    const labels: string[] = [];
    let last = 0;
    const ceilings = await engine.ceilings({
      quick: true,
      force: true,
      onProgress: ({ done, label }) => {
        expect(done).toBeGreaterThanOrEqual(last);
        expect(done).toBeLessThanOrEqual(1);
        last = done;
        labels.push(label);
      },
    });
    expect(labels).toContain('measuring bandwidth');
    expect(ceilings.evidence).toMatchObject({ quick: true, sweep: [] });
    expectRoofs(ceilings.gpu!);
    expectRoofs(ceilings.wasm.oneThread);
    expectRoofs(ceilings.wasm.allThreads);
    expectEvidence(ceilings);
    // Whatever else the machine does: what is implausible is said.
    const { doubling, drift, warnings } = ceilings.evidence;
    const off = (value: number | null, wanted: number) =>
      Math.abs(value! / wanted - 1) > 0.1;
    const said = (words: RegExp) => warnings.some((text) => words.test(text));
    expect(said(/doubled work took/)).toBe(off(doubling, 2));
    expect(said(/the same kernel took/)).toBe(off(drift, 1));
    expect(ceilings.gpu!.submitUs).toBeGreaterThan(0);
  });

  it('keeps them, and measures again when told to', async () => {
    const first = await engine.ceilings({ quick: true });
    const kept = await engine.ceilings({ quick: true });
    expect(kept.measuredAt).toBe(first.measuredAt);
    const forced = await engine.ceilings({ quick: true, force: true });
    expect(forced.measuredAt).not.toBe(first.measuredAt);
  });

  it('measures the whole with a sweep', async () => {
    const ceilings = await engine.ceilings();
    const { evidence } = ceilings;
    expect(evidence.quick).toBe(false);
    expect(evidence.sweep.map(({ intensity }) => intensity)).toEqual([
      0.25, 0.5, 1, 2, 4, 8, 16, 32, 64,
    ]);
    expect(evidence.sweepDeviation).toBeGreaterThanOrEqual(0);
    // More arithmetic for the same bytes is never slower by much.
    const [first] = evidence.sweep;
    expect(evidence.sweep[8].gflops).toBeGreaterThan(first.gflops);
    const kinds = new Set(evidence.bandwidth.map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(['read', 'write', 'copy', 'triad']));
    expectRoofs(ceilings.gpu!);
    expectEvidence(ceilings);
  });

  it('can be cancelled', async () => {
    const controller = new AbortController();
    const measuring = engine.ceilings({
      force: true,
      signal: controller.signal,
      onProgress: ({ done }) => {
        if (done > 0.2) controller.abort();
      },
    });
    await expect(measuring).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('bufferSizes', () => {
  const limits = {
    maxBufferSize: 2 ** 31,
    maxStorageBufferBindingSize: 2 ** 27 + 5,
  } as GPUSupportedLimits;

  it('goes from 16 KiB to what the limits allow', () => {
    const sizes = bufferSizes(limits, false, false);
    expect(sizes[0]).toBe(2 ** 14);
    expect(sizes.at(-1)).toBe(2 ** 27);
    expect(bufferSizes(limits, true, false).at(-1)).toBe(2 ** 25);
  });
});
