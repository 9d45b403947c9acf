/** One kernel family from 1/4 to 64 FLOP per byte: it shows the roof is real. */
import intensity from '../../../shaders/probe/intensity.wgsl?raw';
import streamLib from '../../../shaders/probe/stream.wgsl?raw';
import { createStorages } from '../../gpu/buffers';
import { shader } from '../../ops/source';
import type { IntensityPoint } from '../api';
import type { GpuContext } from '../backends/webgpu';
import { accessPattern } from './access-pattern';
import { createGpuProbe } from './gpu-probe';
import { measureRate, type Effort } from './rate';

/** `bytes` is the size of each of the two buffers. */
export async function measureSweep(
  context: GpuContext,
  bytes: number,
  effort: Effort,
  signal: AbortSignal | undefined,
  onProgress: (share: number) => void,
): Promise<IntensityPoint[]> {
  const { device } = context.gpu;
  const floats = bytes / 4;
  const { threads, params } = accessPattern(bytes, context.gpu.software);
  const made = await createStorages(device, 'probe', {
    ...{ source: bytes, results: bytes },
  });
  const buffers = [made.source, made.results];
  try {
    const probe = await createGpuProbe(
      context,
      shader('probe/intensity.wgsl', intensity, streamLib),
      buffers,
      threads / 64,
      signal,
    );
    const points: IntensityPoint[] = [];
    for (let fmas = 1; fmas <= 256; fmas *= 2) {
      const { rate } = await measureRate(
        (rounds) => probe.time({ ...params, rounds, fmas }),
        (rounds) => rounds * floats * 2 * fmas,
        effort,
      );
      points.push({ intensity: fmas / 4, gflops: rate.median });
      onProgress(fmas / 256);
    }
    return points;
  } finally {
    for (const buffer of buffers) buffer.destroy();
  }
}
