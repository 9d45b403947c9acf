/** Runs a GPU kernel's plan: buffers, pipelines and bind groups made once. */
import { invalid, throwIfCancelled, type RidgepointError } from '../../errors';
import {
  checkBufferSize,
  readBuffer,
  withErrorScopes,
} from '../../gpu/buffers';
import { BufferPool } from '../../gpu/buffer-pool';
import { proveAlive, type GpuDevice } from '../../gpu/device';
import { finished } from '../../gpu/finish';
import { Pipelines } from '../../gpu/pipelines';
import { createTimer, type GpuTimer } from '../../gpu/timer';
import { guessedConstants } from '../../ops/op';
import type { Constants, DeviceTraits, GpuKernel } from '../../ops/op';
import { arrayTypes, elementCount, shapesOf } from '../../ops/tensor';
import type { DType, Shape, Tensor } from '../../ops/tensor';
import type { Tensors, TypedArray } from '../../ops/tensor';
import type { Clock, PassTime } from '../api';
import { cpuClock } from '../clock';
import { abortable } from './abortable';
import type { Executable, Job } from './backend';
import { bindPasses, compilePasses, record, type Dispatch } from './dispatch';
import { PlanBuffers } from './plan-buffers';
import { checkTypes, firstRows, resultsOf, type Result } from './results';
import { Slices, type Waits } from './slices';

/** A device and what is remembered on it. */
export interface GpuContext {
  readonly gpu: GpuDevice;
  readonly pipelines: Pipelines;
  readonly timer: GpuTimer | null;
  /** Of tensors of runs that are over; networks have their own memory. */
  readonly pool: BufferPool;
  readonly waits: Waits;
}

export async function createGpuContext(gpu: GpuDevice): Promise<GpuContext> {
  const { device, life } = gpu;
  const start = performance.now();
  // Reads a dozen numbers back, which is next to nothing to wait for.
  const timer = await life.during(createTimer(device));
  return {
    ...{ gpu, timer },
    pipelines: new Pipelines(device),
    pool: new BufferPool(device),
    waits: { leastMs: timer ? performance.now() - start : Infinity },
  };
}

/** Throws `limit`, `out-of-memory`, `compile` or `unsupported`. */
export async function prepareWebgpu(
  job: Job,
  context: GpuContext,
  traits: DeviceTraits,
): Promise<Executable> {
  const { gpu } = context;
  const building = build(job, context, traits);
  const executable = await gpu.life.during(building).catch((error: unknown) => {
    // It may still come to its end, on a device that is gone.
    building.then(
      (late) => late.dispose(),
      () => {},
    );
    throw error;
  });
  try {
    executable.write(job.inputs);
    await executable.runOnce();
    return executable;
  } catch (error) {
    executable.dispose();
    throw error;
  }
}

async function build(
  job: Job,
  context: GpuContext,
  traits: DeviceTraits,
): Promise<WebgpuExecutable> {
  const { op, kernel: id, constants: given, inputs, options, signal } = job;
  const kernel = op.kernels.find((k) => k.id === id) as GpuKernel;
  const shapes = shapesOf(inputs);
  const dtype = kernel.dtype ?? 'float32';
  checkTypes(job, dtype, `the GPU kernel "${id}" takes`);
  const results = resultsOf(op, shapes, options, dtype);
  const constants = given ?? guessedConstants(kernel, shapes, options, traits);
  const plan = kernel.plan(shapes, options, traits, constants);
  const { gpu, pipelines, pool } = context;
  const { device } = gpu;

  const bytes: Record<string, number> = { ...plan.temporaries };
  for (const role of op.inputs)
    bytes[role.name] = bytesOf(role.dtype ?? dtype, shapes[role.name]);
  for (const { buffer, dtype: type, shape } of results)
    bytes[buffer] = bytesOf(type, shape);
  for (const [name, size] of Object.entries(bytes))
    checkBufferSize(name, size, device.limits);
  const compiled = await compilePasses(plan.passes, pipelines, device.limits);
  // Whoever gave up on compiling wants no buffers either.
  throwIfCancelled(signal);
  const buffers = new PlanBuffers(pool);
  const bind = () =>
    withErrorScopes(device, `${op.id} ${id}`, () => {
      buffers.take(device, bytes);
      const { dispatches, params } = bindPasses(
        device,
        compiled.map((pass) => [pass, (name) => buffers.of(name)]),
      );
      buffers.own(params);
      return dispatches;
    }).catch((error: unknown) => {
      buffers.destroy();
      throw error;
    });
  const dispatches = await bind().catch((error: RidgepointError) => {
    // What lies idle must not be why there is no memory.
    if (error.code !== 'out-of-memory' || pool.bytes === 0) throw error;
    pool.clear();
    return bind();
  });
  const by = (once: boolean) =>
    dispatches.filter((_, i) => (plan.passes[i].once ?? false) === once);
  return new WebgpuExecutable(
    id,
    constants,
    context,
    buffers,
    by(true),
    by(false),
    results,
  );
}

