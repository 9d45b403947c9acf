/** The WASM kernel of softmax: src/wasm/assembly/softmax.ts. */
import { linesOf } from '../line';
import type { WasmKernel } from '../op';
import type { SoftmaxOptions } from './options';

export const wasmKernels: readonly WasmKernel<SoftmaxOptions>[] = [
  {
    id: 'simd',
    backend: 'wasm',
    title: 'SIMD, 4 elements at once',
    idea:
      'Four neighbours in a register: of one sum where its numbers lie in a ' +
      'row, of four sums where not.',
    supports: () => true,
    plan(shapes, options) {
      const { outer, length, inner } = linesOf('softmax', shapes, options);
      return {
        passes: [
          {
            fn: inner === 1 ? 'softmaxRows' : 'softmaxColumns',
            buffers: ['input', 'output'],
            args: inner === 1 ? [length] : [length, inner],
            units: outer * Math.ceil(inner / 4),
          },
        ],
      };
    },
  },
];
