/** The WebGPU ladder of conv2d, simplest first. */
import {
  depthwiseChannelsKernel,
  depthwiseHalfKernel,
} from './gpu/depthwise-channels';
import { depthwiseKernels } from './gpu/depthwise';
import { directKernels } from './gpu/direct';
import { blocksKernel, quadKernel } from './gpu/packed';
import type { Conv2dGpuKernel } from './gpu/pass';
import {
  splitKernel,
  tiledHalfKernel,
  tiledKernel,
  tiledVec4Kernel,
} from './gpu/tiled';
import { winogradKernel } from './gpu/winograd';

export const gpuKernels: readonly Conv2dGpuKernel[] = [
  ...directKernels,
  tiledKernel,
  tiledVec4Kernel,
  tiledHalfKernel,
  splitKernel,
  blocksKernel,
  quadKernel,
  winogradKernel,
  ...depthwiseKernels,
  depthwiseChannelsKernel,
  depthwiseHalfKernel,
];
