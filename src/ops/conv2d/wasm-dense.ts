/** Plans of the dense WASM kernels: padded planes, then tiles of sums. */
import type { Plan, WasmPass } from '../op';
import type { Conv2dGeometry, Conv2dOptions } from './geometry';
import { roundUp, withGeometry } from './wasm-geometry';

/** The register tile: 8 pixels × 4 channels. */
const PIXELS = 8;
const CHANNELS = 4;
export const TILE_BYTES = 4 * PIXELS * CHANNELS;
/** Gathered pixels kept in the L2 cache, next to a panel of weights. */
const BLOCK_BYTES = 192 * 1024;
/** Parts for each thread, so that none waits long for the last. */
const PARTS_PER_THREAD = 4;

export function planPacked(
  given: Conv2dGeometry,
  options: Conv2dOptions,
  threads: number,
): Plan<WasmPass> {
  const planes = paddedPlanes(given, options);
  const { g } = planes;
  const columnBytes = 4 * g.terms;
  const pixels = g.outHeight * g.outWidth;
  const panels = Math.ceil(pixels / PIXELS);
  // Blocks of equal length, so that threads have equal shares.
  const fitting = Math.max(1, Math.floor(BLOCK_BYTES / (PIXELS * columnBytes)));
  const blocks = Math.ceil(panels / fitting);
  const blockPixels = PIXELS * Math.ceil(panels / blocks);
  const wholes = g.batch * options.groups * Math.ceil(pixels / blockPixels);
  const wanted = threads === 1 ? 1 : threads * PARTS_PER_THREAD;
  const shares = Math.min(
    Math.ceil(g.outPerGroup / CHANNELS),
    Math.ceil(wanted / wholes),
  );
  return withGeometry(g, options, {
    temporaries: { ...planes.temporaries, ...weightPanels(g, options) },
    scratch: {
      ...planes.scratch,
      block: blockPixels * columnBytes,
      tile: TILE_BYTES,
    },
    passes: [
      packFilter,
      ...planes.passes,
      {
        fn: 'convPacked',
        buffers: [
          ...['geometry', planes.name, 'offsets', 'panels', 'bias'],
          ...['residual', 'block', 'tile', 'output'],
        ],
        args: [planes.rowLength, planes.planeSize, blockPixels, shares],
        units: wholes * shares,
      },
    ],
  });
}

export function planInPlace(
  given: Conv2dGeometry,
  options: Conv2dOptions,
  threads: number,
): Plan<WasmPass> {
  const planes = paddedPlanes(given, options);
  const { g } = planes;
  const pixels = g.outHeight * g.outWidth;
  const images = g.batch * options.groups;
  const wanted = threads === 1 ? 1 : threads * PARTS_PER_THREAD;
  const partPixels = roundUp(
    Math.ceil(pixels / Math.ceil(wanted / images)),
    PIXELS,
  );
  return withGeometry(g, options, {
    temporaries: {
      ...planes.temporaries,
      ...weightPanels(g, options),
      offsets: 2 * 4 * g.terms,
    },
    scratch: {
      ...planes.scratch,
      panel: PIXELS * 4 * g.terms,
      tile: TILE_BYTES,
    },
    passes: [
      packFilter,
      {
        fn: 'panelOffsets',
        buffers: ['offsets'],
        args: [g.terms],
        once: true,
      },
      ...planes.passes,
      {
        fn: 'convInPlace',
        buffers: [
          ...['geometry', planes.name, 'offsets', 'panels', 'bias'],
          ...['residual', 'panel', 'tile', 'output'],
        ],
        args: [planes.rowLength, planes.planeSize, partPixels],
        units: images * Math.ceil(pixels / partPixels),
      },
    ],
  });
}

const packFilter: WasmPass = {
  fn: 'packFilter',
  buffers: ['geometry', 'filter', 'panels'],
  args: [],
  once: true,
};

const weightPanels = (g: Conv2dGeometry, { groups }: Conv2dOptions) => ({
  panels: 4 * g.terms * CHANNELS * groups * Math.ceil(g.outPerGroup / CHANNELS),
});

interface Planes {
  /** The geometry as the kernel is to see it. */
  readonly g: Conv2dGeometry;
  readonly name: 'input' | 'planes';
  readonly rowLength: number;
  /** Of one channel, in elements. */
  readonly planeSize: number;
  readonly temporaries: Readonly<Record<string, number>>;
  readonly scratch: Readonly<Record<string, number>>;
  readonly passes: readonly WasmPass[];
}

/** The inputs as padded planes: as they are where they need no change. */
function paddedPlanes(g: Conv2dGeometry, options: Conv2dOptions): Planes {
  const { padding, strides, dilations, inputLayout } = options;
  const offsets = { offsets: 4 * g.terms };
  const asTheyAre =
    inputLayout === 'nchw' &&
    strides.every((stride) => stride === 1) &&
    padding.every((side) => side === 0);
  if (asTheyAre) {
    const pointwise = g.kernelHeight * g.kernelWidth === 1;
    const seen = pointwise ? asOneRow(g) : g;
    const planeSize = g.input.c;
    const rowLength = seen.inWidth;
    return {
      g: seen,
      name: 'input',
      rowLength,
      planeSize,
      temporaries: offsets,
      scratch: {},
      passes: [termOffsets(rowLength, planeSize)],
    };
  }
  const phaseLength =
    g.outWidth + Math.floor(((g.kernelWidth - 1) * dilations[1]) / strides[1]);
  const rowLength = strides[1] * phaseLength;
  const rows =
    (g.outHeight - 1) * strides[0] + (g.kernelHeight - 1) * dilations[0] + 1;
  const planeSize = rows * rowLength;
  return {
    g,
    name: 'planes',
    rowLength,
    planeSize,
    temporaries: {
      ...offsets,
      planes: 4 * g.batch * g.inChannels * planeSize,
    },
    scratch: { lines: 4 * 4 * roundUp(g.inWidth, 4) },
    passes: [
      termOffsets(phaseLength, planeSize),
      {
        fn: 'padPlanes',
        buffers: ['geometry', 'input', 'planes', 'lines'],
        args: [phaseLength, rows],
        units: g.batch * Math.ceil(g.inChannels / 4),
      },
    ],
  };
}

const termOffsets = (phaseLength: number, planeSize: number): WasmPass => ({
  fn: 'termOffsets',
  buffers: ['geometry', 'offsets'],
  args: [phaseLength, planeSize],
  once: true,
});

/** A plain 1×1 does not see rows: one long row has no ends to handle. */
const asOneRow = (g: Conv2dGeometry): Conv2dGeometry => ({
  ...g,
  inHeight: 1,
  inWidth: g.inHeight * g.inWidth,
  outHeight: 1,
  outWidth: g.outHeight * g.outWidth,
});
