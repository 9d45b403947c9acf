/** Kernels that share tiles of inputs and weights in workgroup memory. */
import loadBlock from '../../../../shaders/conv2d/load-block.wgsl?raw';
import loadTerms from '../../../../shaders/conv2d/load-terms.wgsl?raw';
import loadTermsNhwc from '../../../../shaders/conv2d/load-terms-nhwc.wgsl?raw';
import splitSum from '../../../../shaders/conv2d/split-sum.wgsl?raw';
import storeColumn from '../../../../shaders/conv2d/store-column.wgsl?raw';
import taps from '../../../../shaders/conv2d/taps.wgsl?raw';
import tiled from '../../../../shaders/conv2d/tiled.wgsl?raw';
import tiledVec4 from '../../../../shaders/conv2d/tiled-vec4.wgsl?raw';
import tileLib from '../../../../shaders/lib/tile.wgsl?raw';
import type { GpuPass } from '../../op';
import { grid, halved, retype } from '../../source';
import type { Shapes } from '../../tensor';
import {
  conv2dGeometry,
  type Conv2dGeometry,
  type Conv2dOptions,
} from '../geometry';
import { conv2dPass, conv2dShader, type Conv2dGpuKernel } from './pass';
import { channelsInFours, foursOf, packPass, widenBiasPass } from './weights';

const WORKGROUP_SIZE = 256;
/** Pixels and channels of a workgroup, in sums of one invocation's side. */
const tileOf = (SIDE: number) => 16 * SIDE;

const stores = [storeColumn, taps];
const any = conv2dShader('tiled-vec4', tiledVec4, loadTerms, ...stores);
const fours = conv2dShader(
  'tiled-vec4',
  retype(tiledVec4, 'InputElement', 'vec4f'),
  loadTermsNhwc,
  ...stores,
);
const aliases = ['InputElement', 'Four', 'Element'];
const shaders = {
  tiled: conv2dShader('tiled', tiled, loadBlock, tileLib, ...stores),
  vec4: { any, fours },
  half: { any: halved(any, ...aliases), fours: halved(fours, ...aliases) },
  splitSum: conv2dShader('split-sum', splitSum),
};

export const tiledKernel: Conv2dGpuKernel = {
  id: 'tiled',
  backend: 'webgpu',
  title: 'Tiled, 64 pixels × 64 channels',
  idea:
    'A workgroup copies tiles of inputs and weights into memory of its own, ' +
    'where each value is read 16 times.',
  supports: fillsTiles,
  plan(shapes, options) {
    const g = conv2dGeometry(shapes, options);
    const workgroups = grid(tileCount(g, options, tileOf(4)), 1);
    return {
      passes: [
        conv2dPass(shaders.tiled, shapes, options, 0, {
          workgroups,
          constants: { WORKGROUP_SIZE },
        }),
      ],
    };
  },
};

export const tiledVec4Kernel: Conv2dGpuKernel = {
  id: 'tiled-vec4',
  backend: 'webgpu',
  title: 'Tiled, vec4, double buffer',
  idea:
    'Four terms to a load, up to 8×8 sums in registers, and the next tile on ' +
    'its way while this one is multiplied.',
  supports: fillsTiles,
  variants: (shapes, options) => {
    const { outPerGroup } = conv2dGeometry(shapes, options);
    // The larger tile pays where channels fill more than half of it.
    return (outPerGroup > tileOf(4) ? [8, 4] : [4, 8]).map((SIDE) => ({
      SIDE,
    }));
  },
  plan: (shapes, options, _, { SIDE = 8 }) => {
    const { packed, pass } = vec4Passes(shapes, options, SIDE, 1);
    return {
      temporaries: { weights: packed.bytes },
      passes: [packed.pass, pass],
    };
  },
};

export const tiledHalfKernel: Conv2dGpuKernel = {
  ...tiledVec4Kernel,
  id: 'tiled-f16',
  title: 'Tiled, float16 tensors',
  idea:
    'Tensors and tiles of half the size; products and sums stay in float32, ' +
    'so nothing is lost but the last rounding.',
  dtype: 'float16',
  supports: (shapes, options, { features }, dtype) => {
    if (dtype !== 'float16') return 'the tensors are not float16';
    if (!features.includes('shader-f16')) return 'this GPU has no shader-f16';
    return fillsTiles(shapes, options);
  },
  plan: (shapes, options, _, { SIDE = 8 }) => {
    const { packed, pass } = vec4Passes(shapes, options, SIDE, 1, true);
    const g = conv2dGeometry(shapes, options);
    return {
      temporaries: { weights: packed.bytes, wideBias: 4 * g.outChannels },
      passes: [
        packed.pass,
        ...(shapes.bias ? [widenBiasPass(g)] : []),
        {
          ...pass,
          buffers: pass.buffers.map((name) =>
            name === 'bias' ? 'wideBias' : name,
          ),
        },
      ],
    };
  },
};

