import { describe, expect, it } from 'vitest';
import { compareCurves } from '../../src/roofline/break-even';
import type { Sample } from '../../src/roofline/fit';

const works = [1e5, 4e5, 1.6e6, 6.4e6, 2.6e7, 1e8];
const curve = (overheadMs: number, slope: number): Sample[] =>
  works.map((work) => ({ work, ms: overheadMs + slope * work }));
const resultOf = (cpu: readonly Sample[], gpu: readonly Sample[]) =>
  compareCurves({ cpu, gpu }).result;

describe('compareCurves', () => {
  it('finds the crossing inside the measured range', () => {
    const result = resultOf(curve(0.02, 5e-8), curve(0.6, 5e-9));
    expect(result).toMatchObject({ kind: 'crossing', below: 'cpu' });
    if (result.kind === 'crossing')
      expect(result.work).toBeCloseTo(0.58 / 4.5e-8, 0);
  });

  it('knows that the GPU may win below', () => {
    expect(resultOf(curve(0.6, 5e-9), curve(0.02, 5e-8))).toMatchObject({
      kind: 'crossing',
      below: 'gpu',
    });
  });

  it('says where the lines would meet beyond the range, and only there', () => {
    const later = resultOf(curve(0.02, 5e-8), curve(50, 5e-9));
    expect(later).toMatchObject({ kind: 'always', winner: 'cpu' });
    if (later.kind === 'always') {
      expect(later.expectedAt).toBeCloseTo(49.98 / 4.5e-8, -1);
      expect(later.ratio).toBeCloseTo(50.5 / 5.02, 6);
    }
    expect(resultOf(curve(1, 5e-8), curve(0.6, 5e-9))).toMatchObject({
      winner: 'gpu',
      expectedAt: null,
    });
    const before = resultOf(curve(0.02, 5e-8), curve(0.021, 5e-9));
    expect(before).toMatchObject({ winner: 'gpu', expectedAt: null });
  });

  it('lets the measured times decide where the lines do not fit', () => {
    // The CPU falls out of its cache at the last size; no line bends so.
    const cpu = works.map((work, i) => ({ work, ms: i === 5 ? 90 : 0.1 }));
    const gpu = works.map((work) => ({ work, ms: 1 }));
    const result = resultOf(cpu, gpu);
    expect(result).toMatchObject({ kind: 'crossing', below: 'cpu' });
    if (result.kind === 'crossing') {
      expect(result.work).toBeGreaterThan(6.4e6);
      expect(result.work).toBeLessThan(1e8);
    }
  });

  it('compares only sizes that both have, and needs two of them', () => {
    const [cpu, gpu] = [curve(0.02, 5e-8), curve(0.6, 5e-9)];
    expect(resultOf(cpu, gpu.slice(0, 1)).kind).toBe('unknown');
    expect(resultOf([], gpu).kind).toBe('unknown');
    expect(resultOf(cpu, gpu.slice(0, 3))).toMatchObject({
      kind: 'always',
      winner: 'cpu',
    });
  });
});
