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
  const { phaseLength, bandRows, bandBytes, units } = bandsOf(g, options, {
    width: roundUp(g.outWidth, COLUMNS),
    rows: ROWS,
  });
  return withGeometry(g, options, {
    temporaries: {
      taps: 4 * g.outChannels * g.terms,
      offsets: 4 * g.terms,
    },
    scratch: { band: bandBytes, tile: TILE_BYTES },
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
          ...['bias', 'residual', 'band', 'tile', 'output'],
        ],
        args: [phaseLength, bandRows],
        units,
      },
    ],
  });
}

/** nchw, 3×3. */
export function planThree(
  g: Conv2dGeometry,
  options: Conv2dOptions,
): Plan<WasmPass> {
  const { phaseLength, bandRows, bandBytes, units } = bandsOf(g, options, {
    width: g.outWidth,
    rows: 1,
  });
  return withGeometry(g, options, {
    temporaries: { taps: 4 * g.outChannels * g.terms },
    scratch: { band: bandBytes },
    passes: [
      packTaps(g.terms, 1),
      {
        fn: 'convThree',
        buffers: ['geometry', 'input', 'taps', 'bias', 'band', 'output'],
        args: [phaseLength, bandRows],
        units,
      },
    ],
  });
}

/** How a channel is cut into bands, for tiles of `width` columns and `rows`. */
function bandsOf(
  g: Conv2dGeometry,
  { strides: [strideY, strideX], dilations }: Conv2dOptions,
  { width, rows }: { width: number; rows: number },
) {
  const reach = (g.kernelWidth - 1) * dilations[1];
  const phaseLength = width + Math.floor(reach / strideX);
  const rowBytes = 4 * strideX * phaseLength;
  const span = (g.kernelHeight - 1) * dilations[0] + 1;
  const fitting = Math.floor((BAND_BYTES / rowBytes - span) / strideY);
  const bandRows = roundUp(Math.max(1, Math.min(fitting, g.outHeight)), rows);
  return {
    phaseLength,
    bandRows,
    bandBytes: rowBytes * ((bandRows - 1) * strideY + span),
    units: g.batch * g.outChannels * Math.ceil(g.outHeight / bandRows),
  };
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
        buffers: ['geometry', 'input', 'taps', 'bias', 'residual', 'output'],
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
