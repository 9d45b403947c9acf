/**
 * The GPU's bandwidth over working sets from 16 KiB to what its limits allow,
 * so that the plateau of what fits in a cache shows beside that of memory.
 */
import copy from '../../../shaders/probe/copy.wgsl?raw';
import read from '../../../shaders/probe/read.wgsl?raw';
import streamLib from '../../../shaders/probe/stream.wgsl?raw';
import triad from '../../../shaders/probe/triad.wgsl?raw';
import workgroup from '../../../shaders/probe/workgroup.wgsl?raw';
import write from '../../../shaders/probe/write.wgsl?raw';
import { createStorages } from '../../gpu/buffers';
import { shader } from '../../ops/source';
import type { BandwidthProbe, Rate } from '../api';
import type { GpuContext } from '../backends/webgpu';
import { createGpuProbe } from './gpu-probe';
import { accessPattern } from './access-pattern';
import { measureRate, type Effort } from './rate';

/** `streams`: buffers moved, 16 bytes an element each. `bound`: in the order of
 * the shader; `read` binds results only to keep its sum needed. */
const kinds = {
  read: { code: read, bound: ['a', 'results'], streams: 1 },
  write: { code: write, bound: ['results'], streams: 1 },
  copy: { code: copy, bound: ['a', 'results'], streams: 2 },
  triad: { code: triad, bound: ['a', 'b', 'results'], streams: 3 },
} as const;
type Kind = keyof typeof kinds;

/** Beyond this even the largest caches are left behind. */
const largestBuffer = 2 ** 28;
/** A software adapter's memory is the CPU's: no more is to be learnt. */
const largestSoftwareBuffer = 2 ** 25;

export function bufferSizes(
  limits: GPUSupportedLimits,
  software: boolean,
  quick: boolean,
): number[] {
  const most = Math.min(
    limits.maxStorageBufferBindingSize,
    limits.maxBufferSize,
    software ? largestSoftwareBuffer : largestBuffer,
  );
  const largest = 2 ** Math.floor(Math.log2(most));
  if (quick) return [2 ** 18, largest];
  const sizes: number[] = [];
  const factor = software ? 8 : 4;
  for (let size = 2 ** 14; size < largest; size *= factor) sizes.push(size);
  return [...sizes, largest];
}

export async function measureBandwidth(
  context: GpuContext,
  quick: boolean,
  effort: Effort,
  signal: AbortSignal | undefined,
  onProgress: (share: number) => void,
): Promise<BandwidthProbe[]> {
  const { device } = context.gpu;
  const sizes = bufferSizes(device.limits, context.gpu.software, quick);
  const wanted: Kind[] = quick
    ? ['read', 'copy']
    : ['read', 'write', 'copy', 'triad'];
  const probes: BandwidthProbe[] = [];
  for (const size of sizes) {
    const buffers = await createStorages(device, 'probe', {
      ...{ a: size, b: size, results: size },
    });
    try {
      for (const kind of wanted) {
        probes.push(await stream(context, kind, size, buffers, effort, signal));
        onProgress(probes.length / (sizes.length * wanted.length));
      }
    } finally {
      for (const buffer of Object.values(buffers)) buffer.destroy();
    }
  }
  return probes;
}

async function stream(
  context: GpuContext,
  kind: Kind,
  size: number,
  buffers: Readonly<Record<'a' | 'b' | 'results', GPUBuffer>>,
  effort: Effort,
  signal: AbortSignal | undefined,
): Promise<BandwidthProbe> {
  const { code, bound, streams } = kinds[kind];
  const { threads, params } = accessPattern(size, context.gpu.software);
  const probe = await createGpuProbe(
    context,
    shader(`probe/${kind}.wgsl`, code, streamLib),
    bound.map((name) => buffers[name]),
    threads / 64,
    signal,
  );
  const { rate } = await measureRate(
    (rounds) => probe.time({ ...params, rounds }),
    (rounds) => rounds * streams * size,
    effort,
  );
  return {
    backend: 'webgpu',
    kind,
    workingSetBytes: streams * size,
    gbps: rate,
  };
}

/** Reads of 16 bytes from workgroup memory. */
export async function measureWorkgroupMemory(
  context: GpuContext,
  effort: Effort,
  signal: AbortSignal | undefined,
): Promise<Rate> {
  const invocations = 2 ** 14;
  const { device } = context.gpu;
  const { results } = await createStorages(device, 'probe', {
    results: 16 * invocations,
  });
  try {
    const probe = await createGpuProbe(
      context,
      shader('probe/workgroup.wgsl', workgroup),
      [results],
      invocations / 64,
      signal,
    );
    const { rate } = await measureRate(
      (steps) => probe.time({ steps }),
      (steps) => 16 * steps * invocations,
      effort,
      64,
    );
    return rate;
  } finally {
    results.destroy();
  }
}
