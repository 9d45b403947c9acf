/**
 * Winograd F(2×2, 3×3): Lavin and Gray 2015, "Fast Algorithms for Convolutional
 * Neural Networks". A tile of 2×2 outputs takes 16 multiplications per input
 * channel where the definition takes 36.
 *
 * Its own error bound, beside a direct sum's: a transformed input is a sum of
 * four pixels and a transformed filter at most the mean of nine weights, and an
 * output adds nine of the sixteen products. For independent terms of equal size
 * that makes 9 · 4 · (3/4)² = 20 squares where a direct sum has 9, so rounding
 * is up to √(20/9) = 1.5 times as large, plus 4 additions for the transforms:
 * 1.5 · 2 · terms + 8 ULP at the size of the terms. The check allows no more
 * than it allows any kernel, 2 · terms, at the size of its own products (see
 * `winogradTolerance`); measured is a tenth of that.
 */
import filterTransform from '../../../../shaders/conv2d/winograd-filter.wgsl?raw';
import inputTransform from '../../../../shaders/conv2d/winograd-input.wgsl?raw';
import outputTransform from '../../../../shaders/conv2d/winograd-output.wgsl?raw';
import storeFour from '../../../../shaders/conv2d/store-four.wgsl?raw';
import gridLib from '../../../../shaders/lib/grid.wgsl?raw';
import type { DeviceTraits, GpuPass, Problem } from '../../op';
import { grid, shader } from '../../source';
import type { Shapes } from '../../tensor';
import {
  conv2dGeometry,
  type Conv2dGeometry,
  type Conv2dOptions,
} from '../geometry';
import { defaultOptions } from '../options';
import { winogradTolerance } from '../tolerance';
import { blocksKernel, quadKernel } from './packed';
import { conv2dPass, conv2dShader, type Conv2dGpuKernel } from './pass';
import { tiledVec4Kernel } from './tiled';

const WORKGROUP_SIZE = 64;
/** Places of a transformed tile. */
const PLACES = 16;
/** With fewer, the transforms cost more than the multiplications saved. */
const LEAST_INPUTS = 4;

const shaders = {
  filter: shader('conv2d/winograd-filter.wgsl', filterTransform, gridLib),
  input: shader('conv2d/winograd-input.wgsl', inputTransform, gridLib),
  output: conv2dShader('winograd-output', outputTransform, storeFour),
};

export const winogradKernel: Conv2dGpuKernel = {
  id: 'winograd',
  backend: 'webgpu',
  title: 'Winograd F(2×2, 3×3)',
  idea:
    'Transformed tiles need 16 multiplications for 4 outputs instead of 36; ' +
    'the products are a 1×1 convolution in 16 groups.',
  supports(shapes, options) {
    const g = conv2dGeometry(shapes, options);
    if (g.kernelHeight !== 3 || g.kernelWidth !== 3)
      return `the kernel is ${g.kernelHeight}×${g.kernelWidth}, not 3×3`;
    if (options.strides.some((stride) => stride > 1))
      return `the strides are ${options.strides.join(' and ')}, not 1`;
    if (options.dilations.some((dilation) => dilation > 1))
      return `the dilations are ${options.dilations.join(' and ')}, not 1`;
    return (
      g.inPerGroup >= LEAST_INPUTS ||
      `inputs per group: ${g.inPerGroup}, too few to save anything`
    );
  },
  tolerance: winogradTolerance,
  variants: (shapes, options, device) => {
    const product = productOf(conv2dGeometry(shapes, options), options.groups);
    return productKernels(product, device).flatMap((kernel) =>
      kernel.variants!(product.shapes, product.options, device),
    );
  },
  plan(shapes, options, device, constants) {
    const g = conv2dGeometry(shapes, options);
    const product = productOf(g, options.groups);
    // The constants of one kernel have another name than the other's.
    const kernel =
      'SIDE' in constants ? tiledVec4Kernel : registerKernel(device);
    const products = kernel.plan(
      product.shapes,
      product.options,
      device,
      constants,
    );
    return {
      temporaries: {
        ...products.temporaries,
        transformedInput: 4 * PLACES * g.inChannels * product.tiles,
        transformedFilter: 4 * PLACES * g.outChannels * g.inPerGroup,
        products: 4 * PLACES * g.outChannels * product.tiles,
        noBias: 4,
      },
      passes: [
        filterPass(g),
        inputPass(g, options, product.tiles),
        ...products.passes.map(renamed),
        conv2dPass(
          shaders.output,
          shapes,
          options,
          g.outChannels * product.tiles,
          { buffers: ['products', 'bias', 'output'] },
        ),
      ],
    };
  },
};

const registerKernel = ({ features }: DeviceTraits) =>
  features.includes('subgroups') ? quadKernel : blocksKernel;

/** What the multiplications may run on, the best guess first. */
function productKernels(
  { shapes, options }: Problem<Conv2dOptions>,
  device: DeviceTraits,
): Conv2dGpuKernel[] {
  const kernels = [registerKernel(device)];
  if (tiledVec4Kernel.supports(shapes, options, device) === true)
    kernels.push(tiledVec4Kernel);
  return device.software ? kernels : kernels.reverse();
}

const tilesAcross = (g: Conv2dGeometry) => Math.ceil(g.outWidth / 2);
const tilesDown = (g: Conv2dGeometry) => Math.ceil(g.outHeight / 2);

/** The multiplications as a convolution of their own: tiles are its pixels. */
function productOf(
  g: Conv2dGeometry,
  groups: number,
): { tiles: number; shapes: Shapes; options: Conv2dOptions } {
  const tiles = g.batch * tilesAcross(g) * tilesDown(g);
  return {
    tiles,
    shapes: {
      input: [1, PLACES * g.inChannels, 1, tiles],
      filter: [PLACES * g.outChannels, g.inPerGroup, 1, 1],
    },
    options: { ...defaultOptions, groups: PLACES * groups },
  };
}

const names: Readonly<Record<string, string>> = {
  input: 'transformedInput',
  filter: 'transformedFilter',
  bias: 'noBias',
  output: 'products',
};
const renamed = (pass: GpuPass): GpuPass => ({
  ...pass,
  buffers: pass.buffers.map((name) => names[name] ?? name),
});

function filterPass(g: Conv2dGeometry): GpuPass {
  return {
    shader: shaders.filter,
    once: true,
    constants: { WORKGROUP_SIZE },
    params: {
      out_channels: g.outChannels,
      in_per_group: g.inPerGroup,
      filter_o: g.filter.o,
      filter_i: g.filter.i,
      filter_h: g.filter.h,
      filter_w: g.filter.w,
    },
    buffers: ['filter', 'transformedFilter'],
    workgroups: grid(g.outChannels * g.inPerGroup, WORKGROUP_SIZE),
  };
}

function inputPass(
  g: Conv2dGeometry,
  { padding }: Conv2dOptions,
  tiles: number,
): GpuPass {
  return {
    shader: shaders.input,
    constants: { WORKGROUP_SIZE },
    params: {
      in_channels: g.inChannels,
      in_height: g.inHeight,
      in_width: g.inWidth,
      pad_top: padding[0],
      pad_left: padding[2],
      input_n: g.input.n,
      input_c: g.input.c,
      input_h: g.input.h,
      input_w: g.input.w,
      tiles,
      tiles_across: tilesAcross(g),
      tiles_down: tilesDown(g),
    },
    buffers: ['input', 'transformedInput'],
    workgroups: grid(g.inChannels * tiles, WORKGROUP_SIZE),
  };
}
