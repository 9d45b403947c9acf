/** Items as the engine's reports make them. */
import type { Ceilings, TrialReport } from '../../src/engine/api';
import type { KeptItem } from '../../src/state/kept-item';
import { report, stats } from '../ui/literals';
import { freeDraft, kernelDraft } from './drafts';

export const trial: TrialReport = {
  op: 'conv2d',
  kernel: 'naive',
  constants: { TILE: 4 },
  outcome: 'right',
  verdict: 'Right, and 1.25× as fast as the original.',
  passes: [
    {
      file: 'conv2d/naive.wgsl',
      edited: true,
      workgroups: [4, 4, 1],
      diagnostics: [
        { type: 'warning', line: 3, column: 1, length: 5, message: 'unused' },
      ],
    },
  ],
  check: {
    ok: true,
    maxUlp: 12,
    allowedUlp: 36,
    worstIndex: 7,
    why: '72 accumulations',
    worst: { output: 'output', position: [0, 0, 0, 7], actual: 1, expected: 1 },
    failures: 0,
    elements: 4096,
    map: { width: 2, height: 1, ulp: [0, 12] },
  },
  unstable: null,
  unwritten: 0,
  loop: null,
  firstRunMs: 31,
  ab: {
    original: stats(2.5),
    edited: stats(2),
    ratio: { median: 1.25, p20: 1.2, p80: 1.31 },
    judged: {
      difference: 'faster',
      interval: { low: 1.21, high: 1.29, confidence: 0.95 },
    },
    n: 21,
    interleaved: true,
    batch: { original: 4, edited: 5 },
    clock: { source: 'timestamp-query', resolutionMs: 0.1 },
    against: 'naive',
  },
  cost: report('webgpu', 'naive', 1).cost,
  adapter: 'Apple M2',
  software: false,
  seed: 7,
  shapes: { input: [1, 8, 16, 16], filter: [16, 8, 3, 3] },
  options: { maxValue: Infinity, strides: [1, 1] },
  measuredAt: '2026-01-31T12:00:00.000Z',
};

const rate = { median: 100, p20: 98, p80: 101, n: 9 };
const roofs = { gflops: { f32: 2600 }, gbps: { memory: 90, cache: 400 } };

export const ceilings: Ceilings = {
  adapter: 'Apple M2',
  software: false,
  measuredAt: '2026-01-31T11:00:00.000Z',
  gpu: { ...roofs, dispatchUs: 4 },
  wasm: { oneThread: roofs, allThreads: roofs, threads: 8 },
  evidence: {
    quick: true,
    userAgent: 'literal',
    elapsedMs: 3500,
    compute: [{ backend: 'webgpu', variant: 'f32', gflops: rate }],
    bandwidth: [
      { backend: 'wasm', kind: 'triad', workingSetBytes: 1e6, gbps: rate },
    ],
    sweep: [{ intensity: 0.25, gflops: 20 }],
    sweepDeviation: null,
    doubling: 2,
    drift: null,
    warnings: [],
  },
};

const place = {
  adapter: 'Apple M2',
  vendor: 'apple',
  architecture: 'metal-3',
  software: false,
  userAgent: 'Mozilla/5.0 (X11) Chrome/147.0.0.0 Safari/537.36',
};
const common = { keptAt: '2026-02-01T12:00:00.000Z', device: place };

export const runItem = {
  ...common,
  kind: 'run',
  name: 'unrolled',
  draft: kernelDraft,
  report: trial,
} as const satisfies KeptItem;

export const keptItems: readonly KeptItem[] = [
  { ...common, kind: 'draft', name: 'größer', draft: freeDraft },
  runItem,
  { ...common, kind: 'ceilings', name: 'Roofs of Apple M2', ceilings },
  {
    ...common,
    kind: 'bench',
    name: 'Bench',
    reports: [report('webgpu', 'naive', 5), report('wasm', 'simd', 20)],
  },
];
