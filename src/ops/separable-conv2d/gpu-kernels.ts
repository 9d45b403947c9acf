/** The WebGPU ladder of separableConv2d, simplest first. */
import {
  fusedQuadKernel,
  fusedRegistersKernel,
  fusedTiledKernel,
} from './gpu/fused';
import { naiveKernel } from './gpu/naive';
import type { SeparableGpuKernel } from './gpu/pass';
import { twoPassKernel } from './gpu/two-pass';

export const gpuKernels: readonly SeparableGpuKernel[] = [
  naiveKernel,
  twoPassKernel,
  fusedRegistersKernel,
  fusedQuadKernel,
  fusedTiledKernel,
];