class WebgpuExecutable implements Executable {
  readonly backend = 'webgpu';
  readonly kernel: string;
  readonly constants: Constants;
  readonly clock: Clock;
  readonly #gpu: GpuDevice;
  readonly #timer: GpuTimer | null;
  readonly #pool: BufferPool;
  readonly #buffers: PlanBuffers;
  readonly #once: readonly Dispatch[];
  readonly #each: readonly Dispatch[];
  readonly #results: readonly Result[];
  readonly #slices: Slices;

  constructor(
    kernel: string,
    constants: Constants,
    { gpu, timer, pool, waits }: GpuContext,
    buffers: PlanBuffers,
    once: readonly Dispatch[],
    each: readonly Dispatch[],
    results: readonly Result[],
  ) {
    this.kernel = kernel;
    this.constants = constants;
    this.clock = timer
      ? { source: 'timestamp-query', resolutionMs: timer.resolutionMs }
      : cpuClock();
    this.#gpu = gpu;
    this.#timer = timer;
    this.#pool = pool;
    this.#slices = new Slices(waits);
    this.#buffers = buffers;
    this.#once = once;
    this.#each = each;
    this.#results = results;
  }

  async upload(inputs: Tensors): Promise<void> {
    this.write(inputs);
    await finished(this.#gpu, true);
  }

  /** What is submitted later finds them there. */
  write(inputs: Tensors): void {
    const { queue } = this.#gpu.device;
    for (const [role, { data }] of Object.entries(inputs)) {
      const { buffer, size } = this.#buffers.of(role);
      if (data.byteLength > size)
        throw invalid(
          `${role} has ${data.byteLength} bytes: prepared for ` +
            `${size}; prepare again for another shape.`,
        );
      queue.writeBuffer(buffer, 0, wholeWords(data));
    }
  }

  async runOnce(): Promise<void> {
    if (this.#once.length === 0) return;
    this.#submit((pass) => record(pass, this.#once));
    await finished(this.#gpu, true);
  }

  async run(times: number, signal?: AbortSignal): Promise<void> {
    for (let left = times; left > 0;) {
      const runs = this.#slices.next(left);
      const start = performance.now();
      this.#submit((pass) => {
        for (let i = 0; i < runs; i++) record(pass, this.#each);
      });
      const { isShort } = this.#slices;
      await abortable(finished(this.#gpu, isShort), signal);
      this.#slices.took(runs, performance.now() - start);
      left -= runs;
    }
  }

  async timeMs(times: number, signal?: AbortSignal): Promise<number | null> {
    if (!this.#timer) return null;
    const timed = this.#timer.time((pass) => {
      for (let i = 0; i < times; i++) record(pass, this.#each);
    });
    return abortable(this.#gpu.life.during(timed), signal);
  }

  async passTimes(): Promise<PassTime[]> {
    const records = this.#each.map(
      (dispatch) => (pass: GPUComputePassEncoder) => record(pass, [dispatch]),
    );
    const times =
      this.#timer &&
      (await this.#gpu.life.during(this.#timer.timeEach(records)));
    return this.#each.map(({ file, workgroups }, i) => ({
      file,
      workgroups: [...workgroups],
      ms: times?.[i] ?? null,
    }));
  }

  async read(): Promise<Tensors> {
    return Object.fromEntries(
      await Promise.all(
        this.#results.map(async ({ name, buffer, dtype, shape, count }) => {
          const [data, rows] = await Promise.all([
            this.#bytes(buffer, bytesOf(dtype, shape)),
            count ? this.#first(count) : null,
          ]);
          const all: Tensor = {
            shape: [...shape],
            dtype,
            data: new arrayTypes[dtype](data, 0, elementCount(shape)),
          };
          return [name, rows === null ? all : firstRows(all, rows)] as const;
        }),
      ),
    );
  }

  answer(signal?: AbortSignal): Promise<Tensors> {
    this.#submit((pass) => record(pass, this.#each));
    return abortable(this.read(), signal);
  }

  alive(): Promise<void> {
    return proveAlive(this.#gpu);
  }

  dispose(): void {
    this.#buffers.give();
  }

  #submit(encode: (pass: GPUComputePassEncoder) => void): void {
    const { device } = this.#gpu;
    const encoder = device.createCommandEncoder({ label: this.kernel });
    const pass = encoder.beginComputePass();
    encode(pass);
    pass.end();
    device.queue.submit([encoder.finish()]);
  }

  #bytes(name: string, bytes: number): Promise<ArrayBuffer> {
    const { device, life } = this.#gpu;
    const words = 4 * Math.ceil(bytes / 4);
    const { buffer } = this.#buffers.of(name);
    return life.during(readBuffer(device, buffer, words, this.#pool));
  }

  async #first(name: string): Promise<number> {
    return new Uint32Array(await this.#bytes(name, 4))[0];
  }
}

/** Buffers are written in whole words, and halves may be odd in number. */
function wholeWords(data: TypedArray): ArrayBufferView<ArrayBuffer> {
  if (data.byteLength % 4 === 0) return data as ArrayBufferView<ArrayBuffer>;
  const padded = new Uint16Array(data.length + 1);
  padded.set(data as Uint16Array);
  return padded;
}

/** An absent optional input still needs something to bind. */
const bytesOf = (dtype: DType, shape: Shape | undefined): number =>
  shape ? arrayTypes[dtype].BYTES_PER_ELEMENT * elementCount(shape) : 0;
