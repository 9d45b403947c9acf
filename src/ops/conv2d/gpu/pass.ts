/** What the WebGPU kernels of conv2d share: shader, uniform, single pass. */
import paramsLib from '../../../../shaders/conv2d/params.wgsl?raw';
import gridLib from '../../../../shaders/lib/grid.wgsl?raw';
import type { GpuKernel, GpuPass, Plan, Shader } from '../../op';
import { grid, shader } from '../../source';
import type { Shapes } from '../../tensor';
import {
  clampBounds,
  conv2dGeometry,
  type Conv2dGeometry,
  type Conv2dOptions,
  type ConvOptions,
} from '../geometry';
import { noResidual, plusResidual } from './residual';

export type Conv2dGpuKernel = GpuKernel<Conv2dOptions>;

const WORKGROUP_SIZE = 64;

export const conv2dShader = (name: string, code: string, ...libs: string[]) =>
  shader(`conv2d/${name}.wgsl`, code, ...libs, noResidual, paramsLib, gridLib);

/**
 * The usual pass: every output in one dispatch, invocations in a row. With a
 * residual where `shapes` has one.
 */
export function conv2dPass(
  shader: Shader,
  shapes: Shapes,
  options: Conv2dOptions,
  invocations: number,
  more: Partial<GpuPass> = {},
): GpuPass {
  const pass: GpuPass = {
    shader,
    params: conv2dParams(shapes, options),
    buffers: ['input', 'filter', 'bias', 'output'],
    workgroups: grid(invocations, WORKGROUP_SIZE),
    ...more,
    constants: {
      WORKGROUP_SIZE,
      ...activationConstants(options),
      ...more.constants,
    },
  };
  return shapes.residual ? plusResidual(pass) : pass;
}

export const onePass = (
  ...pass: Parameters<typeof conv2dPass>
): Plan<GpuPass> => ({ passes: [conv2dPass(...pass)] });

/** Values for `struct Params` of shaders/conv2d/params.wgsl. */
export const conv2dParams = (
  shapes: Shapes,
  options: Conv2dOptions,
): Record<string, number> =>
  convParams(conv2dGeometry(shapes, options), options);

/** Where the shader's default, a clamp, is not what is asked for. */
export const activationConstants = ({
  activation,
}: ConvOptions): Record<string, number> =>
  activation === 'hard-swish' ? { HARD_SWISH: 1 } : {};

/** The same of any op that has these numbers. */
export function convParams(
  g: Conv2dGeometry,
  options: ConvOptions,
): Record<string, number> {
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
    min_value: min,
    max_value: max,
  };
}

const axisParams = (name: string, strides: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(strides).map(([axis, step]) => [`${name}_${axis}`, step]),
  );
