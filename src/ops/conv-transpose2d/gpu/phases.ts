/** Kernels that compute phase by phase, with weights packed beforehand. */
import blocks from '../../../../shaders/conv-transpose2d/blocks.wgsl?raw';
import pack from '../../../../shaders/conv-transpose2d/pack.wgsl?raw';
import phases from '../../../../shaders/conv-transpose2d/phases.wgsl?raw';
import quad from '../../../../shaders/conv-transpose2d/quad.wgsl?raw';
import tile from '../../../../shaders/conv-transpose2d/tile.wgsl?raw';
import loadBlock from '../../../../shaders/conv2d/load-block.wgsl?raw';
import loadBlockNhwc from '../../../../shaders/conv2d/load-block-nhwc.wgsl?raw';
import storeFour from '../../../../shaders/conv2d/store-four.wgsl?raw';
import gridLib from '../../../../shaders/lib/grid.wgsl?raw';
import type { Constants, GpuPass, Plan } from '../../op';
import { grid, retype, shader } from '../../source';
import type { Shapes } from '../../tensor';
import {
  convTranspose2dGeometry,
  type ConvTranspose2dGeometry,
  type ConvTranspose2dOptions,
} from '../geometry';
import {
  convTransposePass,
  convTransposeShader,
  WORKGROUP_SIZE,
  type ConvTransposeGpuKernel,
} from './pass';

/** The same kernel on both layouts: what differs is how it loads its input. */
const bothLayouts = (name: string, code: string) => {
  const libs = [tile, phases, storeFour];
  const fours = retype(code, 'InputElement', 'vec4f');
  return {
    any: convTransposeShader(name, code, loadBlock, ...libs),
    fours: convTransposeShader(name, fours, loadBlockNhwc, ...libs),
  };
};
const shaders = {
  pack: shader('conv-transpose2d/pack.wgsl', pack, phases, gridLib),
  blocks: bothLayouts('blocks', blocks),
  quad: bothLayouts('quad', quad),
};

export const blocksKernel: ConvTransposeGpuKernel = {
  id: 'blocks',
  backend: 'webgpu',
  title: 'Phases, blocks of 4×4×4',
  idea:
    'Outputs of one residue modulo the stride see the same taps: each such ' +
    'phase is an ordinary convolution, and no tap is tried in vain.',
  supports: () => true,
  variants: (shapes, options) => variants([8, 4], shapes, options),
  plan: (shapes, options, _, { CHANNELS = 8 }) =>
    planPhases('blocks', shapes, options, { CHANNELS }, 8, 1),
};

export const quadKernel: ConvTransposeGpuKernel = {
  id: 'quad',
  backend: 'webgpu',
  title: 'Phases, quads of 16 pixels × channels',
  idea:
    'Four lanes load four different weights and swap them, so each loads a ' +
    'quarter of what it multiplies with.',
  supports: (_shapes, _options, { features }) =>
    features.includes('subgroups') || 'this GPU has no subgroups',
  variants: (shapes, options, { software }) =>
    software
      ? variants([32, 16, 8, 4], shapes, options).map(onSoftware)
      : variants([16, 32, 8, 4], shapes, options),
  plan: (shapes, options, _, { CHANNELS = 16, ...constants }) =>
    planPhases('quad', shapes, options, { CHANNELS, ...constants }, 16, 4),
};

/**
 * An emulated GPU runs one quad at a time: small workgroups leave fewer idle
 * quads at the end of each phase, and cost it nothing.
 */
const onSoftware = (constants: Constants): Constants => ({
  ...constants,
  WORKGROUP_SIZE: 16,
});

/** Tiles that a group's channels fill at least in part, the fullest first. */
function variants(
  sizes: readonly number[],
  shapes: Shapes,
  options: ConvTranspose2dOptions,
): readonly Constants[] {
  const { outPerGroup } = convTranspose2dGeometry(shapes, options);
  const fitting = sizes.filter((size) => size / 2 < outPerGroup);
  const usable = fitting.length > 0 ? fitting : sizes.slice(-1);
  return usable.map((CHANNELS) => ({ CHANNELS }));
}

/** A tile is so many pixels of a phase × CHANNELS, by so many invocations. */
function planPhases(
  name: 'blocks' | 'quad',
  shapes: Shapes,
  options: ConvTranspose2dOptions,
  constants: Constants,
  pixels: number,
  invocations: number,
): Plan<GpuPass> {
  const g = convTranspose2dGeometry(shapes, options);
  const { CHANNELS, WORKGROUP_SIZE: lanes = WORKGROUP_SIZE } = constants;
  const { groups, strides, inputLayout } = options;
  const channelTiles = Math.ceil(g.outPerGroup / CHANNELS);
  const phasePixels =
    Math.ceil(g.outHeight / strides[0]) * Math.ceil(g.outWidth / strides[1]);
  const tiles =
    g.batch * groups * channelTiles * Math.ceil(phasePixels / pixels);
  // Whole workgroups for each phase.
  const workgroups =
    strides[0] * strides[1] * Math.ceil((tiles * invocations) / lanes);
  const packed = packPass(g, options, channelTiles * CHANNELS);
  const fours = inputLayout === 'nhwc' && g.inPerGroup % 4 === 0;
  return {
    temporaries: { weights: packed.bytes },
    passes: [
      packed.pass,
      convTransposePass(
        shaders[name][fours ? 'fours' : 'any'],
        g,
        options,
        workgroups * lanes,
        {
          constants,
          workgroups: grid(workgroups * lanes, lanes),
          buffers: ['input', 'weights', 'bias', 'output'],
        },
      ),
    ],
  };
}

/** Runs once: the filter in the order of the kernels above. */
function packPass(
  g: ConvTranspose2dGeometry,
  { groups, strides, dilations, padding }: ConvTranspose2dOptions,
  paddedChannels: number,
): { pass: GpuPass; bytes: number } {
  const fours = Math.ceil(g.inPerGroup / 4);
  const count =
    groups * g.kernelHeight * g.kernelWidth * fours * paddedChannels;
  return {
    bytes: 16 * count,
    pass: {
      shader: shaders.pack,
      once: true,
      constants: { WORKGROUP_SIZE },
      params: {
        count,
        padded_channels: paddedChannels,
        kernel_height: g.kernelHeight,
        kernel_width: g.kernelWidth,
        stride_height: strides[0],
        stride_width: strides[1],
        dilation_height: dilations[0],
        dilation_width: dilations[1],
        pad_top: padding[0],
        pad_left: padding[2],
        out_height: g.outHeight,
        out_width: g.outWidth,
        in_per_group: g.inPerGroup,
        out_per_group: g.outPerGroup,
        filter_o: g.filter.o,
        filter_i: g.filter.i,
        filter_h: g.filter.h,
        filter_w: g.filter.w,
      },
      buffers: ['filter', 'weights'],
      workgroups: grid(count, WORKGROUP_SIZE),
    },
  };
}
