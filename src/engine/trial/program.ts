/** A shader with its buffers: made once, run, read. */
import { readBuffer, withErrorScopes } from '../../gpu/buffers';
import { boardWords } from '../../gpu/wgsl/guard';
import { random } from '../../ops/random';
import { arrayTypes } from '../../ops/tensor';
import type { Tensors, TypedArray } from '../../ops/tensor';
import type { GpuContext } from '../backends/webgpu';
import type { FreeBuffer, FreeCall } from './api';

export interface Program {
  run(workgroups: readonly [number, number, number]): Promise<number>;
  read(names: readonly string[]): Promise<Tensors>;
  /** The number of the loop that was stopped; 0: none. */
  stopped(): Promise<number>;
  dispose(): void;
}

/** Throws `out-of-memory`, and what the device refuses as it says it. */
export async function makeProgram(
  { buffers }: FreeCall,
  code: string,
  entryPoint: string,
  metered: boolean,
  { gpu, timer }: GpuContext,
): Promise<Program> {
  const { device } = gpu;
  const owned: GPUBuffer[] = [];
  const dispose = () => owned.forEach((buffer) => buffer.destroy());
  const made = withErrorScopes(device, 'the shader', async () => {
    const types = buffers.map(({ access }) => bindingTypes[access]);
    if (metered) types.push('storage');
    const layout = device.createBindGroupLayout({
      entries: types.map((type, binding) => ({
        ...{ binding, visibility: GPUShaderStage.COMPUTE, buffer: { type } },
      })),
    });
    for (const buffer of buffers) owned.push(filled(device, buffer));
    if (metered) owned.push(storage(device, 4 * boardWords));
    const bindings = device.createBindGroup({
      layout,
      entries: owned.map((buffer, binding) => ({
        ...{ binding, resource: { buffer } },
      })),
    });
    return { layout, bindings };
  });
  try {
    const { layout, bindings } = await made;
    const pipeline = await device.createComputePipelineAsync({
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute: { module: device.createShaderModule({ code }), entryPoint },
    });
    return {
      dispose,
      async run(workgroups) {
        const record = (pass: GPUComputePassEncoder) => {
          pass.setPipeline(pipeline);
          pass.setBindGroup(0, bindings);
          pass.dispatchWorkgroups(...workgroups);
        };
        device.pushErrorScope('validation');
        const start = performance.now();
        const timed = timer ? timer.time(record) : submitted(device, record);
        const refused = await device.popErrorScope();
        if (refused) throw new Error(refused.message);
        const ms = await timed;
        return timer ? ms! : performance.now() - start;
      },
      async read(names) {
        const outputs: Tensors = {};
        for (const name of names) {
          const i = buffers.findIndex((buffer) => buffer.name === name);
          const { elementType: dtype, length } = buffers[i];
          const bytes = await readBuffer(device, owned[i], 4 * length);
          const data: TypedArray = new arrayTypes[dtype](bytes);
          outputs[name] = { shape: [length], dtype, data };
        }
        return outputs;
      },
      async stopped() {
        const bytes = await readBuffer(
          device,
          owned[buffers.length],
          4 * boardWords,
        );
        return new Uint32Array(bytes)[0];
      },
    };
  } catch (error) {
    dispose();
    throw error;
  }
}

const bindingTypes = {
  read: 'read-only-storage',
  read_write: 'storage',
  uniform: 'uniform',
} as const satisfies Record<FreeBuffer['access'], GPUBufferBindingType>;

async function submitted(
  device: GPUDevice,
  record: (pass: GPUComputePassEncoder) => void,
): Promise<void> {
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  record(pass);
  pass.end();
  device.queue.submit([encoder.finish()]);
  await device.queue.onSubmittedWorkDone();
}

const storage = (device: GPUDevice, bytes: number, uniform = false) =>
  device.createBuffer({
    // Uniforms are bound in sixteens.
    size: 16 * Math.ceil(bytes / 16),
    usage:
      (uniform ? GPUBufferUsage.UNIFORM : GPUBufferUsage.STORAGE) |
      GPUBufferUsage.COPY_DST |
      GPUBufferUsage.COPY_SRC,
  });

function filled(device: GPUDevice, buffer: FreeBuffer): GPUBuffer {
  const { access, length, init } = buffer;
  const made = storage(device, 4 * length, access === 'uniform');
  if (init !== 'zeros') device.queue.writeBuffer(made, 0, valuesOf(buffer));
  return made;
}

function valuesOf({ elementType, length, init }: FreeBuffer) {
  const values = new arrayTypes[elementType](length);
  if (init === 'iota') for (let i = 0; i < length; i++) values[i] = i;
  else if (Array.isArray(init)) values.set(init);
  else if (init !== 'zeros') {
    const next = random(init.uniform);
    const float = elementType === 'float32';
    for (let i = 0; i < length; i++)
      values[i] = float ? next() * 2 - 1 : Math.floor(next() * 2 ** 31);
  }
  return values;
}
