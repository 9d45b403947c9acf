/** Runs a GPU kernel's plan: buffers, pipelines and bind groups made once. */
import {
  invalid,
  RidgepointError,
  throwIfCancelled,
  unsupported,
} from '../../errors';
import {
  checkBufferSize,
  createStorage,
  createUniform,
  readBuffer,
  withErrorScopes,
} from '../../gpu/buffers';
import type { GpuDevice } from '../../gpu/device';
import { packParams } from '../../gpu/params';
import { Pipelines } from '../../gpu/pipelines';
import { createTimer, type GpuTimer } from '../../gpu/timer';
import { guessedConstants } from '../../ops/op';
import type { Constants, DeviceTraits, GpuKernel, GpuPass } from '../../ops/op';
import { passSource } from '../../ops/source';
import { arrayTypes, elementCount, shapesOf } from '../../ops/tensor';
import type { Tensors, TypedArray } from '../../ops/tensor';
import type { Clock } from '../api';
import { cpuClock } from '../clock';
import { abortable } from './abortable';
import type { Executable, Job } from './backend';

/** Longest stretch of GPU work between two looks at the cancel signal. */
const sliceMs = 100;

/** A device and what is remembered on it. */
export interface GpuContext {
  readonly gpu: GpuDevice;
  readonly pipelines: Pipelines;
  readonly timer: GpuTimer | null;
}

export async function createGpuContext(gpu: GpuDevice): Promise<GpuContext> {
  return {
    gpu,
    pipelines: new Pipelines(gpu.device),
    timer: await Promise.race([createTimer(gpu.device), gpu.lost]),
  };
}

/** Throws `limit`, `out-of-memory`, `compile` or `unsupported`. */
export async function prepareWebgpu(
  job: Job,
  context: GpuContext,
  traits: DeviceTraits,
): Promise<Executable> {
  const { gpu } = context;
  const executable = await Promise.race([
    build(job, context, traits),
    gpu.lost,
  ]);
  try {
    await executable.upload(job.inputs);
    await executable.runOnce();
    return executable;
  } catch (error) {
    executable.dispose();
    throw error;
  }
}

type FloatType = 'float32' | 'float16';

interface Dispatch {
  readonly pipeline: GPUComputePipeline;
  readonly bindings: GPUBindGroup;
  readonly workgroups: GpuPass['workgroups'];
  readonly once: boolean;
}

async function build(
  { op, kernel: id, constants: given, inputs, options, signal }: Job,
  { gpu, pipelines, timer }: GpuContext,
  traits: DeviceTraits,
): Promise<WebgpuExecutable> {
  const kernel = op.kernels.find((k) => k.id === id) as GpuKernel;
  const shapes = shapesOf(inputs);
  const dtype = kernel.dtype ?? 'float32';
  for (const [role, tensor] of Object.entries(inputs))
    if (tensor.dtype !== dtype)
      throw unsupported(
        `${role} is ${tensor.dtype}: the GPU kernel "${id}" takes ${dtype}; ` +
          `convert it, or use backend "reference".`,
      );
  const elementBytes = arrayTypes[dtype].BYTES_PER_ELEMENT;
  const outputShapes = op.shapes(shapes, options);
  const constants = given ?? guessedConstants(kernel, shapes, options, traits);
  const plan = kernel.plan(shapes, options, traits, constants);
  const { device } = gpu;

  const bytes: Record<string, number> = { ...plan.temporaries };
  for (const { name } of op.inputs)
    bytes[name] = elementBytes * count(shapes[name]);
  for (const name of op.outputs)
    bytes[name] = elementBytes * count(outputShapes[name]);
  for (const [name, size] of Object.entries(bytes))
    checkBufferSize(name, size, device.limits);
  for (const { shader, workgroups } of plan.passes)
    checkWorkgroups(shader.file, workgroups, device.limits);

  const compiled = await Promise.all(
    plan.passes.map((pass) =>
      pipelines.get(pass.shader.file, passSource(pass)),
    ),
  );
  // Whoever gave up on compiling wants no buffers either.
  throwIfCancelled(signal);
  const owned: GPUBuffer[] = [];
  const { buffers, dispatches } = await withErrorScopes(
    device,
    `${op.id} ${id}`,
    () => {
      const buffers: Record<string, GPUBuffer> = {};
      for (const [name, size] of Object.entries(bytes)) {
        buffers[name] = createStorage(device, name, size);
        owned.push(buffers[name]);
      }
      const dispatches = plan.passes.map((pass, i): Dispatch => {
        const code = passSource(pass);
        const params = packParams(code, pass.params);
        const uniform = createUniform(device, 'params', params);
        owned.push(uniform);
        const bound = pass.buffers.map((name) => buffers[name]);
        return {
          pipeline: compiled[i].pipeline,
          bindings: device.createBindGroup({
            label: pass.shader.file,
            layout: compiled[i].layout,
            entries: [...bound, uniform].map((buffer, binding) => ({
              binding,
              resource: { buffer },
            })),
          }),
          workgroups: pass.workgroups,
          once: pass.once ?? false,
        };
      });
      return { buffers, dispatches };
    },
  ).catch((error: unknown) => {
    for (const buffer of owned) buffer.destroy();
    throw error;
  });
  return new WebgpuExecutable(
    id,
    constants,
    gpu,
    timer,
    buffers,
    owned,
    dispatches,
    outputShapes,
    dtype,
  );
}

