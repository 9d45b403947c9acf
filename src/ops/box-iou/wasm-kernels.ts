/** The WASM kernel of every measure: src/wasm/assembly/box-iou. */
import type { WasmKernel, WasmPass } from '../op';
import { boxCounts, boxFormats, type BoxIouOptions } from './options';
import type { Overlap } from './overlaps';

/** Numbers that are kept of a box: four corners, its area, its angle. */
const MEASURES = 6;
/** Boxes that a thread measures in one part. */
const UNIT = 64;

export const wasmKernels = (
  overlap: Overlap,
): readonly WasmKernel<BoxIouOptions>[] => [
  {
    id: 'simd',
    backend: 'wasm',
    title: 'SIMD, 4 pairs at once',
    idea:
      'Boxes are measured first and laid out number by number, so that a ' +
      'register holds the same number of 4 boxes.',
    supports: () => true,
    plan(shapes, { format, offset }) {
      const [rows, columns] = boxCounts(overlap.id, shapes);
      const padded = (count: number) => 4 * Math.ceil(count / 4);
      const [height, width] = [padded(rows), padded(columns)];
      const measure = (from: string, to: string, count: number): WasmPass => ({
        fn: 'measureBoxes',
        buffers: [from, to],
        args: [
          ...[count, padded(count), UNIT, boxFormats.indexOf(format), offset],
          overlap.angles ? 1 : 0,
        ],
        units: Math.ceil(count / UNIT),
      });
      return {
        temporaries: {
          measures1: 4 * MEASURES * height,
          measures2: 4 * MEASURES * width,
        },
        passes: [
          measure('boxes1', 'measures1', rows),
          measure('boxes2', 'measures2', columns),
          {
            fn: overlap.wasm,
            buffers: ['measures1', 'measures2', 'output'],
            args: [height, columns, width, offset],
            units: rows,
          },
        ],
      };
    },
  },
];
