/** Reports as the engine gives them, for words that need none of its work. */
import type { Comparison, Stats, TrialReport } from '../../../src/engine/api';

import { conv2d } from '../../../src/ops/conv2d';

export const stats = (medianMs: number): Stats => ({
  medianMs,
  p20Ms: medianMs * 0.95,
  p80Ms: medianMs * 1.1,
  minMs: medianMs * 0.9,
  n: 24,
});

export const ab = (change: Partial<Comparison> = {}): Comparison => ({
  original: stats(1.24),
  edited: stats(1),
  ratio: { median: 1.24, p20: 1.1, p80: 1.4 },
  judged: {
    difference: 'faster',
    interval: { low: 1.18, high: 1.31, confidence: 0.99 },
  },
  n: 24,
  interleaved: true,
  batch: { original: 8, edited: 8 },
  clock: { source: 'timestamp-query', resolutionMs: 0.1 },
  against: 'naive',
  ...change,
});

const check: NonNullable<TrialReport['check']> = {
  ...{ ok: true, maxUlp: 3, allowedUlp: 20, worstIndex: 5, why: 'ten sums' },
  worst: {
    ...{ output: 'output', position: [0, 1, 2, 3], actual: 2, expected: 2.5 },
  },
  ...{ failures: 0, elements: 2048, map: null },
};

export const wrongCheck = (change: Partial<typeof check> = {}) => ({
  ...check,
  ...{ ok: false, maxUlp: 1e6, failures: 12 },
  ...change,
});

export const report = (change: Partial<TrialReport> = {}): TrialReport => ({
  ...{ op: 'conv2d', kernel: 'naive', constants: {}, outcome: 'right' },
  verdict: '',
  passes: [
    {
      ...{ file: 'conv2d/naive.wgsl', edited: true },
      ...{ workgroups: [32, 1, 1], diagnostics: [] },
    },
  ],
  ...{ check, unstable: null, unwritten: 0, loop: null, firstRunMs: 12 },
  ab: ab(),
  cost: {
    ...{ macs: 1e6, flops: 2e6, params: 9 },
    ...{ bytesRead: 3e6, bytesWritten: 1e6, bytesNoReuse: 8e8 },
  },
  ...{ adapter: 'Apple M2', software: false, seed: 1 },
  shapes: { input: [1, 8, 16, 16], filter: [8, 8, 3, 3] },
  options: { ...conv2d.options({ padding: [1, 1, 1, 1] }) },
  measuredAt: '2026-11-24T09:30:00.000Z',
  ...change,
});
