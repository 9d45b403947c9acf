/** From a plan's passes to dispatches: checked, compiled, bound to buffers. */
import { createUniform } from '../../gpu/buffers';
import {
  checkPass,
  checkPlainSize,
  checkUniformSize,
  type Limits,
} from '../../gpu/limits';
import { packParams } from '../../gpu/params';
import type { ComputePipeline, Pipelines } from '../../gpu/pipelines';
import type { GpuPass } from '../../ops/op';
import { passSource } from '../../ops/source';

export interface CompiledPass extends ComputePipeline {
  readonly pass: GpuPass;
  readonly code: string;
}

export interface Dispatch {
  readonly file: string;
  readonly pipeline: GPUComputePipeline;
  readonly bindings: GPUBindGroup;
  readonly workgroups: GpuPass['workgroups'];
}

/** All at once, each text only once. Throws `limit` or `compile`. */
export function compilePasses(
  passes: readonly GpuPass[],
  pipelines: Pipelines,
  limits: Limits,
): Promise<CompiledPass[]> {
  const sources = checkedSources(passes, limits);
  return Promise.all(
    passes.map(async (pass, i) => {
      const code = sources[i];
      return {
        pass,
        code,
        ...(await pipelines.get(pass.shader.file, code)),
      };
    }),
  );
}

/** Their texts. Throws `limit` before anything is made. */
export function checkedSources(
  passes: readonly GpuPass[],
  limits: Limits,
): string[] {
  return passes.map((pass) => {
    const { shader, workgroups, params } = pass;
    const { file } = shader;
    const code = passSource(pass);
    checkPass({ file, code, workgroups }, limits);
    checkUniformSize(file, packParams(code, params).byteLength, limits);
    return code;
  });
}

/** What a pass calls a buffer → the buffer, or a part of one. */
export type BufferOf = (name: string) => GPUBufferBinding;

/**
 * Bind groups, and one buffer that holds the parameters of all passes; the
 * caller destroys it when the dispatches are done with.
 */
export function bindPasses(
  device: GPUDevice,
  steps: readonly (readonly [CompiledPass, BufferOf])[],
): { dispatches: Dispatch[]; params: GPUBuffer } {
  const { minUniformBufferOffsetAlignment: step } = device.limits;
  const packed = steps.map(([{ code, pass }]) => packParams(code, pass.params));
  const offsets: number[] = [];
  let bytes = 0;
  for (const { byteLength } of packed) {
    offsets.push(bytes);
    bytes = step * Math.ceil((bytes + byteLength) / step);
  }
  checkPlainSize('All parameters together', bytes, device.limits);
  const all = new Uint8Array(bytes);
  for (const [i, one] of packed.entries())
    all.set(new Uint8Array(one), offsets[i]);
  const params = createUniform(device, 'params', all.buffer);
  const dispatches = steps.map(([{ pass, pipeline, layout }, bufferOf], i) => ({
    file: pass.shader.file,
    pipeline,
    bindings: device.createBindGroup({
      label: pass.shader.file,
      layout,
      entries: [
        ...pass.buffers.map(bufferOf),
        { buffer: params, offset: offsets[i], size: packed[i].byteLength },
      ].map((resource, binding) => ({ binding, resource })),
    }),
    workgroups: pass.workgroups,
  }));
  return { dispatches, params };
}

export function record(
  pass: GPUComputePassEncoder,
  dispatches: readonly Dispatch[],
): void {
  for (const { pipeline, bindings, workgroups } of dispatches) {
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bindings);
    pass.dispatchWorkgroups(...workgroups);
  }
}
