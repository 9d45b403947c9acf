/** The WebGPU ladder of conv2d, simplest first. */
import depthwiseRow from '../../../shaders/conv2d/depthwise-row.wgsl?raw';
import depthwiseSlide from '../../../shaders/conv2d/depthwise-slide.wgsl?raw';
import direct from '../../../shaders/conv2d/direct.wgsl?raw';
import naive from '../../../shaders/conv2d/naive.wgsl?raw';
import paramsLib from '../../../shaders/conv2d/params.wgsl?raw';
import pointwise from '../../../shaders/conv2d/pointwise.wgsl?raw';
import foursLib from '../../../shaders/conv2d/fours.wgsl?raw';
import rowTileLib from '../../../shaders/conv2d/row-tile.wgsl?raw';
import gridLib from '../../../shaders/lib/grid.wgsl?raw';
import tileLib from '../../../shaders/lib/tile.wgsl?raw';
import type { GpuKernel, GpuPass, Plan, Shader } from '../op';
import { grid, shader } from '../source';
import type { Shapes } from '../tensor';
import { clampBounds, conv2dGeometry, type Conv2dOptions } from './geometry';

type Conv2dKernel = GpuKernel<Conv2dOptions>;

const WORKGROUP_SIZE = 64;
/** Outputs of an invocation: 8 pixels × 8 channels, or 8 along a row. */
const TILE = 8;

const conv2dShader = (name: string, code: string, ...libs: string[]) =>
  shader(`conv2d/${name}.wgsl`, code, ...libs, paramsLib, gridLib);
const shaders = {
  naive: conv2dShader('naive', naive),
  direct: conv2dShader('direct', direct, foursLib, tileLib),
  pointwise: conv2dShader('pointwise', pointwise, foursLib, tileLib),
  depthwiseRow: conv2dShader(
    'depthwise-row',
    depthwiseRow,
    rowTileLib,
    foursLib,
  ),
  depthwiseSlide: conv2dShader('depthwise-slide', depthwiseSlide, rowTileLib),
};

export const gpuKernels: readonly Conv2dKernel[] = [
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

function onePass(
  shader: Shader,
  shapes: Shapes,
  options: Conv2dOptions,
  invocations: number,
): Plan<GpuPass> {
  return {
    passes: [
      {
        shader,
        constants: { WORKGROUP_SIZE },
        params: conv2dParams(shapes, options),
        buffers: ['input', 'filter', 'bias', 'output'],
        workgroups: grid(invocations, WORKGROUP_SIZE),
      },
    ],
  };
}

/** Values for `struct Params` of shaders/conv2d/params.wgsl. */
function conv2dParams(
  shapes: Shapes,
  options: Conv2dOptions,
): Record<string, number> {
  const g = conv2dGeometry(shapes, options);
  const [min, max] = clampBounds(options);
  return {
    batch: g.batch,
    in_height: g.inHeight,
    in_width: g.inWidth,
    out_channels: g.outChannels,
    out_height: g.outHeight,
    out_width: g.outWidth,
    kernel_height: g.kernelHeight,
    kernel_width: g.kernelWidth,
    in_per_group: g.inPerGroup,
    out_per_group: g.outPerGroup,
    stride_height: options.strides[0],
    stride_width: options.strides[1],
    dilation_height: options.dilations[0],
    dilation_width: options.dilations[1],
    pad_top: options.padding[0],
    pad_left: options.padding[2],
    ...axisParams('input', g.input),
    ...axisParams('filter', g.filter),
    ...axisParams('output', g.output),
    has_bias: shapes.bias ? 1 : 0,
    hard_swish: options.activation === 'hard-swish' ? 1 : 0,
    min_value: min,
    max_value: max,
  };
}

const axisParams = (name: string, strides: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(strides).map(([axis, step]) => [`${name}_${axis}`, step]),
  );
