/**
 * Ridgepoint as a library: real convolution kernels on WebGPU, WASM and a
 * float64 oracle, checked and timed. The page is one of its users.
 */
import { admitEngineOptions } from './engine/admit';
import { admitting } from './engine/admitting';
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
  admitEngineOptions(options);
  const inWorker =
    options.worker ?? (typeof Worker !== 'undefined' && !options.gpu);
  if (inWorker) return admitting(new EngineClient(options));
  // Not in the page's first bundle: there, the worker carries the engine.
  const { LocalEngine } = await import('./engine/engine');
  return admitting(new LocalEngine(options));
}