/** With this many tiles there is work for every core of a large GPU. */
const enoughTiles = 512;
/** Terms, in fours, below which a share of them is not worth a workgroup. */
const leastFours = 4;

export const splitKernel: Conv2dGpuKernel = {
  id: 'split-k',
  backend: 'webgpu',
  title: 'Split-K',
  idea:
    'Where the output is small, several workgroups share the terms of a tile ' +
    'and a second pass adds their partial sums.',
  supports(shapes, options) {
    const filled = fillsTiles(shapes, options);
    if (filled !== true) return filled;
    const g = conv2dGeometry(shapes, options);
    const tiles = tileCount(g, options, tileOf(4));
    if (tiles >= enoughTiles)
      return `${tiles} tiles of the output are work enough without splitting`;
    const fours = foursOf(g);
    return (
      fours >= 2 * leastFours || `${4 * fours} terms are too few to be split`
    );
  },
  variants(shapes, options) {
    const g = conv2dGeometry(shapes, options);
    const most = foursOf(g) / leastFours;
    const room = enoughTiles / tileCount(g, options, tileOf(4));
    return [8, 4, 16, 2]
      .filter((SPLITS) => SPLITS <= most && SPLITS <= 2 * room)
      .concat(most < 2 || room < 1 ? [2] : [])
      .map((SPLITS) => ({ SIDE: 4, SPLITS }));
  },
  plan(shapes, options, _, { SIDE = 4, SPLITS = 4 }) {
    const g = conv2dGeometry(shapes, options);
    // Bias and residual come in once, with the sum of all parts.
    const parts = { input: shapes.input, filter: shapes.filter };
    const { packed, pass } = vec4Passes(parts, options, SIDE, SPLITS);
    const outputs = g.batch * g.outChannels * g.outHeight * g.outWidth;
    return {
      temporaries: {
        weights: packed.bytes,
        partials: 4 * SPLITS * outputs,
        noBias: 4 * g.outChannels,
      },
      passes: [
        packed.pass,
        {
          ...pass,
          params: { ...pass.params, ...noClamp },
          constants: { ...pass.constants, HARD_SWISH: 0 },
          buffers: ['input', 'weights', 'noBias', 'partials'],
        },
        conv2dPass(shaders.splitSum, shapes, options, outputs, {
          buffers: ['partials', 'bias', 'output'],
          constants: { SPLITS },
        }),
      ],
    };
  },
};

/** Groups of few channels would leave most of every tile empty. */
function fillsTiles(shapes: Shapes, options: Conv2dOptions): true | string {
  const { outPerGroup } = conv2dGeometry(shapes, options);
  return (
    options.groups === 1 ||
    outPerGroup >= tileOf(4) / 4 ||
    `outputs per group: ${outPerGroup}, which would leave most of a tile of ` +
      `${tileOf(4)} empty`
  );
}

/** Partial sums are stored as they are. */
const noClamp = {
  min_value: -Infinity,
  max_value: Infinity,
};

function vec4Passes(
  shapes: Shapes,
  options: Conv2dOptions,
  SIDE: number,
  SPLITS: number,
  half = false,
): { packed: ReturnType<typeof packPass>; pass: GpuPass } {
  const g = conv2dGeometry(shapes, options);
  const { groups, inputLayout } = options;
  const tile = tileOf(SIDE);
  const form = channelsInFours(g, inputLayout) ? 'fours' : 'any';
  return {
    packed: packPass(g, groups, tile * Math.ceil(g.outPerGroup / tile), half),
    pass: conv2dPass(
      shaders[half ? 'half' : 'vec4'][form],
      shapes,
      options,
      0,
      {
        buffers: ['input', 'weights', 'bias', 'output'],
        workgroups: grid(SPLITS * tileCount(g, options, tile), 1),
        constants: {
          WORKGROUP_SIZE,
          SIDE,
          SPLITS,
          CHANNELS_LAST: inputLayout === 'nhwc' ? 1 : 0,
        },
      },
    ),
  };
}

const tileCount = (
  g: Conv2dGeometry,
  { groups }: Conv2dOptions,
  tile: number,
) =>
  g.batch *
  groups *
  Math.ceil(g.outPerGroup / tile) *
  Math.ceil((g.outHeight * g.outWidth) / tile);