class WebgpuExecutable implements Executable {
  readonly backend = 'webgpu';
  readonly kernel: string;
  readonly constants: Constants;
  readonly clock: Clock;
  readonly #gpu: GpuDevice;
  readonly #timer: GpuTimer | null;
  readonly #buffers: Readonly<Record<string, GPUBuffer>>;
  readonly #owned: readonly GPUBuffer[];
  readonly #once: readonly Dispatch[];
  readonly #each: readonly Dispatch[];
  readonly #outputShapes: Readonly<Record<string, number[]>>;
  readonly #dtype: FloatType;
  /** How long one run took last, to size the slices. */
  #runMs = Infinity;

  constructor(
    kernel: string,
    constants: Constants,
    gpu: GpuDevice,
    timer: GpuTimer | null,
    buffers: Readonly<Record<string, GPUBuffer>>,
    owned: readonly GPUBuffer[],
    dispatches: readonly Dispatch[],
    outputShapes: Readonly<Record<string, number[]>>,
    dtype: FloatType,
  ) {
    this.kernel = kernel;
    this.constants = constants;
    this.clock = timer
      ? { source: 'timestamp-query', resolutionMs: timer.resolutionMs }
      : cpuClock();
    this.#gpu = gpu;
    this.#timer = timer;
    this.#buffers = buffers;
    this.#owned = owned;
    this.#once = dispatches.filter(({ once }) => once);
    this.#each = dispatches.filter(({ once }) => !once);
    this.#outputShapes = outputShapes;
    this.#dtype = dtype;
  }

  async upload(inputs: Tensors): Promise<void> {
    const { queue } = this.#gpu.device;
    for (const [role, { data }] of Object.entries(inputs)) {
      const buffer = this.#buffers[role];
      if (data.byteLength > buffer.size)
        throw invalid(
          `${role} has ${data.byteLength} bytes: prepared for ` +
            `${buffer.size}; prepare again for another shape.`,
        );
      queue.writeBuffer(buffer, 0, wholeWords(data));
    }
    await this.#finished();
  }

  async runOnce(): Promise<void> {
    if (this.#once.length === 0) return;
    this.#submit((pass) => record(pass, this.#once));
    await this.#finished();
  }

  async run(times: number, signal?: AbortSignal): Promise<void> {
    for (let left = times; left > 0;) {
      const fitting = Math.floor(sliceMs / this.#runMs);
      const runs = Math.max(1, Math.min(left, fitting));
      const start = performance.now();
      this.#submit((pass) => {
        for (let i = 0; i < runs; i++) record(pass, this.#each);
      });
      await abortable(this.#finished(), signal);
      this.#runMs = (performance.now() - start) / runs;
      left -= runs;
    }
  }

  async timeMs(times: number, signal?: AbortSignal): Promise<number | null> {
    if (!this.#timer) return null;
    const timed = this.#timer.time((pass) => {
      for (let i = 0; i < times; i++) record(pass, this.#each);
    });
    return abortable(Promise.race([timed, this.#gpu.lost]), signal);
  }

  async read(): Promise<Tensors> {
    const outputs: Tensors = {};
    const dtype = this.#dtype;
    const Elements = arrayTypes[dtype];
    for (const [name, shape] of Object.entries(this.#outputShapes)) {
      const count = elementCount(shape);
      const bytes = 4 * Math.ceil((count * Elements.BYTES_PER_ELEMENT) / 4);
      const data = await Promise.race([
        readBuffer(this.#gpu.device, this.#buffers[name], bytes),
        this.#gpu.lost,
      ]);
      outputs[name] = { shape, dtype, data: new Elements(data, 0, count) };
    }
    return outputs;
  }

  dispose(): void {
    for (const buffer of this.#owned) buffer.destroy();
  }

  #submit(encode: (pass: GPUComputePassEncoder) => void): void {
    const { device } = this.#gpu;
    const encoder = device.createCommandEncoder({ label: this.kernel });
    const pass = encoder.beginComputePass();
    encode(pass);
    pass.end();
    device.queue.submit([encoder.finish()]);
  }

  async #finished(): Promise<void> {
    const { device, lost } = this.#gpu;
    await Promise.race([device.queue.onSubmittedWorkDone(), lost]);
  }
}

/** Buffers are written in whole words, and halves may be odd in number. */
function wholeWords(data: TypedArray): ArrayBufferView<ArrayBuffer> {
  if (data.byteLength % 4 === 0) return data as ArrayBufferView<ArrayBuffer>;
  const padded = new Uint16Array(data.length + 1);
  padded.set(data as Uint16Array);
  return padded;
}

function record(
  pass: GPUComputePassEncoder,
  dispatches: readonly Dispatch[],
): void {
  for (const { pipeline, bindings, workgroups } of dispatches) {
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bindings);
    pass.dispatchWorkgroups(...workgroups);
  }
}

function checkWorkgroups(
  file: string,
  workgroups: GpuPass['workgroups'],
  limits: GPUSupportedLimits,
): void {
  const limit = limits.maxComputeWorkgroupsPerDimension;
  const most = Math.max(...workgroups);
  if (most > limit)
    throw new RidgepointError(
      'limit',
      `${file} needs ${most} workgroups on one side: this GPU dispatches at ` +
        `most ${limit}; use a smaller image or batch.`,
    );
}

/** An absent optional input still needs something to bind. */
const count = (shape: readonly number[] | undefined): number =>
  shape ? elementCount(shape) : 0;
