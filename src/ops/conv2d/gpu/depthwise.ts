/** Kernels for one input channel per group: rows of outputs, inputs reused. */
import depthwiseRow from '../../../../shaders/conv2d/depthwise-row.wgsl?raw';
import depthwiseSlide from '../../../../shaders/conv2d/depthwise-slide.wgsl?raw';
import depthwiseWindow from '../../../../shaders/conv2d/depthwise-window.wgsl?raw';
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
  depthwiseWindow: conv2dShader('depthwise-window', depthwiseWindow),
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
  {
    id: 'depthwise-window',
    backend: 'webgpu',
    title: 'Depthwise 3×3, sliding window',
    idea: 'Walks down a strip of 4 columns; an input row is loaded once.',
    supports: supportsWindow,
    variants: (shapes, options) => {
      const { outHeight } = conv2dGeometry(shapes, options);
      return [8, 4, 16, 32]
        .filter((rows) => rows < 2 * outHeight || rows === 4)
        .map((ROWS) => ({ ROWS }));
    },
    plan(shapes, options, _, { ROWS = 8 }) {
      const g = conv2dGeometry(shapes, options);
      const strips =
        g.batch *
        g.outChannels *
        Math.ceil(g.outHeight / ROWS) *
        Math.ceil(g.outWidth / 4);
      return onePass(shaders.depthwiseWindow, shapes, options, strips, {
        constants: {
          ROWS,
          STRIDE: options.strides[0],
          CHANNELS_LAST: options.inputLayout === 'nhwc' ? 1 : 0,
        },
      });
    },
  },
];

function supportsWindow(shapes: Shapes, options: Conv2dOptions): true | string {
  const { kernelHeight, kernelWidth } = conv2dGeometry(shapes, options);
  const { strides, dilations } = options;
  if (kernelHeight !== 3 || kernelWidth !== 3)
    return `the kernel is ${kernelHeight}×${kernelWidth}, not 3×3`;
  if (strides[0] !== strides[1] || strides[0] > 2)
    return `the strides are ${strides.join(' and ')}, not both 1 or both 2`;
  if (dilations.some((dilation) => dilation > 1))
    return `the dilations are ${dilations.join(' and ')}, not 1`;
  return isDepthwise(shapes, options);
}

export function isDepthwise(
  shapes: Shapes,
  options: Conv2dOptions,
): true | string {
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
