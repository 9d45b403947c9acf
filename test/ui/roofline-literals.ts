/** Ceilings and runs as an M2-like machine would give them. */
import type {
  BandwidthProbe,
  Ceilings,
  ComputeProbe,
  Rate,
} from '../../src/engine/api';
import { conv2d } from '../../src/ops/conv2d';
import { baseWorkload } from '../../src/state/url';
import type { Run } from '../../src/roofline/dots';
import { attainable } from '../../src/roofline/roof';
import { report } from './literals';

const rate = (median: number): Rate => ({
  median,
  p20: median * 0.98,
  p80: median * 1.01,
  n: 5,
});
const band = (
  kind: BandwidthProbe['kind'],
  log2: number,
  gbps: number,
): BandwidthProbe => ({
  backend: 'webgpu',
  kind,
  workingSetBytes: 2 ** log2,
  gbps: rate(gbps),
});
const compute = (variant: string, gflops: number): ComputeProbe => ({
  backend: 'webgpu',
  variant,
  gflops: rate(gflops),
});

const gpuRoof = {
  backend: 'webgpu',
  label: 'GPU',
  gflops: 3600,
  gbps: 200,
} as const;
const factors = [0.97, 1.01, 0.98, 0.96, 0.93, 0.9, 0.95, 0.98, 0.99];

export const ceilings: Ceilings = {
  adapter: 'Apple M2',
  software: false,
  measuredAt: '2026-11-24T09:30:00.000Z',
  gpu: {
    gflops: { f32: 3600, f16: 7000, int8: 9800 },
    gbps: { memory: 200, cache: 540, copy: 188, workgroup: 1400 },
    dispatchUs: 2.4,
    passUs: 6.1,
    submitUs: 118,
  },
  wasm: {
    oneThread: {
      gflops: { f32: 26 },
      gbps: { memory: 18, cache: 70, copy: 17 },
    },
    allThreads: {
      gflops: { f32: 160 },
      gbps: { memory: 42, cache: 410, copy: 40 },
    },
    threads: 8,
  },
  evidence: {
    quick: false,
    userAgent: 'literal',
    elapsedMs: 14200,
    compute: [
      compute('f32 × 8 chains', 3400),
      compute('vec4<f32> × 2 chains', 3600),
      compute('f16 × 8 chains', 7000),
      { ...compute('f32x4 × 10 chains, fused', 26), backend: 'wasm' },
    ],
    bandwidth: [
      ...[14, 16, 18, 20, 22, 24, 26, 28].flatMap((log2) =>
        (['read', 'write', 'copy', 'triad'] as const).map((kind, i) =>
          band(kind, log2, (log2 < 23 ? 500 + 10 * log2 : 200) * (1 - i / 25)),
        ),
      ),
      { ...band('read', 17, 70), backend: 'wasm' },
      { ...band('read', 25, 18), backend: 'wasm' },
    ],
    sweep: factors.map((factor, i) => {
      const intensity = 2 ** (i - 2);
      return { intensity, gflops: factor * attainable(gpuRoof, intensity) };
    }),
    sweepDeviation: 0.03,
    doubling: 2.01,
    drift: 1.02,
    warnings: [],
  },
};

/** A layer of the op's list, timed on one kernel. */
export function runOf(
  presetId: string,
  backend: 'webgpu' | 'wasm' | 'reference',
  kernel: string,
  ms: number,
): Run {
  const preset = conv2d.presets.find(({ id }) => id === presetId);
  if (!preset) throw new Error(`no preset ${presetId}`);
  const { shapes, options } = conv2d.problem(baseWorkload(conv2d, presetId));
  return {
    report: report(backend, kernel, ms, {
      shapes: shapes as Record<string, number[]>,
      options,
      cost: conv2d.cost(shapes, options),
    }),
    title: preset.title,
    network: preset.group,
    query: { op: 'conv2d', preset: presetId },
  };
}

export const ladder: Run[] = [
  runOf('resnet50-conv4-3x3', 'webgpu', 'naive', 1.02),
  runOf('resnet50-conv4-3x3', 'webgpu', 'depthwise-row', 0.31),
  runOf('resnet50-conv4-3x3', 'webgpu', 'direct', 0.096),
  runOf('resnet50-conv4-3x3', 'wasm', 'packed-simd', 14.6),
  runOf('resnet50-conv4-3x3', 'reference', 'reference', 820),
];

export const runs: Run[] = [
  ...ladder,
  runOf('mobilenet-v1-dw1', 'webgpu', 'naive', 0.131),
  runOf('mobilenet-v1-dw1', 'webgpu', 'depthwise-slide', 0.0224),
  runOf('mobilenet-v1-dw1', 'wasm', 'depthwise-simd', 0.51),
  runOf('mobilenet-v1-pw7', 'webgpu', 'naive', 0.61),
  runOf('mobilenet-v1-pw7', 'webgpu', 'pointwise', 0.049),
  runOf('mobilenet-v1-pw7', 'wasm', 'packed-simd', 4.9),
];
