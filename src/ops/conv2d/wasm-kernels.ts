/** The WASM ladder of conv2d, simplest first: src/wasm/assembly. */
import type { Plan, WasmKernel, WasmPass } from '../op';
import {
  clampBounds,
  conv2dGeometry,
  type Conv2dGeometry,
  type Conv2dOptions,
} from './geometry';

/** The register tile: 8 pixels × 4 channels. */
const PIXELS = 8;
const CHANNELS = 4;
/** Gathered pixels kept in the L2 cache, next to a panel of weights. */
const BLOCK_BYTES = 192 * 1024;
/** The depthwise tile of nchw: 2 rows × 8 columns. */
const ROWS = 2;
const COLUMNS = 8;
/** Padded rows of one channel kept in the L2 cache. */
const BAND_BYTES = 128 * 1024;

export const wasmKernels: readonly WasmKernel<Conv2dOptions>[] = [
  {
    id: 'scalar',
    backend: 'wasm',
    title: 'Scalar',
    idea: 'One output after the other, straight from the definition.',
    supports: () => true,
    plan: (shapes, options) =>
      withGeometry(conv2dGeometry(shapes, options), options, {
        passes: [
          {
            fn: 'convScalar',
            buffers: ['geometry', 'input', 'filter', 'bias', 'output'],
            args: [],
          },
        ],
      }),
  },
  {
    id: 'packed-simd',
    backend: 'wasm',
    title: 'Packed SIMD, 8 pixels × 4 channels',
    idea:
      'Inputs and weights are laid out in the order in which a tile of 32 ' +
      'sums in SIMD registers reads them.',
    supports: () => true,
    plan(shapes, options) {
      const geometry = conv2dGeometry(shapes, options);
      const g = isPlainPointwise(geometry, options)
        ? asOneRow(geometry)
        : geometry;
      const columnBytes = 4 * g.terms;
      const panels = options.groups * Math.ceil(g.outPerGroup / CHANNELS);
      const blockPixels = roundUp(
        Math.min(BLOCK_BYTES / columnBytes, g.outHeight * g.outWidth),
        PIXELS,
      );
      return withGeometry(g, options, {
        temporaries: {
          panels: panels * CHANNELS * columnBytes,
          block: blockPixels * columnBytes,
        },
        passes: [
          {
            fn: 'packFilter',
            buffers: ['geometry', 'filter', 'panels'],
            args: [],
            once: true,
          },
          {
            fn: 'convPacked',
            buffers: ['geometry', 'input', 'panels', 'bias', 'block', 'output'],
            args: [blockPixels],
          },
        ],
      });
    },
  },
  {
    id: 'depthwise-simd',
    backend: 'wasm',
    title: 'Depthwise SIMD',
    idea:
      'One channel meets one filter, so the SIMD lanes hold neighbouring ' +
      'pixels (nchw) or channels (nhwc).',
    supports(shapes, options) {
      const { inPerGroup, outPerGroup } = conv2dGeometry(shapes, options);
      if (inPerGroup > 1)
        return `${inPerGroup} input channels per group, not 1 (depthwise)`;
      return (
        options.inputLayout === 'nchw' ||
        outPerGroup === 1 ||
        `${outPerGroup} outputs for each channel, not 1 (nhwc)`
      );
    },
    plan: (shapes, options) =>
      options.inputLayout === 'nchw'
        ? planPlanes(conv2dGeometry(shapes, options), options)
        : planChannels(conv2dGeometry(shapes, options), options),
  },
];

