/** Runs a WASM kernel's plan: buffers in linear memory, calls in a row. */
import { invalid, throwIfCancelled } from '../../errors';
import { guessedConstants } from '../../ops/op';
import type { Constants, WasmKernel } from '../../ops/op';
import { arrayTypes, elementCount, shapesOf } from '../../ops/tensor';
import type { Shape, Tensor, Tensors } from '../../ops/tensor';
import { instantiateWasm, type WasmModule } from '../../wasm/module';
import { wasmThreads } from '../../wasm/threads';
import { cpuClock } from '../clock';
import type { Executable, Job } from './backend';
import { checkTypes, firstRows, resultsOf, type Result } from './results';
import { nextTask } from './turns';
import {
  callOf,
  scratchStep,
  traitsOf,
  WasmCaller,
  type WasmCall,
} from './wasm-calls';

/** Longest stretch of calls between two turns of the event loop. */
const sliceMs = 50;

/** One module, and so one memory and one pool, for an engine's executables. */
export class WasmRuntime {
  readonly #wanted: number;
  #module: Promise<WasmModule> | null = null;
  #threads: number;
  #disposed = false;

  /** Throws `invalid`. */
  constructor(threads?: number) {
    this.#wanted = wasmThreads(threads);
    this.#threads = this.#wanted;
  }

  /** As many as have started, or as will be asked for. */
  get threads(): number {
    return this.#threads;
  }

  module(): Promise<WasmModule> {
    if (this.#module) return this.#module;
    const module = instantiateWasm(this.#wanted).then((made) => {
      this.#threads = made.threads;
      if (this.#disposed) made.dispose();
      return made;
    });
    this.#module = module;
    // What had no memory now may have it later.
    module.catch(() => {
      if (this.#module === module) this.#module = null;
    });
    return module;
  }

  /** What trapped is not used again; what is prepared in it keeps it. */
  renew(): void {
    this.#end();
    this.#module = null;
  }

  dispose(): void {
    this.#disposed = true;
    this.#end();
  }

  /** Ends the threads; what they did goes on, on one. */
  #end(): void {
    void this.#module?.then(
      (module) => module.dispose(),
      () => {},
    );
  }
}

/** For callers without an engine: one thread. */
let alone: WasmRuntime | null = null;

/** Throws `unsupported` or `out-of-memory`. */
export async function prepareWasm(
  job: Job,
  runtime: WasmRuntime = (alone ??= new WasmRuntime(1)),
  { shareFromMs }: { shareFromMs?: number } = {},
): Promise<Executable> {
  checkTypes(job, 'float32', 'the WASM kernels take');
  throwIfCancelled(job.signal);
  const executable = new WasmExecutable(
    job,
    await runtime.module(),
    shareFromMs,
  );
  await executable.upload(job.inputs);
  return executable;
}

/** What these kernels read and write. */
type WordType = 'float32' | 'int32';

interface Buffer {
  readonly pointer: number;
  readonly shape: Shape;
}

class WasmExecutable implements Executable {
  readonly backend = 'wasm';
  readonly kernel: string;
  readonly constants: Constants;
  readonly clock = cpuClock();
  readonly #module: WasmModule;
  readonly #caller: WasmCaller;
  readonly #buffers: Readonly<Record<string, Buffer>>;
  readonly #results: readonly Result[];
  readonly #once: readonly WasmCall[];
  readonly #each: readonly WasmCall[];

  constructor(job: Job, module: WasmModule, shareFromMs?: number) {
    const { op, inputs, options } = job;
    const kernel = op.kernels.find(({ id }) => id === job.kernel) as WasmKernel;
    const shapes = shapesOf(inputs);
    const traits = traitsOf(module);
    this.kernel = kernel.id;
    this.constants =
      job.constants ?? guessedConstants(kernel, shapes, options, traits);
    const plan = kernel.plan(shapes, options, traits, this.constants);
    this.#module = module;
    this.#caller = new WasmCaller(module, shareFromMs);
    this.#results = resultsOf(op, shapes, options);
    const { temporaries = {}, scratch = {} } = plan;
    const scratchOfAll = Object.entries(scratch).map(([name, bytes]) => [
      name,
      module.threads * scratchStep(bytes),
    ]);
    this.#buffers = allocate(module, {
      ...shapes,
      ...Object.fromEntries(
        this.#results.map(({ buffer, shape }) => [buffer, shape]),
      ),
      ...temporaryShapes({
        ...temporaries,
        ...Object.fromEntries(scratchOfAll),
      }),
    });
    const calls = (once: boolean) =>
      plan.passes
        .filter((pass) => (pass.once ?? false) === once)
        .map((pass) =>
          callOf(pass, (name) => this.#buffers[name]?.pointer, scratch),
        );
    this.#once = calls(true);
    this.#each = calls(false);
  }

  /** Of the last run: what is quickly done is not shared. */
  get threads(): number {
    return this.#caller.threadsOf(this.#each);
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
      const { dtype } = inputs[role];
      this.#view(pointer, dtype as WordType, elements).set(data as never);
    }
    // The weights may have changed, so they are packed again.
    this.#caller.run(this.#once);
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
        this.#caller.run(this.#each);
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

  async answer(signal?: AbortSignal): Promise<Tensors> {
    await this.run(1, signal);
    return this.read();
  }

  async read(): Promise<Tensors> {
    return Object.fromEntries(
      this.#results.map(({ name, buffer, dtype, shape, count }) => {
        const { pointer } = this.#buffers[buffer];
        const elements = elementCount(shape);
        const data = this.#view(pointer, dtype as WordType, elements).slice();
        const all: Tensor = { shape: [...shape], dtype, data };
        return [name, count ? firstRows(all, this.#first(count)) : all];
      }),
    );
  }

  dispose(): void {
    for (const { pointer } of Object.values(this.#buffers))
      this.#module.free(pointer);
  }

  #first(name: string): number {
    return this.#view(this.#buffers[name].pointer, 'int32', 1)[0];
  }

  /** Valid until the next allocation. */
  #view(pointer: number, dtype: WordType, elements: number) {
    const { buffer } = this.#module.view(pointer, elements);
    return new arrayTypes[dtype](buffer as ArrayBuffer, pointer, elements);
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
