/** What it costs to start work, however little the work is. */
import empty from '../../../shaders/probe/empty.wgsl?raw';
import {
  createStorage,
  createUniform,
  withErrorScopes,
} from '../../gpu/buffers';
import { finished } from '../../gpu/finish';
import { packParams } from '../../gpu/params';
import type { GpuContext } from '../backends/webgpu';
import { stats } from '../stats';

export interface LaunchCosts {
  /** Absent where they drown in the noise of a submit. */
  readonly dispatchUs?: number;
  readonly passUs?: number;
  readonly submitUs: number;
}

/**
 * Slopes over the number of empty dispatches and passes, so that what a single
 * submit costs does not count among them.
 */
export async function measureLaunch(
  { gpu, pipelines }: GpuContext,
  samples: number,
): Promise<LaunchCosts> {
  const { device } = gpu;
  const { pipeline, layout } = await pipelines.get('probe/empty.wgsl', empty);
  const params = packParams(empty, { unused: 0 });
  const buffers: GPUBuffer[] = [];
  const release = () => buffers.forEach((buffer) => buffer.destroy());
  const making = withErrorScopes(device, 'launch costs', () => {
    buffers.push(
      createStorage(device, 'probe results', 16),
      createUniform(device, 'probe params', params),
    );
    return device.createBindGroup({
      layout,
      entries: buffers.map((buffer, binding) => ({
        binding,
        resource: { buffer },
      })),
    });
  });
  const bindings = await making.catch((error: unknown) => {
    release();
    throw error;
  });
  const submit = async (passes: number, dispatches: number) => {
    const start = performance.now();
    const encoder = device.createCommandEncoder();
    for (let p = 0; p < passes; p++) {
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, bindings);
      for (let d = 0; d < dispatches; d++) pass.dispatchWorkgroups(1);
      pass.end();
    }
    device.queue.submit([encoder.finish()]);
    await finished(gpu, true);
    return performance.now() - start;
  };
  const medianMs = async (passes: number, dispatches: number) => {
    const times: number[] = [];
    await submit(passes, dispatches);
    for (let i = 0; i < samples; i++)
      times.push(await submit(passes, dispatches));
    return stats(times).medianMs;
  };
  const measured = async () => [
    await medianMs(1, 1),
    await medianMs(1, 513),
    await medianMs(129, 1),
  ];
  const [one, manyDispatches, manyPasses] = await measured().finally(release);
  const dispatchUs = ((manyDispatches - one) / 512) * 1000;
  // Each pass holds one dispatch, which has its own cost.
  const passUs = ((manyPasses - one) / 128) * 1000 - dispatchUs;
  return {
    ...(dispatchUs > 0 && { dispatchUs }),
    ...(passUs > 0 && { passUs }),
    submitUs: one * 1000,
  };
}
