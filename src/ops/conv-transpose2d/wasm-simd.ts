/** Plan of the SIMD kernel: padded planes, then phases of stride 1. */
import { TILE_BYTES } from '../conv2d/wasm-dense';
import { roundUp, setInts, withGeometry } from '../conv2d/wasm-geometry';
import type { Plan, WasmPass } from '../op';
import type { Shapes } from '../tensor';
import {
  convTranspose2dGeometry,
  type ConvTranspose2dGeometry,
  type ConvTranspose2dOptions,
} from './geometry';
import { marginsOf, phaseInts, phasesAlong, viewsOf } from './wasm-phases';

/** The register tile: 8 pixels × 4 channels. */
const PIXELS = 8;
const CHANNELS = 4;
/** Gathered pixels kept in the L2 cache, next to a panel of weights. */
const BLOCK_BYTES = 192 * 1024;
/** Parts for each thread, so that none waits long for the last. */
const PARTS_PER_THREAD = 4;

export function planSimd(
  shapes: Shapes,
  options: ConvTranspose2dOptions,
  threads: number,
): Plan<WasmPass> {
  const g = convTranspose2dGeometry(shapes, options);
  const { strides, dilations, padding, groups } = options;
  const rows = phasesAlong(
    ...([
      g.rows,
      dilations[0],
      g.kernelHeight,
      padding[0],
      g.outHeight,
    ] as const),
  );
  const columns = phasesAlong(
    ...([
      g.columns,
      dilations[1],
      g.kernelWidth,
      padding[2],
      g.outWidth,
    ] as const),
  );
  const [top, bottom] = marginsOf(rows, g.inHeight);
  const [left, right] = marginsOf(columns, g.inWidth);
  const planes = paddedPlanes(g, options, { top, bottom, left, right });
  const ints = [...phaseInts(rows, top), ...phaseInts(columns, left)];

  const views = Math.max(...viewsOf(columns)) + 1;
  const most = {
    rows: Math.max(...rows.map(({ count }) => count)),
    columns: Math.max(...columns.map(({ count }) => count)),
  };
  const rowBytes = 4 * g.terms * views * most.columns;
  const fitting = Math.max(1, Math.floor(BLOCK_BYTES / rowBytes));
  const blocks = Math.ceil(most.rows / fitting);
  const blockRows = Math.ceil(most.rows / blocks);
  const linePixels = roundUp(blockRows * most.columns, PIXELS);
  const viewFloats = linePixels * g.terms;
  const panels = Math.ceil(g.outPerGroup / CHANNELS);
  const wholes = g.batch * groups * strides[0] * blocks;
  const wanted = threads === 1 ? 1 : threads * PARTS_PER_THREAD;
  const shares = Math.min(panels, Math.ceil(wanted / wholes));
  const weights = g.inChannels * g.kernelHeight * g.kernelWidth;

  return withGeometry(g, options, {
    temporaries: {
      ...planes.temporaries,
      phases: 4 * ints.length,
      offsets: (4 * weights) / groups,
      panels: 4 * weights * panels * CHANNELS,
    },
    scratch: {
      ...planes.scratch,
      seen: 4 * 32,
      block: 4 * viewFloats * views,
      tile: TILE_BYTES,
      sums: 4 * linePixels * CHANNELS * strides[1],
    },
    passes: [
      ...setInts('phases', ints),
      {
        fn: 'packPhases',
        buffers: ['geometry', 'phases', 'filter', 'panels'],
        args: [],
        once: true,
      },
      {
        fn: 'phaseOffsets',
        buffers: ['geometry', 'phases', 'offsets'],
        args: [planes.rowLength, planes.planeSize],
        once: true,
      },
      ...planes.passes,
      {
        fn: 'convTransposeSimd',
        buffers: [
          ...['geometry', 'phases', planes.name, 'offsets', 'panels', 'bias'],
          ...['seen', 'block', 'tile', 'sums', 'output'],
        ],
        args: [
          ...[planes.rowLength, planes.planeSize],
          ...[blockRows, blocks, linePixels, viewFloats, shares],
        ],
        units: wholes * shares,
      },
    ],
  });
}

interface Margins {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The inputs as padded planes: as they are where they need no change. */
function paddedPlanes(
  g: ConvTranspose2dGeometry,
  options: ConvTranspose2dOptions,
  { top, bottom, left, right }: Margins,
) {
  const bare = top + bottom + left + right === 0;
  if (bare && options.inputLayout === 'nchw')
    return {
      name: 'input',
      rowLength: g.input.h,
      planeSize: g.input.c,
      temporaries: {},
      scratch: {},
      passes: [],
    };
  const rowLength = left + g.inWidth + right;
  const rows = top + g.inHeight + bottom;
  const planeSize = rows * rowLength;
  const plan: Plan<WasmPass> = {
    temporaries: { planes: 4 * g.batch * g.inChannels * planeSize },
    scratch: { lines: 4 * 4 * roundUp(g.inWidth, 4) },
    passes: [
      {
        fn: 'padPlanes',
        buffers: ['padding', 'input', 'planes', 'lines'],
        args: [rowLength, rows],
        units: g.batch * Math.ceil(g.inChannels / 4),
      },
    ],
  };
  // Padded as for a convolution of stride 1.
  const asConv = {
    ...options,
    strides: [1, 1],
    padding: [top, bottom, left, right],
  } as const;
  return {
    ...withGeometry(g, asConv, plan, 'padding'),
    name: 'planes',
    rowLength,
    planeSize,
  };
}
