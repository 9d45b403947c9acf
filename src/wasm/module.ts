/** The compiled SIMD kernels with their memory and threads: Node or browser. */
import { RidgepointError, unsupported } from '../errors';
import { Allocator } from './allocator';
import plain from './assembly/index.ts?wasm';
import relaxed from './assembly/index.ts?wasm-relaxed';
import { instantiate, MAX_PAGES, PAGE_BYTES, type Instance } from './binary';
import { CONTROL_BYTES, type SharedJob, type WasmFunction } from './control';
import { hasRelaxedSimd, hasSimd } from './features';
import { startPool, type ThreadPool } from './pool';

const LIMIT_BYTES = MAX_PAGES * PAGE_BYTES;

export class WasmModule {
  readonly relaxed: boolean;
  readonly #instance: Instance;
  readonly #allocator: Allocator;
  #pool: ThreadPool | null = null;

  constructor(instance: Instance) {
    this.relaxed = instance.relaxed;
    this.#instance = instance;
    this.#allocator = new Allocator(Number(this.call('heapBase', [])));
  }

  /** Threads that share the work of `share`. */
  get threads(): number {
    return this.#pool?.threads ?? 1;
  }

  /** The memory must be a shared one. */
  async startThreads(threads: number): Promise<void> {
    const control = this.alloc(CONTROL_BYTES);
    this.#pool = await startPool({ ...this.#instance, control }, threads);
  }

  /** 16-byte aligned; the contents are whatever was there before. */
  alloc(bytes: number): number {
    const pointer = this.#allocator.alloc(bytes);
    const missing = this.#allocator.end - this.#buffer.byteLength;
    if (missing > 0 && !this.#grow(missing)) {
      this.#allocator.free(pointer);
      throw outOfMemory(bytes, this.#buffer.byteLength);
    }
    return pointer;
  }

  free(pointer: number): void {
    this.#allocator.free(pointer);
  }

  /** Valid until the next `alloc`, which may move the memory. */
  view(pointer: number, elements: number): Float32Array {
    return new Float32Array(this.#buffer, pointer, elements);
  }

  call(fn: string, args: readonly number[]): number | undefined {
    const target = this.#instance.exports[fn];
    if (typeof target !== 'function')
      throw new Error(`the WASM module exports no function "${fn}"`);
    return (target as WasmFunction)(...args);
  }

  /** Runs all parts of a job, on all threads; throws `device-lost`. */
  share(job: SharedJob): void {
    if (this.#pool) this.#pool.run(job);
    else this.call(job.fn, [...job.args, job.first, job.units]);
  }

  /** Ends the threads. */
  dispose(): void {
    this.#pool?.dispose();
  }

  get #buffer(): ArrayBufferLike {
    return this.#instance.memory.buffer;
  }

  #grow(bytes: number): boolean {
    if (this.#allocator.end > LIMIT_BYTES) return false;
    try {
      this.#instance.memory.grow(Math.ceil(bytes / PAGE_BYTES));
      return true;
    } catch {
      return false;
    }
  }
}

/**
 * With more than one thread, as many as start; a shared memory that cannot be
 * had leaves one.
 */
export async function instantiateWasm(threads = 1): Promise<WasmModule> {
  if (!hasRelaxedSimd() && !hasSimd())
    throw unsupported(
      'WebAssembly SIMD is missing here: the CPU baseline needs 128-bit SIMD ' +
        '(Chrome 91, Firefox 89, Safari 16.4 or later); update the browser ' +
        'or choose another backend.',
    );
  const builds = { plain, relaxed };
  if (threads > 1)
    try {
      const module = new WasmModule(await instantiate(builds, true));
      await module.startThreads(threads);
      return module;
    } catch (error) {
      // Some systems reserve a shared memory's maximum, and have not got it.
      if (!(error instanceof RangeError)) throw error;
    }
  return new WasmModule(await instantiate(builds, false));
}

const outOfMemory = (bytes: number, held: number) =>
  new RidgepointError(
    'out-of-memory',
    `the WASM kernels need ${mebibytes(bytes)} MiB more: their memory holds ` +
      `${mebibytes(held)} MiB and does not grow ` +
      `(${mebibytes(LIMIT_BYTES)} MiB at most); choose a smaller workload ` +
      `or close other tabs.`,
  );

const mebibytes = (bytes: number) => Math.ceil(bytes / 2 ** 20);
