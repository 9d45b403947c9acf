/** The WebGPU ladder of convTranspose2d, simplest first. */
import naive from '../../../shaders/conv-transpose2d/naive.wgsl?raw';
import { convTranspose2dGeometry } from './geometry';
import {
  convTransposePass,
  convTransposeShader,
  type ConvTransposeGpuKernel,
} from './gpu/pass';
import { blocksKernel, quadKernel } from './gpu/phases';

const naiveShader = convTransposeShader('naive', naive);

const naiveKernel: ConvTransposeGpuKernel = {
  id: 'naive',
  backend: 'webgpu',
  title: 'Naive',
  idea: 'One invocation per output, which tries every tap of the filter.',
  supports: () => true,
  plan(shapes, options) {
    const g = convTranspose2dGeometry(shapes, options);
    return {
      passes: [
        convTransposePass(naiveShader, g, options, g.batch * g.output.n),
      ],
    };
  },
};

export const gpuKernels: readonly ConvTransposeGpuKernel[] = [
  naiveKernel,
  blocksKernel,
  quadKernel,
];
