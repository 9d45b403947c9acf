/** The WASM ladder of separableConv2d: src/wasm/assembly. */
import type { Conv2dOptions } from '../conv2d/geometry';
import { wasmKernels as conv2dKernels } from '../conv2d/wasm-kernels';
import type { DeviceTraits, Plan, Problem, WasmKernel, WasmPass } from '../op';
import { elementCount } from '../tensor';
import { separableSteps, type SeparableOptions } from './geometry';
import { inSeries } from './in-series';
import { fusedKernel } from './wasm-fused';

export const wasmKernels: readonly WasmKernel<SeparableOptions>[] = [
  {
    id: 'two-pass-simd',
    backend: 'wasm',
    title: 'Two passes, SIMD',
    idea:
      'Depthwise, then pointwise, each on its own: what lies between is ' +
      'written to memory and read back.',
    supports: () => true,
    plan(shapes, options, device) {
      const { depthwise, pointwise } = separableSteps(shapes, options);
      return inSeries(
        planStep(['depthwise-simd', 'packed-simd'], depthwise, device),
        planStep(['packed-simd'], pointwise, device),
        4 * elementCount(pointwise.shapes.input),
      );
    },
  },
  fusedKernel,
];

/** The plan of conv2d's first kernel of these that supports the problem. */
function planStep(
  ids: readonly string[],
  { shapes, options }: Problem<Conv2dOptions>,
  device: DeviceTraits,
): Plan<WasmPass> {
  const kernel = ids
    .map((id) => conv2dKernels.find((candidate) => candidate.id === id)!)
    .find((candidate) => candidate.supports(shapes, options, device) === true)!;
  const constants = kernel.variants?.(shapes, options, device)[0] ?? {};
  return kernel.plan(shapes, options, device, constants);
}
