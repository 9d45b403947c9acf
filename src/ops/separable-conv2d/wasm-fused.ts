/** The fused WASM kernel: src/wasm/assembly/separable-*.ts. */
import type { Conv2dGeometry } from '../conv2d/geometry';
import { roundUp, withGeometry } from '../conv2d/wasm-geometry';
import type { Plan, WasmKernel, WasmPass } from '../op';
import type { Shapes } from '../tensor';
import {
  separableGeometry,
  separableSteps,
  type SeparableOptions,
} from './geometry';
import { inSeries } from './in-series';

/** The register tile: 8 pixels × 4 channels. */
const PIXELS = 8;
const CHANNELS = 4;
/** Depthwise values kept in the L2 cache, next to a panel of weights. */
const BLOCK_BYTES = 256 * 1024;

export const fusedKernel: WasmKernel<SeparableOptions> = {
  id: 'fused-simd',
  backend: 'wasm',
  title: 'Fused SIMD, in bands',
  idea:
    'A band of depthwise rows goes straight into the panels of the pointwise ' +
    'product and never leaves the cache.',
  supports(shapes, options) {
    const { multiplier } = separableGeometry(shapes, options);
    return (
      options.inputLayout === 'nchw' ||
      multiplier === 1 ||
      `${multiplier} depthwise outputs for each channel, not 1 (nhwc)`
    );
  },
  plan: (shapes, options, { threads }) =>
    options.inputLayout === 'nchw'
      ? planPlanes(shapes, options, threads)
      : planChannels(shapes, options, threads),
};

function planPlanes(
  shapes: Shapes,
  options: SeparableOptions,
  threads: number,
): Plan<WasmPass> {
  const { depthwise: g, pointwise } = separableGeometry(shapes, options);
  const [strideY, strideX] = options.strides;
  const [dilationY, dilationX] = options.dilations;
  const phaseLength =
    roundUp(g.outWidth, PIXELS) +
    Math.floor(((g.kernelWidth - 1) * dilationX) / strideX);
  const span = (g.kernelHeight - 1) * dilationY + 1;
  const rows = pixelsAtOnce(g, threads) / g.outWidth;
  const bandRows = Math.max(1, Math.min(Math.floor(rows), g.outHeight));
  const pixels = roundUp(bandRows * g.outWidth, PIXELS);
  const inputRows = (bandRows - 1) * strideY + span;
  const steps = planWeights(shapes, options, [g.terms, 1], {
    temporaries: { offsets: 4 * g.terms },
    passes: [
      {
        fn: 'tapOffsets',
        buffers: ['geometry', 'offsets'],
        args: [phaseLength],
        once: true,
      },
    ],
  });
  return {
    ...steps,
    scratch: {
      band: 4 * strideX * phaseLength * inputRows,
      // A row's last vectors hang over its end.
      line: 4 * (pixels + 2 * PIXELS),
      block: 4 * pixels * g.outChannels,
      tile: 4 * PIXELS * CHANNELS,
    },
    passes: [
      ...steps.passes,
      {
        fn: 'separablePlanes',
        buffers: [
          ...['depthwise.geometry', 'pointwise.geometry', 'input'],
          ...['depthwise.taps', 'depthwise.offsets', 'depthwiseBias'],
          ...['pointwise.panels', 'bias', 'residual'],
          ...['band', 'line', 'block', 'tile', 'output'],
        ],
        args: [phaseLength, bandRows],
        units: pointwise.batch * Math.ceil(g.outHeight / bandRows),
      },
    ],
  };
}

function planChannels(
  shapes: Shapes,
  options: SeparableOptions,
  threads: number,
): Plan<WasmPass> {
  const { depthwise: g } = separableGeometry(shapes, options);
  const blockPixels = roundUp(pixelsAtOnce(g, threads), PIXELS);
  const steps = planWeights(shapes, options, [1, g.outChannels]);
  return {
    ...steps,
    scratch: {
      reads: 4 * 5 * (g.terms + 1),
      zeros: 4 * g.outChannels,
      block: 4 * blockPixels * g.outChannels,
      tile: 4 * PIXELS * CHANNELS,
    },
    passes: [
      ...steps.passes,
      {
        fn: 'separableChannels',
        buffers: [
          ...['depthwise.geometry', 'pointwise.geometry', 'input'],
          ...['depthwise.taps', 'depthwiseBias', 'pointwise.panels', 'bias'],
          ...['residual', 'reads', 'zeros', 'block', 'tile', 'output'],
        ],
        args: [blockPixels],
        units: g.batch * Math.ceil((g.outHeight * g.outWidth) / blockPixels),
      },
    ],
  };
}

/** What fits the cache, but a part for each thread. */
function pixelsAtOnce(g: Conv2dGeometry, threads: number): number {
  const pixels = g.outHeight * g.outWidth;
  const parts = Math.ceil(threads / g.batch);
  const fitting = BLOCK_BYTES / (4 * g.outChannels);
  return Math.max(1, Math.min(fitting, Math.ceil(pixels / parts)));
}

/** Geometries and packed filters of both steps; all of it runs once. */
function planWeights(
  shapes: Shapes,
  options: SeparableOptions,
  [channelStep, tapStep]: readonly [number, number],
  more: Plan<WasmPass> = { passes: [] },
): Plan<WasmPass> {
  const steps = separableSteps(shapes, options);
  const g = separableGeometry(shapes, options);
  const panels = Math.ceil(g.pointwise.outChannels / CHANNELS);
  return inSeries(
    withGeometry(g.depthwise, steps.depthwise.options, {
      temporaries: {
        ...more.temporaries,
        taps: 4 * g.depthwise.outChannels * g.depthwise.terms,
      },
      passes: [
        {
          fn: 'packTaps',
          buffers: ['geometry', 'filter', 'taps'],
          args: [channelStep, tapStep],
          once: true,
        },
        ...more.passes,
      ],
    }),
    withGeometry(g.pointwise, steps.pointwise.options, {
      temporaries: { panels: 4 * panels * CHANNELS * g.pointwise.terms },
      passes: [
        {
          fn: 'packFilter',
          buffers: ['geometry', 'filter', 'panels'],
          args: [],
          once: true,
        },
      ],
    }),
  );
}
