/** The WASM kernel of every binary op: src/wasm/assembly/binary.ts. */
import type { WasmKernel, WasmPass } from '../op';
import { collapsedAxes } from './broadcast';
import { rolesOf, type BinaryFunction } from './function';

/** Elements of a unit that threads share, where a row is longer. */
const UNIT = 4096;

export function wasmKernels(fn: BinaryFunction): readonly WasmKernel[] {
  const [a, b] = rolesOf(fn);
  return [
    {
      id: 'simd',
      backend: 'wasm',
      title: 'SIMD, 4 elements at once',
      idea: 'Row by row, four elements in a register; any broadcast.',
      supports: () => true,
      plan(shapes) {
        const [row, ...outer] = collapsedAxes(shapes[a], shapes[b]);
        const rows = outer.reduce((product, { size }) => product * size, 1);
        const chunks = Math.ceil(row.size / UNIT);
        const ints = outer.flatMap((axis) => [axis.size, axis.a, axis.b]);
        return {
          temporaries: { axes: 4 * Math.max(1, ints.length) },
          passes: [
            ...ints.map((value, i): WasmPass => ({
              fn: 'setInt',
              buffers: ['axes'],
              args: [i, value],
              once: true,
            })),
            {
              fn: fn.wasm,
              buffers: ['axes', a, b, 'output'],
              args: [outer.length, row.size, row.a, row.b, UNIT],
              units: rows * chunks,
            },
          ],
        };
      },
    },
  ];
}
