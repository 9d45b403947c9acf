/** The WebGPU ladder of conv2d, simplest first. */
import depthwiseRows from '../../../shaders/conv2d/depthwise-rows.wgsl?raw';
import direct from '../../../shaders/conv2d/direct.wgsl?raw';
import naive from '../../../shaders/conv2d/naive.wgsl?raw';
import paramsLib from '../../../shaders/conv2d/params.wgsl?raw';
import pointwise from '../../../shaders/conv2d/pointwise.wgsl?raw';
import gridLib from '../../../shaders/lib/grid.wgsl?raw';
import type { GpuKernel, GpuPass, Plan, Shader } from '../op';
import { grid, shader } from '../source';
import type { Shapes } from '../tensor';
import {
  clampBounds,
  conv2dGeometry,
  type Conv2dGeometry,
  type Conv2dOptions,
} from './geometry';

type Conv2dKernel = GpuKernel<Conv2dOptions>;

const WORKGROUP_SIZE = 64;
const PIXELS = 8;
const COLUMNS = 8;

const conv2dShader = (name: string, code: string) =>
  shader(`conv2d/${name}.wgsl`, code, paramsLib, gridLib);
const shaders = {
  naive: conv2dShader('naive', naive),
  direct: conv2dShader('direct', direct),
  pointwise: conv2dShader('pointwise', pointwise),
  depthwiseRows: conv2dShader('depthwise-rows', depthwiseRows),
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
    title: 'Direct, 8 pixels × 4 channels',
    idea: 'Each loaded input serves 4 channels, each weight 8 pixels.',
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
        Math.ceil(g.outPerGroup / 4) *
        Math.ceil((g.outHeight * g.outWidth) / PIXELS);
      return onePass(shaders.direct, shapes, options, tiles, { PIXELS });
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
        Math.ceil(g.outChannels / 8) *
        Math.ceil((g.outHeight * g.outWidth) / PIXELS);
      return onePass(shaders.pointwise, shapes, options, tiles, { PIXELS });
    },
  },
  {
    id: 'depthwise-rows',
    backend: 'webgpu',
    title: 'Depthwise, rows of 8',
    idea: 'Neighbouring outputs share their inputs in a register window.',
    supports(shapes, options) {
      const g = conv2dGeometry(shapes, options);
      if (g.inPerGroup > 1)
        return `${g.inPerGroup} input channels per group, not 1 (depthwise)`;
      // The window is a register array; a huge one would spill to memory.
      const window = windowWidth(g, options);
      return window <= 96 || `the row window is ${window} wide, limit 96`;
    },
    plan(shapes, options) {
      const g = conv2dGeometry(shapes, options);
      const tiles =
        g.batch * g.outChannels * g.outHeight * Math.ceil(g.outWidth / COLUMNS);
      return onePass(shaders.depthwiseRows, shapes, options, tiles, {
        COLUMNS,
        KERNEL_WIDTH: g.kernelWidth,
        STRIDE_WIDTH: options.strides[1],
        DILATION_WIDTH: options.dilations[1],
      });
    },
  },
];

function onePass(
  shader: Shader,
  shapes: Shapes,
  options: Conv2dOptions,
  invocations: number,
  constants: Record<string, number> = {},
): Plan<GpuPass> {
  return {
    passes: [
      {
        shader,
        constants: { WORKGROUP_SIZE, ...constants },
        params: conv2dParams(shapes, options),
        buffers: ['input', 'filter', 'bias', 'output'],
        workgroups: grid(invocations, WORKGROUP_SIZE),
      },
    ],
  };
}

const windowWidth = (g: Conv2dGeometry, options: Conv2dOptions) =>
  (COLUMNS - 1) * options.strides[1] +
  (g.kernelWidth - 1) * options.dilations[1] +
  1;

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
