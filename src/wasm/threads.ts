/** How many threads may share the WASM kernels' work here. */
import { invalid } from '../errors';

/** Beyond this the kernels of one image have too little work for each. */
const defaultLimit = 8;
const limit = 64;

/** `asked` where memory can be shared; 1 elsewhere. Throws `invalid`. */
export function wasmThreads(asked?: number): number {
  if (
    asked !== undefined &&
    !(Number.isInteger(asked) && asked >= 1 && asked <= limit)
  )
    throw invalid(`threads ${asked}: needs a whole number from 1 to ${limit}.`);
  if (!canShareMemory()) return 1;
  return asked ?? Math.min(navigator.hardwareConcurrency, defaultLimit);
}

/** Only a cross-origin isolated page may hand memory to its workers. */
const canShareMemory = (): boolean =>
  globalThis.crossOriginIsolated &&
  typeof SharedArrayBuffer === 'function' &&
  typeof Worker === 'function';
