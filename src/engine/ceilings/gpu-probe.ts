/** One probe kernel, ready to be timed with other numbers in its uniform. */
import { createUniform, withErrorScopes } from '../../gpu/buffers';
import { packParams } from '../../gpu/params';
import type { Shader } from '../../ops/op';
import { abortable } from '../backends/abortable';
import type { GpuContext } from '../backends/webgpu';

export interface GpuProbe {
  /** Milliseconds of one dispatch: by timestamps, else by the wall clock. */
  time(params: Readonly<Record<string, number>>): Promise<number>;
}

export async function createGpuProbe(
  { gpu, pipelines, timer }: GpuContext,
  { file, code }: Shader,
  buffers: readonly GPUBuffer[],
  workgroups: number,
  signal: AbortSignal | undefined,
): Promise<GpuProbe> {
  const { device } = gpu;
  const { pipeline, layout } = await pipelines.get(file, code);
  const dispatch =
    (bindings: GPUBindGroup) => (pass: GPUComputePassEncoder) => {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, bindings);
      pass.dispatchWorkgroups(workgroups);
    };
  return {
    async time(params) {
      const uniform = createUniform(device, file, packParams(code, params));
      try {
        const bindings = await withErrorScopes(device, file, () =>
          device.createBindGroup({
            layout,
            entries: [...buffers, uniform].map((buffer, binding) => ({
              binding,
              resource: { buffer },
            })),
          }),
        );
        const timed = timer
          ? timer.time(dispatch(bindings))
          : wallTime(device, dispatch(bindings));
        return await abortable(gpu.life.during(timed), signal);
      } finally {
        uniform.destroy();
      }
    },
  };
}

/** Submit and wait; good enough for probes of tens of milliseconds. */
export async function wallTime(
  device: GPUDevice,
  encode: (pass: GPUComputePassEncoder) => void,
): Promise<number> {
  const start = performance.now();
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  encode(pass);
  pass.end();
  device.queue.submit([encoder.finish()]);
  await device.queue.onSubmittedWorkDone();
  return performance.now() - start;
}
