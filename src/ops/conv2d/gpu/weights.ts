/** The filter in the order in which the blocked kernels read it. */
import pack from '../../../../shaders/conv2d/pack.wgsl?raw';
import packChannels from '../../../../shaders/conv2d/pack-channels.wgsl?raw';
import widen from '../../../../shaders/lib/widen.wgsl?raw';
import gridLib from '../../../../shaders/lib/grid.wgsl?raw';
import type { GpuPass } from '../../op';
import { grid, halved, shader } from '../../source';
import type { Conv2dGeometry } from '../geometry';

const WORKGROUP_SIZE = 64;
const packShader = shader('conv2d/pack.wgsl', pack, gridLib);
const packChannelsShader = shader(
  'conv2d/pack-channels.wgsl',
  packChannels,
  gridLib,
);
const shaders = {
  pack: packShader,
  packHalf: halved(packShader, 'Element'),
  packChannels: packChannelsShader,
  packChannelsHalf: halved(packChannelsShader, 'Element'),
  widen: shader('lib/widen.wgsl', widen, gridLib),
};

/**
 * Runs once: [group][ky][kx][i / 4][channel], four inputs to a vec4, into the
 * temporary `weights`. A group's channels are padded with zeros to that many.
 */
export function packPass(
  g: Conv2dGeometry,
  groups: number,
  paddedChannels: number,
  half = false,
): { pass: GpuPass; bytes: number } {
  const fours = Math.ceil(g.inPerGroup / 4);
  const count =
    groups * g.kernelHeight * g.kernelWidth * fours * paddedChannels;
  return {
    bytes: (half ? 8 : 16) * count,
    pass: {
      shader: half ? shaders.packHalf : shaders.pack,
      once: true,
      constants: { WORKGROUP_SIZE },
      params: {
        count,
        kernel_height: g.kernelHeight,
        kernel_width: g.kernelWidth,
        in_per_group: g.inPerGroup,
        out_per_group: g.outPerGroup,
        padded_channels: paddedChannels,
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

/** Runs once: [ky][kx][channel], one input per group, into `weights`. */
export const packChannelsPass = (g: Conv2dGeometry, half = false): GpuPass => ({
  shader: half ? shaders.packChannelsHalf : shaders.packChannels,
  once: true,
  constants: { WORKGROUP_SIZE },
  params: {
    channels: g.outChannels,
    kernel_height: g.kernelHeight,
    kernel_width: g.kernelWidth,
    filter_o: g.filter.o,
    filter_h: g.filter.h,
    filter_w: g.filter.w,
  },
  buffers: ['filter', 'weights'],
  workgroups: grid(g.outChannels * g.terms, WORKGROUP_SIZE),
});

/** Runs once: float16 bias to float32, into the temporary `wideBias`. */
export const widenBiasPass = (g: Conv2dGeometry): GpuPass => ({
  shader: shaders.widen,
  once: true,
  constants: { WORKGROUP_SIZE },
  params: { count: g.outChannels },
  buffers: ['bias', 'wideBias'],
  workgroups: grid(g.outChannels, WORKGROUP_SIZE),
});

/** Terms of an output, four inputs at a time: the steps of a blocked kernel. */
export const foursOf = (g: Conv2dGeometry) =>
  g.kernelHeight * g.kernelWidth * Math.ceil(g.inPerGroup / 4);

/** Four neighbouring channels of an input pixel are one aligned vec4. */
export const channelsInFours = (
  g: Conv2dGeometry,
  inputLayout: 'nchw' | 'nhwc',
) => inputLayout === 'nhwc' && g.inPerGroup % 4 === 0;
