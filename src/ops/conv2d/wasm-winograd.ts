/**
 * Plan of the Winograd WASM kernel, F(2×2, 3×3); gpu/winograd.ts derives its
 * error bound. F(4×4) would save more, but there a sum mixes in pixels outside
 * its own window, so where these are much larger than its own it misses the
 * tolerance.
 */
import type { Plan, WasmKernel, WasmPass } from '../op';
import {
  conv2dGeometry,
  type Conv2dGeometry,
  type Conv2dOptions,
} from './geometry';
import { winogradTolerance } from './tolerance';
import { roundUp, setInts, withGeometry } from './wasm-geometry';

const CHANNELS = 4;
const TILES = 8;
/** Outputs of a tile, down and across; places of a transformed one. */
const SIDE = 2;
const PLACES = 16;
/** With fewer, the transforms cost more than the multiplications saved. */
const LEAST_INPUTS = 4;
const PARTS_PER_THREAD = 4;
/** Sizes of a thread's block of transformed tiles, to be kept in its L2. */
const BLOCK_KIB = [192, 512];

export const winogradKernel: WasmKernel<Conv2dOptions> = {
  id: 'winograd-simd',
  backend: 'wasm',
  title: 'Winograd F(2×2, 3×3), SIMD',
  idea:
    'Transformed tiles need 16 multiplications for 4 outputs instead of 36; ' +
    'four tiles are transformed at once.',
  supports(shapes, options) {
    const g = conv2dGeometry(shapes, options);
    if (g.kernelHeight !== 3 || g.kernelWidth !== 3)
      return `the kernel is ${g.kernelHeight}×${g.kernelWidth}, not 3×3`;
    if (options.strides.some((stride) => stride > 1))
      return `the strides are ${options.strides.join(' and ')}, not 1`;
    if (options.dilations.some((dilation) => dilation > 1))
      return `the dilations are ${options.dilations.join(' and ')}, not 1`;
    return (
      g.inPerGroup >= LEAST_INPUTS ||
      `${g.inPerGroup} input channels per group: too few to save anything`
    );
  },
  tolerance: winogradTolerance,
  variants: () => BLOCK_KIB.map((size) => ({ BLOCK_KIB: size })),
  plan: (shapes, options, { threads }, constants) =>
    planWinograd(
      conv2dGeometry(shapes, options),
      options,
      threads,
      1024 * constants.BLOCK_KIB,
    ),
};

function planWinograd(
  g: Conv2dGeometry,
  options: Conv2dOptions,
  threads: number,
  blockBytes: number,
): Plan<WasmPass> {
  const { groups } = options;
  const across = Math.ceil(g.outWidth / SIDE);
  const down = Math.ceil(g.outHeight / SIDE);
  // Past the last tile of a row lie two columns more.
  const phaseLength = across + 1;
  const rows = SIDE * down + 2;
  const planeSize = rows * SIDE * phaseLength;

  const panels = Math.ceil((across * down) / TILES);
  const panelBytes = 4 * TILES * PLACES * g.inPerGroup;
  const fitting = Math.max(1, Math.floor(blockBytes / panelBytes));
  const blocks = Math.ceil(panels / fitting);
  const blockPanels = Math.ceil(panels / blocks);
  const wholes = g.batch * groups * Math.ceil(panels / blockPanels);
  const groupPanels = Math.ceil(g.outPerGroup / CHANNELS);
  const wanted = threads === 1 ? 1 : threads * PARTS_PER_THREAD;
  const shares = Math.min(groupPanels, Math.ceil(wanted / wholes));
  const filterPanels = groups * groupPanels;

  // The planes' columns are sorted as if for a stride of a tile's side.
  const sorted = { ...options, strides: [SIDE, SIDE] as const };
  const tiles = [across, down, phaseLength, planeSize];
  const plan: Plan<WasmPass> = {
    temporaries: {
      tiles: 4 * tiles.length,
      planes: 4 * g.batch * g.inChannels * planeSize,
      panels: 4 * filterPanels * CHANNELS * PLACES * g.inPerGroup,
    },
    scratch: {
      lines: 4 * 4 * roundUp(g.inWidth, 4),
      block: blockPanels * panelBytes,
      sums: 4 * blockPanels * TILES * CHANNELS * PLACES,
      work: 16 * PLACES,
    },
    passes: [
      ...setInts('tiles', tiles),
      {
        fn: 'winogradFilter',
        buffers: ['geometry', 'filter', 'panels'],
        args: [],
        units: filterPanels,
        once: true,
      },
      {
        fn: 'padPlanes',
        buffers: ['sorted', 'input', 'planes', 'lines'],
        args: [phaseLength, rows],
        units: g.batch * Math.ceil(g.inChannels / 4),
      },
      {
        fn: 'convWinograd',
        buffers: [
          ...['geometry', 'tiles', 'planes', 'panels', 'bias'],
          ...['residual', 'block', 'sums', 'work', 'output'],
        ],
        args: [blockPanels * TILES, shares],
        units: wholes * shares,
      },
    ],
  };
  return withGeometry(g, options, withGeometry(g, sorted, plan, 'sorted'));
}
