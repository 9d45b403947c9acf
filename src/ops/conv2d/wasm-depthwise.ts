/** Plans of the depthwise WASM kernels, one for each layout. */
import type { Plan, WasmPass } from '../op';
import type { Conv2dGeometry, Conv2dOptions } from './geometry';
import { TILE_BYTES } from './wasm-dense';
import { roundUp, withGeometry } from './wasm-geometry';

/** The tile of nchw: 2 rows × 8 columns. */
const ROWS = 2;
const COLUMNS = 8;
/** Padded rows of one channel kept in the L2 cache. */
const BAND_BYTES = 128 * 1024;

export const planDepthwise = (g: Conv2dGeometry, options: Conv2dOptions) =>
  options.inputLayout === 'nchw'
    ? planPlanes(g, options)
    : planChannels(g, options);

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
    },
    scratch: {
      band: rowBytes * ((bandRows - 1) * strideY + span),
      tile: TILE_BYTES,
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
          ...['bias', 'band', 'tile', 'output'],
        ],
        args: [phaseLength, bandRows],
        units: g.batch * g.outChannels * Math.ceil(g.outHeight / bandRows),
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
        units: g.batch * g.outHeight,
      },
    ],
  });

const packTaps = (channelStep: number, tapStep: number): WasmPass => ({
  fn: 'packTaps',
  buffers: ['geometry', 'filter', 'taps'],
  args: [channelStep, tapStep],
  once: true,
});
