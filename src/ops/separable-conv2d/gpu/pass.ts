/** What the WebGPU kernels of separableConv2d share: shader and uniform. */
import paramsLib from '../../../../shaders/separable-conv2d/params.wgsl?raw';
import gridLib from '../../../../shaders/lib/grid.wgsl?raw';
import { clampBounds } from '../../conv2d/geometry';
import { noResidual } from '../../conv2d/gpu/residual';
import type { GpuKernel } from '../../op';
import { shader } from '../../source';
import type { Shapes } from '../../tensor';
import {
  separableGeometry,
  separableSteps,
  type SeparableOptions,
} from '../geometry';

export type SeparableGpuKernel = GpuKernel<SeparableOptions>;

export const separableShader = (
  name: string,
  code: string,
  ...libs: string[]
) =>
  shader(
    `separable-conv2d/${name}.wgsl`,
    code,
    ...libs,
    noResidual,
    paramsLib,
    gridLib,
  );

/** Values for `struct Params` of shaders/separable-conv2d/params.wgsl. */
export function separableParams(
  shapes: Shapes,
  options: SeparableOptions,
): Record<string, number> {
  const { depthwise, pointwise, multiplier } = separableGeometry(
    shapes,
    options,
  );
  const steps = separableSteps(shapes, options);
  const [betweenMin, betweenMax] = clampBounds(steps.depthwise.options);
  const [min, max] = clampBounds(steps.pointwise.options);
  const isSwish = (activation: string) => (activation === 'hard-swish' ? 1 : 0);
  return {
    batch: depthwise.batch,
    in_height: depthwise.inHeight,
    in_width: depthwise.inWidth,
    between_channels: depthwise.outChannels,
    multiplier,
    kernel_height: depthwise.kernelHeight,
    kernel_width: depthwise.kernelWidth,
    stride_height: options.strides[0],
    stride_width: options.strides[1],
    dilation_height: options.dilations[0],
    dilation_width: options.dilations[1],
    pad_top: options.padding[0],
    pad_left: options.padding[2],
    out_channels: pointwise.outChannels,
    out_height: pointwise.outHeight,
    out_width: pointwise.outWidth,
    input_n: depthwise.input.n,
    input_c: depthwise.input.c,
    input_h: depthwise.input.h,
    input_w: depthwise.input.w,
    output_n: pointwise.output.n,
    output_c: pointwise.output.c,
    output_h: pointwise.output.h,
    output_w: pointwise.output.w,
    between_hard_swish: isSwish(options.depthwiseActivation),
    between_min: betweenMin,
    between_max: betweenMax,
    hard_swish: isSwish(options.activation),
    min_value: min,
    max_value: max,
  };
}
