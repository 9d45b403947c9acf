/** The WASM kernel of every element-wise op: src/wasm/assembly/elementwise. */
import type { WasmKernel } from '../op';
import { elementCount } from '../tensor';
import {
  parameterValues,
  type ElementwiseFunction,
  type ElementwiseOptions,
} from './function';

/** Elements of a unit that threads share: 16 KiB in, 16 KiB out. */
const UNIT = 4096;

export const wasmKernels = (
  fn: ElementwiseFunction,
): readonly WasmKernel<ElementwiseOptions>[] => [
  {
    id: 'simd',
    backend: 'wasm',
    title: 'SIMD, 4 elements at once',
    idea: 'Four elements in a register; curves are polynomials.',
    supports: () => true,
    plan(shapes, options) {
      const count = elementCount(shapes.input);
      const [alpha, beta] = parameterValues(fn, options);
      return {
        passes: [
          {
            fn: fn.wasm,
            buffers: ['input', 'output'],
            args: [count, alpha, beta, UNIT],
            units: Math.ceil(count / UNIT),
          },
        ],
      };
    },
  },
];
