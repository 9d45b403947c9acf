/**
 * Ridgepoint as a library: real convolution kernels on WebGPU, WASM and a
 * float64 oracle, checked and timed. The page is one of its users.
 */
import type { Engine, EngineOptions } from './engine/api';
import { EngineClient } from './engine/client';

export type * from './engine/api';
export { RidgepointError, type ErrorCode } from './errors';

/**
 * An engine in a worker of its own where there are workers (a GPU object
 * cannot cross into one, so a given `gpu` keeps it on this thread).
 */
export async function createEngine(
  options: EngineOptions = {},
): Promise<Engine> {
  const inWorker =
    options.worker ?? (typeof Worker !== 'undefined' && !options.gpu);
  if (inWorker) return new EngineClient(options);
  // Not in the page's first bundle: there, the worker carries the engine.
  const { LocalEngine } = await import('./engine/engine');
  return new LocalEngine(options);
}
