/** Kernels whose depthwise values never reach memory. */
import blockTaps from '../../../../shaders/separable-conv2d/block-taps.wgsl?raw';
import blockWindow from '../../../../shaders/separable-conv2d/block-window.wgsl?raw';
import fusedQuad from '../../../../shaders/separable-conv2d/fused-quad.wgsl?raw';
import fusedRegisters from '../../../../shaders/separable-conv2d/fused-registers.wgsl?raw';
import fusedTiled from '../../../../shaders/separable-conv2d/fused-tiled.wgsl?raw';
import loadFour from '../../../../shaders/separable-conv2d/load-four.wgsl?raw';
import packDepthwise from '../../../../shaders/separable-conv2d/pack-depthwise.wgsl?raw';
import planes from '../../../../shaders/separable-conv2d/planes.wgsl?raw';
import storeBlock from '../../../../shaders/separable-conv2d/store-block.wgsl?raw';
import window from '../../../../shaders/separable-conv2d/window.wgsl?raw';
import storeFour from '../../../../shaders/conv2d/store-four.wgsl?raw';
import taps from '../../../../shaders/conv2d/taps.wgsl?raw';
import gridLib from '../../../../shaders/lib/grid.wgsl?raw';
import { plusResidual } from '../../conv2d/gpu/residual';
import { packPass } from '../../conv2d/gpu/weights';
import type { Constants, GpuPass, Plan } from '../../op';
import { grid, shader } from '../../source';
import type { Shapes } from '../../tensor';
import {
  separableGeometry,
  type SeparableGeometry,
  type SeparableOptions,
} from '../geometry';
import {
  separableParams,
  separableShader,
  type SeparableGpuKernel,
} from './pass';

const WORKGROUP_SIZE = 64;
/** Invocations and pixels of a tiled workgroup; output channels of a block. */
const TILED = { invocations: 256, pixels: 64, blockChannels: 64 };

const stores = [storeBlock, storeFour];
const shaders = {
  pack: shader('separable-conv2d/pack-depthwise.wgsl', packDepthwise, gridLib),
  registers: {
    taps: separableShader(
      'fused-registers',
      fusedRegisters,
      blockTaps,
      planes,
      loadFour,
      ...stores,
    ),
    window: separableShader(
      'fused-registers',
      fusedRegisters,
      blockWindow,
      window,
      planes,
      loadFour,
      ...stores,
    ),
  },
  quad: separableShader('fused-quad', fusedQuad, window, loadFour, storeFour),
  tiled: separableShader('fused-tiled', fusedTiled, taps, ...stores),
};

/** Tiles that the output channels fill at least in part, the best guess first. */
const channelTiles =
  (sizes: readonly number[]) =>
  (shapes: Shapes, options: SeparableOptions): readonly Constants[] => {
    const { outChannels } = separableGeometry(shapes, options).pointwise;
    return sizes
      .filter((size) => size === 4 || size / 2 < outChannels)
      .map((CHANNELS) => ({ CHANNELS }));
  };

export const fusedRegistersKernel: SeparableGpuKernel = {
  id: 'fused-registers',
  backend: 'webgpu',
  title: 'Fused, in registers',
  idea:
    'Four depthwise channels at a time are multiplied into the sums and ' +
    'forgotten: nothing between the steps is stored.',
  supports: () => true,
  variants: channelTiles([32, 16, 8, 4]),
  plan(shapes, options, _, { CHANNELS = 16 }) {
    const { depthwise, pointwise: g } = separableGeometry(shapes, options);
    const tiles = Math.ceil(g.outChannels / CHANNELS);
    const strips = g.batch * g.outHeight * Math.ceil(g.outWidth / 4);
    const sliding = isWindow(depthwise, options);
    return planFused(shapes, options, tiles * CHANNELS, {
      shader: shaders.registers[sliding ? 'window' : 'taps'],
      constants: {
        WORKGROUP_SIZE,
        CHANNELS,
        ...(sliding && { STRIDE: options.strides[0] }),
      },
      workgroups: grid(strips * tiles, WORKGROUP_SIZE),
    });
  },
};

