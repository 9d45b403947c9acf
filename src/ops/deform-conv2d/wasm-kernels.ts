/** The WASM kernel of deformConv2d: src/wasm/assembly/deform.ts. */
import { conv2dOptions } from '../conv2d/options';
import { TILE_BYTES } from '../conv2d/wasm-dense';
import { withGeometry } from '../conv2d/wasm-geometry';
import type { WasmKernel } from '../op';
import { deformGeometry } from './geometry';
import type { DeformConv2dOptions } from './options';

/** The register tile: 8 pixels × 4 channels. */
const PIXELS = 8;
const CHANNELS = 4;
/** Gathered samples kept in the L2 cache. */
const BLOCK_BYTES = 512 * 1024;
/** Parts for each thread, so that none waits long for the last. */
const PARTS_PER_THREAD = 4;
/** Two places and four weights for each of 8 pixels. */
const ENTRY_BYTES = 8 * (2 + 4) * 4;

export const wasmKernels: readonly WasmKernel<DeformConv2dOptions>[] = [
  {
    id: 'packed-simd',
    backend: 'wasm',
    title: 'Packed SIMD, 8 pixels × 4 channels',
    idea:
      'Where a tap lies is found once for all channels; a block of samples ' +
      'is gathered as the tile reads it, and stays in the cache.',
    supports: () => true,
    plan(shapes, options, { threads }) {
      const g = deformGeometry(shapes, options);
      const { offsetGroups, ...rest } = options;
      const panels = Math.ceil(g.pixels / PIXELS);
      const fitting = Math.max(
        1,
        Math.floor(BLOCK_BYTES / (4 * PIXELS * g.terms)),
      );
      const images = g.batch * options.groups;
      const wanted = threads === 1 ? 1 : threads * PARTS_PER_THREAD;
      const blocks = Math.min(
        panels,
        Math.max(Math.ceil(panels / fitting), Math.ceil(wanted / images)),
      );
      const blockPixels = PIXELS * Math.ceil(panels / blocks);
      const outPanels = options.groups * Math.ceil(g.outPerGroup / CHANNELS);
      return withGeometry(g, conv2dOptions(rest), {
        temporaries: { panels: 4 * g.terms * CHANNELS * outPanels },
        scratch: {
          block: 4 * g.terms * blockPixels,
          tile: TILE_BYTES,
          entry: ENTRY_BYTES,
        },
        passes: [
          {
            fn: 'packFilter',
            buffers: ['geometry', 'filter', 'panels'],
            args: [],
            once: true,
          },
          {
            fn: 'deformPacked',
            buffers: [
              ...['geometry', 'input', 'offset', 'mask', 'panels', 'bias'],
              ...['output', 'block', 'tile', 'entry'],
            ],
            args: [offsetGroups, blockPixels],
            units: images * Math.ceil(g.pixels / blockPixels),
          },
        ],
      });
    },
  },
];
