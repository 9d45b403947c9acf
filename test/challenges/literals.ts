/** Reports as an engine would give them, with the one thing that counts. */
import type { Comparison, TrialReport } from '../../src/engine/api';
import type { Challenge } from '../../src/challenges/challenge';
import { opById } from '../../src/ops';

const stats = (ms: number, spread = 0) => ({
  medianMs: ms,
  p20Ms: ms * (1 - spread),
  p80Ms: ms * (1 + spread),
  minMs: ms * (1 - spread),
  n: 20,
});

export const comparison = (
  originalMs: number,
  editedMs: number,
  spread = 0,
): Comparison => ({
  original: stats(originalMs, spread),
  edited: stats(editedMs, spread),
  ratio: {
    median: originalMs / editedMs,
    p20: (originalMs / editedMs) * (1 - spread),
    p80: (originalMs / editedMs) * (1 + spread),
  },
  judged: {
    difference: 'none',
    interval: {
      low: (originalMs / editedMs) * (1 - spread),
      high: (originalMs / editedMs) * (1 + spread),
      confidence: 0.95,
    },
  },
  n: 20,
  interleaved: true,
  batch: { original: 1, edited: 1 },
  clock: { source: 'timestamp-query', resolutionMs: 0.0001 },
  against: 'naive',
});

/** Of this challenge's own problem, right and as fast as the original. */
export function reportOf(
  { problem, file }: Challenge,
  change: Partial<TrialReport> = {},
): TrialReport {
  const { op, kernel, shapes, options = {}, constants = {} } = problem;
  const complete = opById(op).options(options);
  return {
    ...{ op, kernel, constants: { ...constants } },
    outcome: 'right',
    verdict: 'Right, within 1 ULP of 10 allowed.',
    passes: [{ file, edited: true, workgroups: [1, 1, 1], diagnostics: [] }],
    check: {
      ...{ ok: true, failures: 0, elements: 1000 },
      ...{ maxUlp: 1, allowedUlp: 10, worstIndex: -1, worst: null, map: null },
      why: 'rounding',
    },
    ...{ unstable: null, unwritten: 0, loop: null, firstRunMs: 1 },
    ab: comparison(1, 1),
    cost: opById(op).cost(shapes, complete),
    ...{ adapter: 'test adapter', software: false, seed: 1 },
    shapes: Object.fromEntries(
      Object.entries(shapes).map(([role, shape]) => [role, [...shape]]),
    ),
    options: { ...complete },
    measuredAt: '2026-11-29T00:00:00.000Z',
    ...change,
  };
}
