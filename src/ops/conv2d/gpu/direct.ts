/** Kernels that read input and filter as they come, in any layout. */
import direct from '../../../../shaders/conv2d/direct.wgsl?raw';
import foursLib from '../../../../shaders/conv2d/fours.wgsl?raw';
import naive from '../../../../shaders/conv2d/naive.wgsl?raw';
import pointwise from '../../../../shaders/conv2d/pointwise.wgsl?raw';
import tapsLib from '../../../../shaders/conv2d/taps.wgsl?raw';
import tileLib from '../../../../shaders/lib/tile.wgsl?raw';
import { conv2dGeometry } from '../geometry';
import { conv2dShader, onePass, type Conv2dGpuKernel } from './pass';

/** Pixels and channels of an invocation. */
const TILE = 8;

const shaders = {
  naive: conv2dShader('naive', naive),
  direct: conv2dShader('direct', direct, tapsLib, foursLib, tileLib),
  pointwise: conv2dShader('pointwise', pointwise, foursLib, tileLib),
};

export const directKernels: readonly Conv2dGpuKernel[] = [
  {
    id: 'naive',
    backend: 'webgpu',
    title: 'Naive',
    idea: 'One invocation per output, straight from the definition.',
    supports: () => true,
    plan(shapes, options) {
      const g = conv2dGeometry(shapes, options);
      const outputs = g.batch * g.outChannels * g.outHeight * g.outWidth;
      return onePass(shaders.naive, shapes, options, outputs);
    },
  },
  {
    id: 'direct',
    backend: 'webgpu',
    title: 'Direct, 8 pixels × 8 channels',
    idea: 'Each loaded input serves 8 channels, each weight 8 pixels.',
    supports(shapes, options) {
      const { outPerGroup } = conv2dGeometry(shapes, options);
      return (
        outPerGroup > 1 ||
        'one output channel per group: nothing to share between channels'
      );
    },
    plan(shapes, options) {
      const g = conv2dGeometry(shapes, options);
      const tiles =
        g.batch *
        options.groups *
        Math.ceil(g.outPerGroup / TILE) *
        Math.ceil((g.outHeight * g.outWidth) / TILE);
      return onePass(shaders.direct, shapes, options, tiles);
    },
  },
  {
    id: 'pointwise',
    backend: 'webgpu',
    title: 'Pointwise, 8 pixels × 8 channels',
    idea: 'A 1×1 kernel is a matrix product: no taps, no padding tests.',
    supports(shapes, options) {
      const g = conv2dGeometry(shapes, options);
      if (g.kernelHeight * g.kernelWidth > 1)
        return `the kernel is ${g.kernelHeight}×${g.kernelWidth}, not 1×1`;
      if (options.padding.some((side) => side > 0))
        return 'the input is padded';
      return options.groups === 1 || `${options.groups} groups, not 1`;
    },
    plan(shapes, options) {
      const g = conv2dGeometry(shapes, options);
      const tiles =
        g.batch *
        Math.ceil(g.outChannels / TILE) *
        Math.ceil((g.outHeight * g.outWidth) / TILE);
      return onePass(shaders.pointwise, shapes, options, tiles);
    },
  },
];
