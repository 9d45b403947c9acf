/** Reports as the engine gives them, for elements shown without one. */
import type {
  BenchReport,
  DeviceReport,
  Stats,
  Tuning,
} from '../../src/engine/api';
import type { KernelRow } from '../../src/ui/bench/rows';

export const device: DeviceReport = {
  gpu: true,
  reason: null,
  adapter: 'Apple M2',
  vendor: 'apple',
  architecture: 'metal-3',
  description: 'Apple M2',
  isFallbackAdapter: false,
  software: false,
  features: ['shader-f16', 'subgroups', 'timestamp-query'],
  limits: {
    maxBufferSize: 268435456,
    maxStorageBufferBindingSize: 134217728,
    maxComputeWorkgroupSizeX: 256,
    maxComputeWorkgroupStorageSize: 16384,
  },
  clocks: {
    gpu: { source: 'timestamp-query', resolutionMs: 0.1 },
    cpu: { source: 'performance.now', resolutionMs: 0.005 },
  },
  losses: { count: 0, recovered: 0, last: null },
  threads: 8,
  crossOriginIsolated: true,
  userAgent: 'literal',
};

export const noGpu: DeviceReport = {
  ...device,
  gpu: false,
  reason: 'This browser has no WebGPU; use Chrome 113 or later.',
  adapter: '',
  vendor: '',
  features: [],
  limits: {},
  clocks: { ...device.clocks, gpu: null },
};

export const stats = (medianMs: number): Stats => ({
  medianMs,
  p20Ms: medianMs * 0.98,
  p80Ms: medianMs * 1.05,
  minMs: medianMs * 0.97,
  n: 21,
});

export const report = (
  backend: BenchReport['backend'],
  kernel: string,
  ms: number,
  change: Partial<BenchReport> = {},
): BenchReport => ({
  op: 'conv2d',
  kernel,
  backend,
  constants: {},
  tuning: null,
  threads: 1,
  kernelMs: stats(ms),
  throughputMs: stats(ms * 1.1),
  endToEndMs: stats(ms * 2),
  firstRunMs: 12,
  uploadMs: stats(ms / 2),
  readbackMs: stats(ms / 3),
  cost: {
    macs: 1e6,
    flops: 2e6,
    params: 9,
    bytesRead: 3e6,
    bytesWritten: 1e6,
    bytesNoReuse: 8e8,
  },
  check: {
    ok: true,
    maxUlp: 12,
    allowedUlp: 36,
    worstIndex: 5,
    why: '2 × 18 multiply-adds',
    worst: {
      output: 'output',
      position: [0, 1, 2, 3],
      actual: 0.5000001,
      expected: 0.5,
    },
    failures: 0,
    elements: 100,
    map: { width: 2, height: 2, ulp: [0, 3, 12, 1] },
  },
  clock: device.clocks.cpu,
  batch: 50,
  adapter: 'Apple M2',
  seed: 1,
  options: {},
  shapes: { input: [1, 1, 4, 4] },
  measuredAt: '2026-11-24T00:00:00.000Z',
  ...change,
});

export const row = (
  backend: BenchReport['backend'],
  kernel: string,
  change: Partial<KernelRow> = {},
): KernelRow => ({
  id: `${backend}/${kernel}`,
  backend,
  kernel,
  title: kernel,
  idea: `What ${kernel} adds.`,
  state: 'ready',
  note: '',
  report: null,
  ...change,
});

export const done = (
  backend: BenchReport['backend'],
  kernel: string,
  ms: number,
  change: Partial<BenchReport> = {},
): KernelRow =>
  row(backend, kernel, {
    state: 'done',
    report: report(backend, kernel, ms, change),
  });

/** Four rounds of a race that had no time for all. */
export const tuning = (change: Partial<Tuning> = {}): Tuning => ({
  source: 'raced',
  elapsedMs: 812.4,
  budgetMs: 1000,
  adapter: 'Apple M2',
  shapes: { input: [1, 64, 56, 56], filter: [64, 64, 3, 3] },
  racedAt: '2026-11-25T16:20:31.000Z',
  guess: { kernel: 'quad', constants: { CHANNELS: 16 } },
  contenders: [
    { kernel: 'quad', constants: { CHANNELS: 32 }, ms: 0.5, rounds: 4 },
    { kernel: 'quad', constants: { CHANNELS: 16 }, ms: 0.6, rounds: 4 },
    { kernel: 'blocks', constants: { CHANNELS: 8 }, ms: 1, rounds: 2 },
    { kernel: 'naive', constants: {}, ms: 10, rounds: 1 },
    {
      ...{ kernel: 'winograd', constants: { CHANNELS: 16 } },
      ...{ ms: null, rounds: 0, note: 'no time left' },
    },
  ],
  ...change,
});
