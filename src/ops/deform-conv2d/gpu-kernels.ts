/** The WebGPU ladder of deformConv2d, simplest first. */
import naive from '../../../shaders/deform-conv2d/naive.wgsl?raw';
import paramsLib from '../../../shaders/deform-conv2d/params.wgsl?raw';
import gridLib from '../../../shaders/lib/grid.wgsl?raw';
import type { GpuKernel } from '../op';
import { grid, shader } from '../source';
import type { Shapes } from '../tensor';
import { deformGeometry } from './geometry';
import type { DeformConv2dOptions } from './options';

const WORKGROUP_SIZE = 64;

const shaderOf = (name: string, code: string) =>
  shader(`deform-conv2d/${name}.wgsl`, code, paramsLib, gridLib);
const naiveShader = shaderOf('naive', naive);

/** Values for `struct Params` of shaders/deform-conv2d/params.wgsl. */
function deformParams(
  shapes: Shapes,
  options: DeformConv2dOptions,
): Record<string, number> {
  const g = deformGeometry(shapes, options);
  return {
    batch: g.batch,
    in_channels: g.inChannels,
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
    offset_groups: g.offsetGroups,
    per_offset_group: g.perOffsetGroup,
  };
}

const naiveKernel: GpuKernel<DeformConv2dOptions> = {
  id: 'naive',
  backend: 'webgpu',
  title: 'Naive',
  idea: 'One invocation per output, straight from the definition.',
  supports: () => true,
  plan(shapes, options) {
    const g = deformGeometry(shapes, options);
    return {
      passes: [
        {
          shader: naiveShader,
          constants: { WORKGROUP_SIZE, MASKED: shapes.mask ? 1 : 0 },
          params: deformParams(shapes, options),
          buffers: ['input', 'offset', 'filter', 'mask', 'bias', 'output'],
          workgroups: grid(g.batch * g.outChannels * g.pixels, WORKGROUP_SIZE),
        },
      ],
    };
  },
};

export const gpuKernels: readonly GpuKernel<DeformConv2dOptions>[] = [
  naiveKernel,
];
