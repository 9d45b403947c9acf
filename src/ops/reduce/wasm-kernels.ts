/** The WASM kernel of the reductions: src/wasm/assembly/reduce.ts. */
import type { WasmKernel, WasmPass } from '../op';
import { reduceGeometry, type ReduceOptions, type Run } from './geometry';

/** As the functions of src/wasm/assembly are named: reduceMaxRows, … */
export type ReductionName = 'Mean' | 'Sum' | 'Max' | 'Min' | 'L2';

/** Columns of a unit that threads share. */
const UNIT = 64;

export const wasmKernels = (
  name: ReductionName,
): readonly WasmKernel<ReduceOptions>[] => [
  {
    id: 'simd',
    backend: 'wasm',
    title: 'SIMD, rows or columns',
    idea:
      'Four neighbours at once: of one output where the last axis is ' +
      'reduced, of four outputs where it is kept.',
    supports: () => true,
    plan(shapes, options) {
      const { kept, reduced, outputs } = reduceGeometry(shapes, options);
      const ints = [...kept, ...reduced].flatMap(({ size, step }: Run) => [
        size,
        step,
      ]);
      const runs = ints.map((value, i): WasmPass => ({
        fn: 'setInt',
        buffers: ['runs'],
        args: [i, value],
        once: true,
      }));
      const byRows = reduced[0].step === 1;
      const columns = kept[0].size;
      const chunks = Math.ceil(columns / UNIT);
      return {
        temporaries: { runs: 4 * ints.length },
        passes: [
          ...runs,
          {
            fn: `reduce${name}${byRows ? 'Rows' : 'Columns'}`,
            buffers: ['runs', 'input', 'output'],
            args: [kept.length, reduced.length, UNIT],
            units: byRows ? outputs : (outputs / columns) * chunks,
          },
        ],
      };
    },
  },
];
