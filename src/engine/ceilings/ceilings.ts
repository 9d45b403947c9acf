/** All the ceilings of a machine, and what they rest on. */
import { throwIfCancelled } from '../../errors';
import { createStorages } from '../../gpu/buffers';
import { proveAlive } from '../../gpu/device';
import { medianDeviation, type Roof } from '../../roofline/roof';
import type {
  BandwidthProbe,
  CeilingEvidence,
  Ceilings,
  DeviceReport,
  Progress,
  Roofs,
} from '../api';
import type { GpuContext } from '../backends/webgpu';
import { measureBandwidth, measureWorkgroupMemory } from './bandwidth';
import { measureCompute, resultBytes, type MeasuredVariant } from './compute';
import { measureCpu } from './cpu';
import { measureLaunch } from './launch';
import { best, type Effort } from './rate';
import { measureSweep } from './sweep';
import { stats } from '../stats';

export interface CeilingsJob {
  readonly context: GpuContext | null;
  readonly report: DeviceReport;
  readonly quick: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Doubled work should take twice as long, and the sentinel the same time. */
const plausible = 0.1;

export async function measureCeilings(job: CeilingsJob): Promise<Ceilings> {
  const { context, report, quick, signal } = job;
  const start = performance.now();
  const tell = (done: number, label: string) => {
    throwIfCancelled(signal);
    job.onProgress?.({ done, label });
  };
  const effort = effortFor(report, quick);

  tell(0, 'measuring the CPU');
  const cpu = await measureCpu(report.threads, effort.cpu, signal);
  const gpu = context
    ? await measureGpu(context, quick, effort.gpu, signal, (share, label) =>
        tell(0.25 + 0.75 * share, label),
      )
    : null;

  const { roofs = null, ...found } = gpu ?? noGpu;
  const warnings = [...found.warnings];
  if (report.threads > cpu.threads)
    warnings.push(
      `only ${cpu.threads} of ${report.threads} threads could be measured: ` +
        `there are no workers here`,
    );
  return {
    adapter: report.adapter,
    software: report.software,
    measuredAt: new Date().toISOString(),
    gpu: roofs,
    wasm: {
      oneThread: cpu.oneThread,
      allThreads: cpu.allThreads,
      threads: cpu.threads,
    },
    evidence: {
      quick,
      userAgent: report.userAgent,
      ...found,
      warnings,
      compute: [...found.compute, ...cpu.compute],
      bandwidth: [...found.bandwidth, ...cpu.bandwidth],
      elapsedMs: performance.now() - start,
    },
  };
}

type GpuEvidence = Pick<
  CeilingEvidence,
  | 'compute'
  | 'bandwidth'
  | 'sweep'
  | 'sweepDeviation'
  | 'doubling'
  | 'drift'
  | 'warnings'
> & { readonly roofs?: Roofs };

const noGpu: GpuEvidence = {
  compute: [],
  bandwidth: [],
  sweep: [],
  sweepDeviation: null,
  doubling: null,
  drift: null,
  warnings: [],
};

async function measureGpu(
  context: GpuContext,
  ...rest: [
    quick: boolean,
    effort: Effort,
    signal: AbortSignal | undefined,
    tell: (share: number, label: string) => void,
  ]
): Promise<GpuEvidence> {
  const { results } = await createStorages(context.gpu.device, 'probe', {
    results: resultBytes,
  });
  try {
    return await measureWith(results, context, ...rest);
  } finally {
    results.destroy();
  }
}

async function measureWith(
  results: GPUBuffer,
  context: GpuContext,
  quick: boolean,
  effort: Effort,
  signal: AbortSignal | undefined,
  tell: (share: number, label: string) => void,
): Promise<GpuEvidence> {
  tell(0, 'measuring multiply-adds');
  const variants = await measureCompute(
    ...([context, results, quick, effort, signal] as const),
  );
  const f32 = variants.filter(({ precision }) => precision === 'f32');
  const winner = best(f32, ({ gflops }) => gflops.median);
  const sentinel = (work: number) =>
    medianOf(effort.samples, () => winner.time(work * winner.trips));
  const before = await sentinel(1);
  const doubling = (await sentinel(2)) / before;

  tell(0.25, 'measuring bandwidth');
  const bandwidth = await measureBandwidth(
    context,
    quick,
    effort,
    signal,
    (share) => tell(0.25 + 0.4 * share, 'measuring bandwidth'),
  );
  tell(0.65, 'measuring workgroup memory');
  const workgroup = quick
    ? null
    : await measureWorkgroupMemory(context, effort, signal);
  tell(0.7, 'measuring launch costs');
  const launch = await measureLaunch(context, quick ? 3 : 9);

  // Again, after everything: the best of several is often a lucky one. Where
  // the device itself has slowed down meanwhile, the first figure stands.
  const drift = (await sentinel(1)) / before;
  const peak =
    winner.gflops.median * (Math.abs(drift - 1) > plausible ? 1 : 1 / drift);

  const gbps = plateaus(bandwidth);
  const memoryBytes = largestSet(bandwidth) / 2;
  const sweep = quick
    ? []
    : await measureSweep(context, memoryBytes, effort, signal, (share) =>
        tell(0.75 + 0.25 * share, 'sweeping the intensity'),
      );
  const roof: Roof = {
    backend: 'webgpu',
    label: 'GPU',
    gflops: peak,
    gbps: gbps.memory,
  };
  await proveAlive(context.gpu);
  return {
    roofs: {
      gflops: { f32: peak, ...otherPeaks(variants) },
      gbps: { ...gbps, ...(workgroup && { workgroup: workgroup.median }) },
      ...launch,
    },
    compute: variants.map(({ backend, variant, gflops }) => ({
      backend,
      variant,
      gflops,
    })),
    bandwidth,
    sweep,
    sweepDeviation: medianDeviation(roof, sweep),
    doubling,
    drift,
    warnings: warningsOf(doubling, drift),
  };
}

async function medianOf(
  samples: number,
  time: () => Promise<number>,
): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < samples; i++) times.push(await time());
  return stats(times).medianMs;
}

