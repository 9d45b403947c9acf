/** The WebGPU ladder of deformConv2d, simplest first. */
import columns from '../../../shaders/deform-conv2d/columns.wgsl?raw';
import naive from '../../../shaders/deform-conv2d/naive.wgsl?raw';
import paramsLib from '../../../shaders/deform-conv2d/params.wgsl?raw';
import gridLib from '../../../shaders/lib/grid.wgsl?raw';
import type { Conv2dOptions } from '../conv2d/geometry';
import { blocksKernel, quadKernel } from '../conv2d/gpu/packed';
import { tiledVec4Kernel } from '../conv2d/gpu/tiled';
import type { DeviceTraits, GpuKernel } from '../op';
import { grid, shader } from '../source';
import { elementCount, type Shapes } from '../tensor';
import { deformGeometry, productOf } from './geometry';
import type { DeformConv2dOptions } from './options';

const WORKGROUP_SIZE = 64;

const shaderOf = (name: string, code: string) =>
  shader(`deform-conv2d/${name}.wgsl`, code, paramsLib, gridLib);
const naiveShader = shaderOf('naive', naive);
const columnsShader = shaderOf('columns', columns);

/** Channels that an invocation samples. */
const PLANES = 16;

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

/** Samples in memory, then conv2d's kernels: the first of these that can. */
function inColumns(
  kernel: Pick<GpuKernel, 'id' | 'title' | 'idea'>,
  products: readonly GpuKernel<Conv2dOptions>[],
): GpuKernel<DeformConv2dOptions> {
  const choose = (
    shapes: Shapes,
    options: DeformConv2dOptions,
    device: DeviceTraits,
  ) => {
    const problem = productOf(shapes, options);
    const product = products.find(
      ({ supports }) =>
        supports(problem.shapes, problem.options, device) === true,
    );
    return { problem, product };
  };
  return {
    ...kernel,
    backend: 'webgpu',
    supports(shapes, options, device) {
      const { problem, product } = choose(shapes, options, device);
      const last = products[products.length - 1];
      return product
        ? true
        : last.supports(problem.shapes, problem.options, device);
    },
    variants(shapes, options, device) {
      const { problem, product } = choose(shapes, options, device);
      return (
        product?.variants?.(problem.shapes, problem.options, device) ?? [{}]
      );
    },
    plan(shapes, options, device, constants) {
      const g = deformGeometry(shapes, options);
      const { problem, product } = choose(shapes, options, device);
      const rest = product!.plan(
        problem.shapes,
        problem.options,
        device,
        constants,
      );
      const shares = Math.ceil(g.perOffsetGroup / PLANES);
      const places = g.batch * g.offsetGroups * g.taps * g.pixels;
      return {
        temporaries: {
          ...rest.temporaries,
          columns: 4 * elementCount(problem.shapes.input),
        },
        passes: [
          {
            shader: columnsShader,
            constants: {
              ...{ WORKGROUP_SIZE, PLANES },
              MASKED: shapes.mask ? 1 : 0,
            },
            params: deformParams(shapes, options),
            buffers: ['input', 'offset', 'mask', 'columns'],
            workgroups: grid(places * shares, WORKGROUP_SIZE),
          },
          ...rest.passes.map((pass) => ({
            ...pass,
            buffers: pass.buffers.map((name) =>
              name === 'input' ? 'columns' : name,
            ),
          })),
        ],
      };
    },
  };
}

export const gpuKernels: readonly GpuKernel<DeformConv2dOptions>[] = [
  naiveKernel,
  inColumns(
    {
      id: 'columns',
      title: 'Columns, then blocks',
      idea:
        'Where a tap lies is found once for 16 channels, and what is sampled ' +
        'there once for all filters; what remains is a pointwise convolution.',
    },
    [quadKernel, blocksKernel],
  ),
  inColumns(
    {
      id: 'columns-tiled',
      title: 'Columns, then tiles',
      idea:
        'The same, multiplied by workgroups that share tiles of samples and ' +
        'weights.',
    },
    [tiledVec4Kernel],
  ),
];
