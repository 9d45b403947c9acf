/** Kernels that multiply 4×4×4 blocks with weights packed beforehand. */
import blocks from '../../../../shaders/conv2d/blocks.wgsl?raw';
import loadBlock from '../../../../shaders/conv2d/load-block.wgsl?raw';
import loadBlockNhwc from '../../../../shaders/conv2d/load-block-nhwc.wgsl?raw';
import quad from '../../../../shaders/conv2d/quad.wgsl?raw';
import step from '../../../../shaders/conv2d/step.wgsl?raw';
import storeColumn from '../../../../shaders/conv2d/store-column.wgsl?raw';
import taps from '../../../../shaders/conv2d/taps.wgsl?raw';
import type { Constants, GpuPass, Plan } from '../../op';
import { retype } from '../../source';
import type { Shapes } from '../../tensor';
import {
  conv2dGeometry,
  type Conv2dGeometry,
  type Conv2dOptions,
} from '../geometry';
import { conv2dPass, conv2dShader, type Conv2dGpuKernel } from './pass';
import { channelsInFours, foursOf, packPass } from './weights';

/** The same kernel on both layouts: what differs is how it loads its input. */
const bothLayouts = (name: string, code: string) => {
  const libs = [storeColumn, step, taps];
  const fours = retype(code, 'InputElement', 'vec4f');
  return {
    any: conv2dShader(name, code, loadBlock, ...libs),
    fours: conv2dShader(name, fours, loadBlockNhwc, ...libs),
  };
};
const shaders = {
  blocks: bothLayouts('blocks', blocks),
  quad: bothLayouts('quad', quad),
};

export const blocksKernel: Conv2dGpuKernel = {
  id: 'blocks',
  backend: 'webgpu',
  title: 'Blocks of 4×4×4',
  idea:
    'Four terms at a time: a step is a product of 4×4 matrices, whose sums ' +
    'go through the registers once for four multiply-adds.',
  supports: () => true,
  variants: (shapes, options) => variants([8, 4], shapes, options),
  plan: (shapes, options, _, { CHANNELS = 8 }) =>
    planPacked(
      'blocks',
      shapes,
      options,
      CHANNELS,
      (g, tiles) => tiles * Math.ceil(pixelsOf(g) / 8),
    ),
};

export const quadKernel: Conv2dGpuKernel = {
  id: 'quad',
  backend: 'webgpu',
  title: 'Quads, 16 pixels × channels',
  idea:
    'Four lanes load four different weights and swap them, so each loads a ' +
    'quarter of what it multiplies with.',
  supports: (_shapes, _options, { features }) =>
    features.includes('subgroups') || 'this GPU has no subgroups',
  // With few steps the sums are hardly used before they are stored.
  variants: (shapes, options) =>
    variants(
      foursOf(conv2dGeometry(shapes, options)) < 8
        ? [16, 32, 8, 4]
        : [32, 16, 8, 4],
      shapes,
      options,
    ),
  plan: (shapes, options, _, { CHANNELS = 16 }) =>
    planPacked(
      'quad',
      shapes,
      options,
      CHANNELS,
      (g, tiles) => tiles * Math.ceil(pixelsOf(g) / 16) * 4,
    ),
};

/** Tiles that a group's channels fill at least in part, the fullest first. */
function variants(
  sizes: readonly number[],
  shapes: Shapes,
  options: Conv2dOptions,
): readonly Constants[] {
  const { outPerGroup } = conv2dGeometry(shapes, options);
  const fitting = sizes.filter((size) => size / 2 < outPerGroup);
  const usable = fitting.length > 0 ? fitting : sizes.slice(-1);
  return usable.map((CHANNELS) => ({ CHANNELS }));
}

const pixelsOf = (g: Conv2dGeometry) => g.outHeight * g.outWidth;

function planPacked(
  name: 'blocks' | 'quad',
  shapes: Shapes,
  options: Conv2dOptions,
  CHANNELS: number,
  invocations: (g: Conv2dGeometry, channelTiles: number) => number,
): Plan<GpuPass> {
  const g = conv2dGeometry(shapes, options);
  const { groups } = options;
  const tiles = Math.ceil(g.outPerGroup / CHANNELS);
  const packed = packPass(g, groups, tiles * CHANNELS);
  const fours = channelsInFours(g, options.inputLayout);
  return {
    temporaries: { weights: packed.bytes },
    passes: [
      packed.pass,
      conv2dPass(
        shaders[name][fours ? 'fours' : 'any'],
        shapes,
        options,
        invocations(g, g.batch * groups * tiles),
        {
          constants: { CHANNELS },
          buffers: ['input', 'weights', 'bias', 'output'],
        },
      ),
    ],
  };
}