function planPlanes(g: Conv2dGeometry, options: Conv2dOptions): Plan<WasmPass> {
  const [strideY, strideX] = options.strides;
  const [dilationY, dilationX] = options.dilations;
  const phaseLength =
    roundUp(g.outWidth, COLUMNS) +
    Math.floor(((g.kernelWidth - 1) * dilationX) / strideX);
  const rowBytes = 4 * strideX * phaseLength;
  const span = (g.kernelHeight - 1) * dilationY + 1;
  const fitting = (BAND_BYTES / rowBytes - span) / strideY;
  const bandRows = roundUp(Math.max(1, Math.min(fitting, g.outHeight)), ROWS);
  return withGeometry(g, options, {
    temporaries: {
      taps: 4 * g.outChannels * g.terms,
      offsets: 4 * g.terms,
      band: rowBytes * ((bandRows - 1) * strideY + span),
    },
    passes: [
      packTaps(g.terms, 1),
      {
        fn: 'tapOffsets',
        buffers: ['geometry', 'offsets'],
        args: [phaseLength],
        once: true,
      },
      {
        fn: 'convPlanes',
        buffers: [
          ...['geometry', 'input', 'taps', 'offsets'],
          ...['bias', 'band', 'output'],
        ],
        args: [phaseLength, bandRows],
      },
    ],
  });
}

const planChannels = (
  g: Conv2dGeometry,
  options: Conv2dOptions,
): Plan<WasmPass> =>
  withGeometry(g, options, {
    temporaries: { taps: 4 * g.outChannels * g.terms },
    passes: [
      packTaps(1, g.outChannels),
      {
        fn: 'convChannels',
        buffers: ['geometry', 'input', 'taps', 'bias', 'output'],
        args: [],
      },
    ],
  });

const packTaps = (channelStep: number, tapStep: number): WasmPass => ({
  fn: 'packTaps',
  buffers: ['geometry', 'filter', 'taps'],
  args: [channelStep, tapStep],
  once: true,
});

const roundUp = (value: number, step: number) => Math.ceil(value / step) * step;

const isPlainPointwise = (g: Conv2dGeometry, options: Conv2dOptions) =>
  g.kernelHeight * g.kernelWidth === 1 &&
  options.strides.every((stride) => stride === 1) &&
  options.padding.every((side) => side === 0);

/** A plain 1×1 does not see rows: one long row has no ends to handle. */
const asOneRow = (g: Conv2dGeometry): Conv2dGeometry => ({
  ...g,
  inHeight: 1,
  inWidth: g.inHeight * g.inWidth,
  outHeight: 1,
  outWidth: g.outHeight * g.outWidth,
});

/** Puts the numbers of the convolution where `Geometry` expects them. */
export function withGeometry(
  g: Conv2dGeometry,
  options: Conv2dOptions,
  plan: Plan<WasmPass>,
): Plan<WasmPass> {
  const ints = geometryInts(g, options);
  const floats = clampBounds(options);
  const set = (fn: string, index: number, value: number): WasmPass => ({
    fn,
    buffers: ['geometry'],
    args: [index, value],
    once: true,
  });
  return {
    temporaries: {
      ...plan.temporaries,
      geometry: 4 * (ints.length + floats.length),
    },
    passes: [
      ...ints.map((value, i) => set('setInt', i, value)),
      ...floats.map((value, i) => set('setFloat', ints.length + i, value)),
      ...plan.passes,
    ],
  };
}

/** In the order of the fields of src/wasm/assembly/geometry.ts. */
const geometryInts = (
  g: Conv2dGeometry,
  { groups, padding, strides, dilations, activation }: Conv2dOptions,
): number[] => [
  g.batch,
  groups,
  g.inPerGroup,
  g.inHeight,
  g.inWidth,
  g.outPerGroup,
  g.outHeight,
  g.outWidth,
  g.kernelHeight,
  g.kernelWidth,
  padding[0],
  padding[2],
  ...strides,
  ...dilations,
  ...[g.input.n, g.input.c, g.input.h, g.input.w],
  ...[g.filter.o, g.filter.i, g.filter.h, g.filter.w],
  ...[g.output.n, g.output.c, g.output.h, g.output.w],
  activation === 'hard-swish' ? 1 : 0,
];
