/** Kernels for one input channel per group: rows of outputs, inputs reused. */
import depthwiseRow from '../../../../shaders/conv2d/depthwise-row.wgsl?raw';
import depthwiseSlide from '../../../../shaders/conv2d/depthwise-slide.wgsl?raw';
import foursLib from '../../../../shaders/conv2d/fours.wgsl?raw';
import rowTileLib from '../../../../shaders/conv2d/row-tile.wgsl?raw';
import type { Shapes } from '../../tensor';
import { conv2dGeometry, type Conv2dOptions } from '../geometry';
import { conv2dShader, onePass, type Conv2dGpuKernel } from './pass';

/** Outputs of an invocation along a row. */
const TILE = 8;

const shaders = {
  depthwiseRow: conv2dShader(
    'depthwise-row',
    depthwiseRow,
    rowTileLib,
    foursLib,
  ),
  depthwiseSlide: conv2dShader('depthwise-slide', depthwiseSlide, rowTileLib),
};

export const depthwiseKernels: readonly Conv2dGpuKernel[] = [
  {
    id: 'depthwise-row',
    backend: 'webgpu',
    title: 'Depthwise, rows of 8',
    idea: 'Each weight serves 8 outputs of a row.',
    supports: (shapes, options) => isDepthwise(shapes, options),
    plan: (shapes, options) =>
      onePass(shaders.depthwiseRow, shapes, options, rowTiles(shapes, options)),
  },
  {
    id: 'depthwise-slide',
    backend: 'webgpu',
    title: 'Depthwise, sliding weights',
    idea: 'Each input is loaded once for the 8 outputs of a row that share it.',
    supports(shapes, options) {
      const stride = options.strides[1];
      if (stride > 1) return `the stride across is ${stride}, not 1`;
      return isDepthwise(shapes, options);
    },
    plan: (shapes, options) =>
      onePass(
        shaders.depthwiseSlide,
        shapes,
        options,
        rowTiles(shapes, options),
      ),
  },
];

function isDepthwise(shapes: Shapes, options: Conv2dOptions): true | string {
  const { inPerGroup } = conv2dGeometry(shapes, options);
  return (
    inPerGroup === 1 ||
    `${inPerGroup} input channels per group, not 1 (depthwise)`
  );
}

function rowTiles(shapes: Shapes, options: Conv2dOptions): number {
  const g = conv2dGeometry(shapes, options);
  return g.batch * g.outChannels * g.outHeight * Math.ceil(g.outWidth / TILE);
}
