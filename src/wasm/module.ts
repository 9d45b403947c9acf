/** The compiled SIMD kernels with their memory: any thread, Node or browser. */
import { RidgepointError, unsupported } from '../errors';
import { Allocator } from './allocator';
import plainBytes from './assembly/index.ts?wasm';
import relaxedBytes from './assembly/index.ts?wasm-relaxed';
import { hasRelaxedSimd, hasSimd } from './features';

const PAGE_BYTES = 65536;
/** What 32-bit addresses reach. */
const LIMIT_BYTES = 65536 * PAGE_BYTES;

type WasmFunction = (...args: readonly number[]) => number | undefined;

export class WasmModule {
  /** Multiply-adds are fused, in one instruction. */
  readonly relaxed: boolean;
  readonly #memory: WebAssembly.Memory;
  readonly #exports: WebAssembly.Exports;
  readonly #allocator: Allocator;

  constructor(instance: WebAssembly.Instance, relaxed: boolean) {
    this.relaxed = relaxed;
    this.#exports = instance.exports;
    this.#memory = instance.exports.memory as WebAssembly.Memory;
    this.#allocator = new Allocator(Number(this.call('heapBase', [])));
  }

  /** 16-byte aligned; the contents are whatever was there before. */
  alloc(bytes: number): number {
    const pointer = this.#allocator.alloc(bytes);
    const missing = this.#allocator.end - this.#memory.buffer.byteLength;
    if (missing > 0 && !this.#grow(missing)) {
      this.#allocator.free(pointer);
      throw outOfMemory(bytes, this.#memory.buffer.byteLength);
    }
    return pointer;
  }

  free(pointer: number): void {
    this.#allocator.free(pointer);
  }

  /** Valid until the next `alloc`, which may move the memory. */
  view(pointer: number, elements: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.#memory.buffer, pointer, elements);
  }

  call(fn: string, args: readonly number[]): number | undefined {
    const target = this.#exports[fn];
    if (typeof target !== 'function')
      throw new Error(`the WASM module exports no function "${fn}"`);
    return (target as WasmFunction)(...args);
  }

  #grow(bytes: number): boolean {
    if (this.#allocator.end > LIMIT_BYTES) return false;
    try {
      this.#memory.grow(Math.ceil(bytes / PAGE_BYTES));
      return true;
    } catch {
      return false;
    }
  }
}

/** Picks the build that this engine can run. */
export async function instantiateWasm(): Promise<WasmModule> {
  const relaxed = hasRelaxedSimd();
  if (!relaxed && !hasSimd())
    throw unsupported(
      'WebAssembly SIMD is missing here: the CPU baseline needs 128-bit SIMD ' +
        '(Chrome 91, Firefox 89, Safari 16.4 or later); update the browser ' +
        'or choose another backend.',
    );
  const bytes = relaxed ? relaxedBytes : plainBytes;
  const { instance } = await WebAssembly.instantiate(bytes);
  return new WasmModule(instance, relaxed);
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
