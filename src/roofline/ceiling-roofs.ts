/** The roofs to draw, from the ceilings as they were measured. */
import type { Backend, Ceilings, Roofs } from '../engine/api';
import type { Roof } from './roof';

/**
 * The first roof of a backend is the one its kernels are held against: the
 * WASM kernels run on all threads, so one thread comes after them.
 */
export function roofsOf({ gpu, wasm, software }: Ceilings): Roof[] {
  const cpu = (label: string, roofs: Roofs) => roofOf('wasm', label, roofs);
  return [
    ...(gpu
      ? [roofOf('webgpu', software ? 'GPU (software)' : 'GPU', gpu)]
      : []),
    ...(wasm.threads > 1
      ? [cpu(`WASM, ${wasm.threads} threads`, wasm.allThreads)]
      : []),
    cpu('WASM, 1 thread', wasm.oneThread),
  ];
}

/** The oracle is the CPU's too. */
export const roofFor = (
  roofs: readonly Roof[],
  backend: Backend,
): Roof | null =>
  roofs.find(
    (roof) => roof.backend === (backend === 'webgpu' ? 'webgpu' : 'wasm'),
  ) ?? null;

const roofOf = (
  backend: Roof['backend'],
  label: string,
  { gflops, gbps, dispatchUs }: Roofs,
): Roof => ({
  backend,
  label,
  gflops: gflops.f32,
  gbps: gbps.memory,
  ...(gbps.cache && { cacheGbps: gbps.cache }),
  ...(dispatchUs && { launchUs: dispatchUs }),
});
