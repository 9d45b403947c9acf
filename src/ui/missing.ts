/** What this browser or device lacks, and what that costs. */
import type { DeviceReport } from '../engine/api';

export interface Missing {
  readonly name: string;
  readonly cost: string;
}

/** `relaxedSimd` is the browser's, which no report tells. */
export function missingOf(
  device: DeviceReport,
  relaxedSimd: boolean,
): readonly Missing[] {
  const { gpu, features, crossOriginIsolated, threads } = device;
  const lacks = (feature: string) => gpu && !features.includes(feature);
  const found: (Missing | false)[] = [
    !gpu && {
      name: 'WebGPU',
      cost: 'Everything runs on the processor, in WebAssembly.',
    },
    lacks('timestamp-query') && {
      name: 'GPU timestamps',
      cost:
        'The GPU tells no times of its own: kernels are timed by many runs in ' +
        'a row, and single passes not at all.',
    },
    lacks('shader-f16') && {
      name: 'float16 in shaders',
      cost:
        'Kernels on float16 tensors are left out; such tensors are widened ' +
        'to float32 first.',
    },
    lacks('subgroups') && {
      name: 'subgroups',
      cost: 'Kernels that swap values between lanes are left out.',
    },
    !crossOriginIsolated && {
      name: 'cross-origin isolation',
      cost:
        'No shared memory and coarser clocks: the processor’s kernels run on ' +
        'one thread.',
    },
    crossOriginIsolated &&
      threads === 1 && {
        name: 'threads',
        cost: 'The processor’s kernels run on one thread.',
      },
    !relaxedSimd && {
      name: 'relaxed SIMD',
      cost:
        'The processor multiplies and adds in two instructions: about half ' +
        'of its peak.',
    },
  ];
  return found.filter((missing) => missing !== false);
}
