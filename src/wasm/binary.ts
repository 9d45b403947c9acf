/**
 * The modules are compiled for shared memory. The same code runs on memory of
 * one thread: only the import says which it is, in one byte.
 */
import { hasRelaxedSimd } from './features';

export const PAGE_BYTES = 65536;
/** What 32-bit addresses reach. */
export const MAX_PAGES = 65536;

export interface Instance {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly exports: WebAssembly.Exports;
  /** Multiply-adds are fused, in one instruction. */
  readonly relaxed: boolean;
}

export interface Builds {
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly relaxed: Uint8Array<ArrayBuffer>;
}

/** Picks the build that this engine can run; gives it a memory of its own. */
export async function instantiate(
  builds: Builds,
  shared: boolean,
): Promise<Instance> {
  const relaxed = hasRelaxedSimd();
  const bytes = relaxed ? builds.relaxed : builds.plain;
  const memory = new WebAssembly.Memory({
    initial: 1,
    maximum: MAX_PAGES,
    shared,
  });
  const module = await WebAssembly.compile(
    shared ? bytes : withUnsharedMemory(bytes),
  );
  const { exports } = await WebAssembly.instantiate(module, {
    env: { memory },
  });
  return { module, memory, exports, relaxed };
}

/** "env" "memory", a memory, with a maximum, shared. */
const sharedImport = [3, 0x65, 0x6e, 0x76, 6, ...ascii('memory'), 2, 3];
const HAS_MAXIMUM = 1;

function withUnsharedMemory(
  bytes: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const at = bytes.findIndex((_, i) =>
    sharedImport.every((byte, j) => bytes[i + j] === byte),
  );
  if (at < 0) throw new Error('the WASM module imports no shared memory');
  const copy = bytes.slice();
  copy[at + sharedImport.length - 1] = HAS_MAXIMUM;
  return copy;
}

function ascii(text: string): number[] {
  return [...text].map((char) => char.charCodeAt(0));
}
