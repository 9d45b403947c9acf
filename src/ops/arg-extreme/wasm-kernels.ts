/** The WASM kernel: src/wasm/assembly/arg-extreme.ts. */
import { linesOf } from '../line';
import type { WasmKernel } from '../op';
import type { ArgExtreme } from './define';
import type { ArgOptions } from './options';

export const wasmKernels = ({
  id,
  sign,
}: ArgExtreme): readonly WasmKernel<ArgOptions>[] => [
  {
    id: 'simd',
    backend: 'wasm',
    title: 'SIMD, 4 elements at once',
    idea:
      'Four neighbours in a register: of one line where its numbers lie in a ' +
      'row, of four lines where not.',
    supports: () => true,
    plan(shapes, options) {
      const { outer, length, inner } = linesOf(id, shapes, options);
      return {
        passes: [
          {
            fn: inner === 1 ? 'argRows' : 'argColumns',
            buffers: ['input', 'output'],
            args: inner === 1 ? [length, sign] : [length, inner, sign],
            units: outer * Math.ceil(inner / 4),
          },
        ],
      };
    },
  },
];
