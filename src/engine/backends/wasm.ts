/** Runs a WASM kernel's plan: buffers in linear memory, calls in a row. */
import { invalid, throwIfCancelled, unsupported } from '../../errors';
import { guessedConstants } from '../../ops/op';
import type {
  Constants,
  DeviceTraits,
  WasmKernel,
  WasmPass,
} from '../../ops/op';
import { elementCount, shapesOf } from '../../ops/tensor';
import type { Shape, Tensors } from '../../ops/tensor';
import { instantiateWasm, type WasmModule } from '../../wasm/module';
import { cpuClock } from '../clock';
import type { Executable, Job } from './backend';

/** Longest stretch of calls between two turns of the event loop. */
const sliceMs = 50;

/** One module, and so one memory, for all executables of this thread. */
let shared: Promise<WasmModule> | null = null;

/** Throws `unsupported` or `out-of-memory`. */
export async function prepareWasm(job: Job): Promise<Executable> {
  for (const [role, { dtype }] of Object.entries(job.inputs))
    if (dtype !== 'float32')
      throw unsupported(
        `${role} is ${dtype}: the WASM kernels take float32; convert it, or ` +
          `use backend "reference".`,
      );
  throwIfCancelled(job.signal);
  shared ??= instantiateWasm();
  const executable = new WasmExecutable(job, await shared);
  await executable.upload(job.inputs);
  return executable;
}

interface Buffer {
  readonly pointer: number;
  readonly shape: Shape;
}
interface WasmCall {
  readonly fn: string;
  readonly args: readonly number[];
}

class WasmExecutable implements Executable {
  readonly backend = 'wasm';
  readonly kernel: string;
  readonly constants: Constants;
  readonly clock = cpuClock();
  readonly #module: WasmModule;
  readonly #buffers: Readonly<Record<string, Buffer>>;
  readonly #outputs: readonly string[];
  readonly #once: readonly WasmCall[];
  readonly #each: readonly WasmCall[];

  constructor(job: Job, module: WasmModule) {
    const { op, inputs, options } = job;
    const kernel = op.kernels.find(({ id }) => id === job.kernel) as WasmKernel;
    const shapes = shapesOf(inputs);
    const traits = traitsOf(module);
    this.kernel = kernel.id;
    this.constants =
      job.constants ?? guessedConstants(kernel, shapes, options, traits);
    const plan = kernel.plan(shapes, options, traits, this.constants);
    this.#module = module;
    this.#outputs = op.outputs;
    this.#buffers = allocate(module, {
      ...shapes,
      ...op.shapes(shapes, options),
      ...temporaryShapes({ ...plan.temporaries, ...plan.scratch }),
    });
    const callOf = ({ fn, buffers, args, units }: WasmPass): WasmCall => ({
      fn,
      // An absent optional input is a null pointer.
      args: [
        ...buffers.map((name) => this.#buffers[name]?.pointer ?? 0),
        ...args,
        ...(units === undefined ? [] : [0, units]),
      ],
    });
    this.#once = plan.passes.filter(({ once }) => once).map(callOf);
    this.#each = plan.passes.filter(({ once }) => !once).map(callOf);
  }

  async upload(inputs: Tensors): Promise<void> {
    for (const [role, { data }] of Object.entries(inputs)) {
      const { pointer, shape } = this.#buffers[role];
      const elements = elementCount(shape);
      if (data.length !== elements)
        throw invalid(
          `${role} has ${data.length} elements: prepared for ${elements}; ` +
            `prepare again for another shape.`,
        );
      this.#module.view(pointer, elements).set(data as Float32Array);
    }
    // The weights may have changed, so they are packed again.
    this.#call(this.#once);
  }

  async run(times: number, signal?: AbortSignal): Promise<void> {
    await this.timeMs(times, signal);
  }

  /** Time inside the kernels: turns of the event loop do not count. */
  async timeMs(times: number, signal?: AbortSignal): Promise<number> {
    throwIfCancelled(signal);
    let busyMs = 0;
    for (let done = 0; done < times;) {
      const start = performance.now();
      let elapsedMs = 0;
      while (done < times && elapsedMs < sliceMs) {
        this.#call(this.#each);
        done++;
        elapsedMs = performance.now() - start;
      }
      busyMs += elapsedMs;
      if (elapsedMs < sliceMs) continue;
      await nextTask();
      throwIfCancelled(signal);
    }
    return busyMs;
  }

  async read(): Promise<Tensors> {
    return Object.fromEntries(
      this.#outputs.map((name) => {
        const { pointer, shape } = this.#buffers[name];
        const data = this.#module.view(pointer, elementCount(shape)).slice();
        return [name, { shape: [...shape], dtype: 'float32', data }];
      }),
    );
  }

  dispose(): void {
    for (const { pointer } of Object.values(this.#buffers))
      this.#module.free(pointer);
  }

  #call(calls: readonly WasmCall[]): void {
    for (const { fn, args } of calls) this.#module.call(fn, args);
  }
}

/** All of them or, when the memory does not suffice, none. */
function allocate(
  module: WasmModule,
  shapes: Readonly<Record<string, Shape>>,
): Record<string, Buffer> {
  const buffers: Record<string, Buffer> = {};
  try {
    for (const [name, shape] of Object.entries(shapes))
      buffers[name] = { pointer: module.alloc(4 * elementCount(shape)), shape };
    return buffers;
  } catch (error) {
    for (const { pointer } of Object.values(buffers)) module.free(pointer);
    throw error;
  }
}

const temporaryShapes = (bytes: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(bytes).map(([name, size]) => [name, [Math.ceil(size / 4)]]),
  );

const traitsOf = (module: WasmModule): DeviceTraits => ({
  features: module.relaxed ? ['relaxed-simd'] : [],
  limits: {},
  software: false,
  threads: 1,
});

/** Messages get in, which a promise alone would not allow. */
const nextTask = () =>
  new Promise<void>((resolve) => {
    // A timer would wait for 4 ms each time.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
