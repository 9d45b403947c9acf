import { expect, test } from 'vitest';
import { roofFor, roofsOf } from '../../src/roofline/ceiling-roofs';
import { dotOf, dotsOf, runId } from '../../src/roofline/dots';
import { laddersOf, timeShares } from '../../src/roofline/ladder';
import { stats } from '../ui/literals';
import { ceilings, ladder, runOf, runs } from '../ui/roofline-literals';

const roofs = roofsOf(ceilings);

test('a dot stands at FLOP per compulsory byte and FLOP per second', () => {
  const run = runOf('resnet50-conv4-3x3', 'webgpu', 'direct', 0.1);
  const { cost } = run.report;
  const dot = dotOf(run, roofs[0])!;
  // 3×3, 256 → 256 at 14×14: 115.6 M multiply-adds over 2.76 MB.
  expect(cost.macs).toBe(9 * 256 * 256 * 14 * 14);
  expect(dot.intensity).toBeCloseTo(83.7, 1);
  expect(dot.intensityNoReuse).toBeCloseTo(0.25, 2);
  expect(dot.gflops).toBeCloseTo(2312, 0);
  expect(dot.share).toBeCloseTo(2312 / 3600, 3);
  expect(dot.href).toBe(
    '#bench?op=conv2d&preset=resnet50-conv4-3x3&kernel=webgpu%2Fdirect',
  );
});

test('without a kernel time the throughput counts, and is said to', () => {
  const run = runOf('resnet50-conv4-3x3', 'webgpu', 'direct', 0.1);
  const report = { ...run.report, kernelMs: null, throughputMs: stats(0.2) };
  const dot = dotOf({ ...run, report }, roofs[0])!;
  expect([dot.ms, dot.fromThroughput]).toEqual([0.2, true]);
});

test('each backend is held against its own first roof', () => {
  expect(roofs.map(({ label }) => label)).toEqual([
    'GPU',
    'WASM, 8 threads',
    'WASM, 1 thread',
  ]);
  expect(roofFor(roofs, 'wasm')?.label).toBe('WASM, 8 threads');
  expect(roofFor(roofs, 'reference')?.label).toBe('WASM, 8 threads');
  expect(roofFor([], 'webgpu')).toBeNull();
  const software = roofsOf({ ...ceilings, software: true });
  expect(software[0].label).toBe('GPU (software)');
});

test('work without a time or without arithmetic has no dot', () => {
  const run = runOf('resnet50-conv4-3x3', 'webgpu', 'direct', 0);
  expect(dotsOf([run], roofs)).toEqual([]);
});

test('a run of an op that is gone still has its dot', () => {
  const run = runOf('resnet50-conv4-3x3', 'webgpu', 'direct', 1);
  const old = { ...run, report: { ...run.report, op: 'conv9d' } };
  expect(dotOf(old, roofs[0])).toMatchObject({ op: 'conv9d', hint: null });
});

test('the same kernel on another adapter is another run', () => {
  const { report } = ladder[0];
  expect(runId(report)).not.toBe(runId({ ...report, adapter: 'other' }));
  expect(runId(report)).toBe(runId({ ...report, measuredAt: 'later' }));
});

test('a ladder goes from the simplest kernel to the fastest', () => {
  const shuffled = dotsOf([...ladder].reverse(), roofs);
  const gpu = laddersOf(shuffled).find((one) => one.backend === 'webgpu')!;
  expect(gpu.rungs.map(({ kernel }) => kernel)).toEqual([
    'naive',
    'depthwise-row',
    'direct',
  ]);
  expect(gpu.gain).toBeCloseTo(1.02 / 0.096, 6);
});

test('a wrong result is never the fastest', () => {
  const dots = dotsOf(ladder, roofs).map((dot) =>
    dot.kernel === 'direct' ? { ...dot, verified: false } : dot,
  );
  const gpu = laddersOf(dots).find((one) => one.backend === 'webgpu')!;
  expect(gpu.fastest.kernel).toBe('depthwise-row');
});

test('shares of time add up to one for each backend', () => {
  const dots = dotsOf(runs, roofs);
  const shares = timeShares(laddersOf(dots));
  for (const backend of ['webgpu', 'wasm']) {
    const own = dots.filter((dot) => dot.backend === backend);
    const sum = own.reduce((all, { id }) => all + (shares.get(id) ?? 0), 0);
    expect(sum).toBeCloseTo(1, 9);
  }
  const oracle = dots.find(({ backend }) => backend === 'reference')!;
  expect(shares.has(oracle.id)).toBe(false);
});
