/** The WASM ladder of pad: src/wasm/assembly/pad.ts. */
import { setInts } from '../conv2d/wasm-geometry';
import type { WasmKernel } from '../op';
import { elementCount } from '../tensor';
import {
  mergedAxes,
  padAxes,
  paddingModes,
  type PadAxis,
  type PadOptions,
} from './geometry';
import { fewAxes, inwardAxes } from './gpu-kernels';

/** Elements of a part that threads share: 16 KiB. */
const PART = 4096;

export const wasmKernels: readonly WasmKernel<PadOptions>[] = [
  {
    id: 'scalar',
    backend: 'wasm',
    title: 'Scalar',
    idea: 'One element after the other asks where it comes from.',
    supports: (shapes, options) => fewAxes(padAxes(shapes, options)),
    plan(shapes, options) {
      const axes = mergedAxes(padAxes(shapes, options));
      const numbers = frameNumbers(axes);
      return {
        temporaries: { frame: 4 * numbers.length },
        passes: [
          ...setInts('frame', numbers),
          {
            fn: 'padElements',
            buffers: ['frame', 'input', 'output'],
            args: [paddingModes.indexOf(options.mode), options.value, PART],
            units: Math.ceil(numbers[0] / PART),
          },
        ],
      };
    },
  },
];

/** In the order of the fields of `Frame` in the assembly. */
function frameNumbers(axes: readonly PadAxis[]): number[] {
  const filled = inwardAxes(axes);
  return [
    elementCount(axes.map(({ outSize }) => outSize)),
    ...filled.map(({ size }) => size),
    ...filled.map(({ outSize }) => outSize),
    ...filled.map(({ before }) => before),
  ];
}