export const fusedQuadKernel: SeparableGpuKernel = {
  id: 'fused-quad',
  backend: 'webgpu',
  title: 'Fused 3×3, in quads',
  idea:
    'Each lane of a quad makes one depthwise channel at 16 pixels, so that ' +
    'an input is read once for all of them; then the lanes swap.',
  supports(shapes, options, { features }) {
    const { depthwise } = separableGeometry(shapes, options);
    if (!features.includes('subgroups')) return 'this GPU has no subgroups';
    return (
      isWindow(depthwise, options) ||
      'the kernel is not 3×3 with stride 1 or 2 and no dilation'
    );
  },
  // 64 make fewer depthwise values again, where the registers suffice.
  variants: channelTiles([32, 64, 16, 8, 4]),
  plan(shapes, options, _, { CHANNELS = 32 }) {
    const { pointwise: g } = separableGeometry(shapes, options);
    const tiles = Math.ceil(g.outChannels / CHANNELS);
    const squares = Math.ceil(g.outHeight / 4) * Math.ceil(g.outWidth / 4);
    return planFused(shapes, options, tiles * CHANNELS, {
      shader: shaders.quad,
      constants: { WORKGROUP_SIZE, CHANNELS, STRIDE: options.strides[0] },
      workgroups: grid(4 * g.batch * squares * tiles, WORKGROUP_SIZE),
    });
  },
};

export const fusedTiledKernel: SeparableGpuKernel = {
  id: 'fused-tiled',
  backend: 'webgpu',
  title: 'Fused, tiles in workgroup memory',
  idea:
    'A workgroup makes each depthwise value once, and all its output ' +
    'channels read it from workgroup memory.',
  supports: (_shapes, _options, { limits }) => {
    const { maxComputeInvocationsPerWorkgroup: most = 256 } = limits;
    return (
      most >= TILED.invocations ||
      `this GPU runs at most ${most} invocations together, not 256`
    );
  },
  variants(shapes, options) {
    const { outChannels } = separableGeometry(shapes, options).pointwise;
    const sizes = [2, 4, 1].filter(
      (blocks) => blocks === 1 || 64 * (blocks / 2) < outChannels,
    );
    return sizes.map((BLOCKS) => ({ BLOCKS }));
  },
  plan(shapes, options, _, { BLOCKS = 2 }) {
    const { pointwise: g } = separableGeometry(shapes, options);
    const channels = TILED.blockChannels * BLOCKS;
    const tiles = Math.ceil(g.outChannels / channels);
    const pixelTiles = Math.ceil((g.outHeight * g.outWidth) / TILED.pixels);
    return planFused(shapes, options, tiles * channels, {
      shader: shaders.tiled,
      constants: {
        WORKGROUP_SIZE: TILED.invocations,
        BLOCKS,
        CHANNELS_LAST: options.inputLayout === 'nhwc' ? 1 : 0,
      },
      workgroups: grid(g.batch * tiles * pixelTiles, 1),
    });
  },
};

type FusedPass = Pick<GpuPass, 'shader' | 'constants' | 'workgroups'>;

/** Both filters packed once, then the pass. */
function planFused(
  shapes: Shapes,
  options: SeparableOptions,
  paddedChannels: number,
  given: FusedPass,
): Plan<GpuPass> {
  const { depthwise, pointwise } = separableGeometry(shapes, options);
  const packed = packPass(pointwise, 1, paddedChannels);
  const count = Math.ceil(depthwise.outChannels / 4) * (depthwise.terms + 1);
  const pass: GpuPass = {
    ...given,
    params: separableParams(shapes, options),
    buffers: ['input', 'depthwiseWeights', 'weights', 'bias', 'output'],
  };
  return {
    temporaries: { depthwiseWeights: 16 * count, weights: packed.bytes },
    passes: [
      { ...packed.pass, buffers: ['pointwiseFilter', 'weights'] },
      {
        shader: shaders.pack,
        once: true,
        constants: { WORKGROUP_SIZE },
        params: {
          count,
          channels: depthwise.outChannels,
          taps: depthwise.terms,
          has_bias: shapes.depthwiseBias ? 1 : 0,
        },
        buffers: ['depthwiseFilter', 'depthwiseBias', 'depthwiseWeights'],
        workgroups: grid(count, WORKGROUP_SIZE),
      },
      shapes.residual ? plusResidual(pass) : pass,
    ],
  };
}

/** Neighbouring columns share what they read. */
const isWindow = (
  g: SeparableGeometry['depthwise'],
  { strides, dilations }: SeparableOptions,
) =>
  g.kernelHeight === 3 &&
  g.kernelWidth === 3 &&
  strides[0] === strides[1] &&
  strides[0] <= 2 &&
  dilations.every((dilation) => dilation === 1);