function otherPeaks(variants: readonly MeasuredVariant[]) {
  const peakOf = (precision: 'f16' | 'int8') => {
    const found = variants.filter((v) => v.precision === precision);
    if (found.length === 0) return {};
    return { [precision]: best(found, rateOf).gflops.median };
  };
  return { ...peakOf('f16'), ...peakOf('int8') };
}
const rateOf = ({ gflops }: MeasuredVariant) => gflops.median;

const largestSet = (probes: readonly BandwidthProbe[]): number =>
  Math.max(
    ...probes
      .filter(({ kind }) => kind === 'copy')
      .map(({ workingSetBytes }) => workingSetBytes),
  );

/** "Memory" is what the largest sets reach, "cache" the best of the smaller. */
function plateaus(
  probes: readonly BandwidthProbe[],
): Pick<Roofs['gbps'], 'memory' | 'cache' | 'copy'> {
  const rate = ({ gbps }: BandwidthProbe) => gbps.median;
  const largest = (kind: BandwidthProbe['kind']) => {
    const ofKind = probes.filter((probe) => probe.kind === kind);
    return best(ofKind, ({ workingSetBytes }) => workingSetBytes);
  };
  const kinds = [...new Set(probes.map(({ kind }) => kind))];
  const memory = best(kinds.map(largest), rate);
  const smaller = probes.filter(
    (probe) => probe.workingSetBytes < largest(probe.kind).workingSetBytes,
  );
  return {
    memory: rate(memory),
    cache: rate(best(smaller, rate)),
    copy: rate(largest('copy')),
  };
}

function warningsOf(doubling: number, drift: number): string[] {
  const warnings: string[] = [];
  if (Math.abs(doubling / 2 - 1) > plausible)
    warnings.push(
      `doubled work took ${doubling.toFixed(2)} × as long instead of 2 ×: ` +
        `something else was using this device; measure again`,
    );
  if (Math.abs(drift - 1) > plausible)
    warnings.push(
      `the same kernel took ${drift.toFixed(2)} × its first time at the end: ` +
        `the device's speed moved; measure again when it is idle or cool`,
    );
  return warnings;
}

/** A batch is at least 50 steps of the clock that times it. */
function effortFor(
  { clocks, software }: DeviceReport,
  quick: boolean,
): { cpu: Effort; gpu: Effort } {
  const samples = quick ? 3 : 5;
  const gpuStepMs = clocks.gpu?.resolutionMs ?? 1;
  const gpuMs = software || quick ? 15 : 30;
  return {
    cpu: {
      batchMs: Math.max(50 * clocks.cpu.resolutionMs, quick ? 15 : 40),
      samples,
    },
    gpu: { batchMs: Math.max(50 * gpuStepMs, gpuMs), samples },
  };
}
