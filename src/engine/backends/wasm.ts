/** Runs a WASM kernel's plan: buffers in linear memory, calls in a row. */
import { invalid, throwIfCancelled } from '../../errors';
import { guessedConstants } from '../../ops/op';
import type {
  Constants,
  DeviceTraits,
  WasmKernel,
  WasmPass,
} from '../../ops/op';
import { arrayTypes, elementCount, shapesOf } from '../../ops/tensor';
import type { Shape, Tensor, Tensors } from '../../ops/tensor';
import { instantiateWasm, type WasmModule } from '../../wasm/module';
import { wasmThreads } from '../../wasm/threads';
import { cpuClock } from '../clock';
import type { Executable, Job } from './backend';
import { checkTypes, firstRows, resultsOf, type Result } from './results';

/** Longest stretch of calls between two turns of the event loop. */
const sliceMs = 50;
/** Each thread's scratch starts in a line of its own. */
const CACHE_LINE = 64;

/**
 * Work that all threads need to be worth waking them: less than this takes
 * about as long to hand out.
 */
const defaultShareFromMs = 0.03;

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
    this.#module ??= instantiateWasm(this.#wanted).then((module) => {
      this.#threads = module.threads;
      if (this.#disposed) module.dispose();
      return module;
    });
    return this.#module;
  }

  dispose(): void {
    this.#disposed = true;
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
  { shareFromMs = defaultShareFromMs } = {},
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
interface WasmCall {
  readonly fn: string;
  readonly args: readonly number[];
  readonly steps: readonly number[];
  /** 0: one thread makes the whole call. */
  readonly units: number;
  /** What the last call took, or would have taken on one thread. */
  workMs: number;
}

class WasmExecutable implements Executable {
  readonly backend = 'wasm';
  readonly kernel: string;
  readonly constants: Constants;
  readonly clock = cpuClock();
  readonly #module: WasmModule;
  readonly #shareFromMs: number;
  readonly #buffers: Readonly<Record<string, Buffer>>;
  readonly #results: readonly Result[];
  readonly #once: readonly WasmCall[];
  readonly #each: readonly WasmCall[];

  constructor(job: Job, module: WasmModule, shareFromMs: number) {
    const { op, inputs, options } = job;
    const kernel = op.kernels.find(({ id }) => id === job.kernel) as WasmKernel;
    const shapes = shapesOf(inputs);
    const traits = traitsOf(module);
    this.kernel = kernel.id;
    this.constants =
      job.constants ?? guessedConstants(kernel, shapes, options, traits);
    const plan = kernel.plan(shapes, options, traits, this.constants);
    this.#module = module;
    this.#shareFromMs = shareFromMs;
    this.#results = resultsOf(op, shapes, options);
    const { temporaries = {}, scratch = {} } = plan;
    const step = (name: string) =>
      name in scratch ? roundUp(scratch[name], CACHE_LINE) : 0;
    const scratchOfAll = Object.keys(scratch).map((name) => [
      name,
      module.threads * step(name),
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
    const callOf = ({ fn, buffers, args, units = 0 }: WasmPass): WasmCall => ({
      fn,
      // An absent optional input is a null pointer.
      args: [
        ...buffers.map((name) => this.#buffers[name]?.pointer ?? 0),
        ...args,
      ],
      steps: [...buffers.map(step), ...args.map(() => 0)],
      units,
      workMs: 0,
    });
    this.#once = plan.passes.filter(({ once }) => once).map(callOf);
    this.#each = plan.passes.filter(({ once }) => !once).map(callOf);
  }

  /** Of the last run: what is quickly done is not shared. */
  get threads(): number {
    return this.#each.some((call) => this.#isShared(call))
      ? this.#module.threads
      : 1;
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

  #call(calls: readonly WasmCall[]): void {
    for (const call of calls) this.#callOne(call);
  }

  #callOne(call: WasmCall): void {
    const { fn, args, units } = call;
    const module = this.#module;
    if (units === 0) return void module.call(fn, args);
    if (units === 1 || module.threads === 1)
      return void module.call(fn, [...args, 0, units]);
    const start = performance.now();
    let first = 0;
    if (!this.#isShared(call)) {
      // Alone at first; the rest is shared if these parts take their time.
      first = Math.ceil(units / 16);
      module.call(fn, [...args, 0, first]);
      call.workMs = (performance.now() - start) * (units / first);
    }
    if (!this.#isShared(call))
      return void module.call(fn, [...args, first, units]);
    const sharedFrom = performance.now();
    module.share({ ...call, first });
    const sharedMs = performance.now() - sharedFrom;
    call.workMs = (sharedMs * module.threads * units) / (units - first);
  }

  #isShared({ workMs }: WasmCall): boolean {
    return this.#module.threads > 1 && workMs >= this.#shareFromMs;
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
  threads: module.threads,
});

const roundUp = (value: number, step: number) => Math.ceil(value / step) * step;

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
