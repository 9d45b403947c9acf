/** The WASM ladder of pad: src/wasm/assembly/pad.ts. */
import { setInts } from '../conv2d/wasm-geometry';
import type { Plan, WasmKernel, WasmPass } from '../op';
import { elementCount, type Shapes } from '../tensor';
import {
  fewAxes,
  inwardAxes,
  mergedAxes,
  padAxes,
  paddingModes,
  type PadAxis,
  type PadOptions,
} from './geometry';

/** Elements of a part that threads share: 16 KiB. */
const PART = 4096;

export const wasmKernels: readonly WasmKernel<PadOptions>[] = [
  {
    id: 'scalar',
    backend: 'wasm',
    title: 'Scalar',
    idea: 'One element after the other asks where it comes from.',
    supports: (shapes, options) => fewAxes(padAxes(shapes, options)),
    plan: (shapes, options) => onePass('padElements', shapes, options, () => 1),
  },
  {
    id: 'rows',
    backend: 'wasm',
    title: 'SIMD, rows',
    idea: 'Each row asks once where it comes from, and is copied as a whole.',
    supports: (shapes, options) => fewAxes(padAxes(shapes, options)),
    plan: (shapes, options) =>
      onePass('padRows', shapes, options, (across) => across),
  },
];

/** `length`: elements that are made at a time, of a row of so many. */
function onePass(
  fn: string,
  shapes: Shapes,
  options: PadOptions,
  length: (across: number) => number,
): Plan<WasmPass> {
  const axes = mergedAxes(padAxes(shapes, options));
  const numbers = frameNumbers(axes);
  const [across, ...outer] = inwardAxes(axes).map(({ outSize }) => outSize);
  const each = length(across);
  const pieces = each === 0 ? 0 : (elementCount(outer) * across) / each;
  const perPart = Math.max(1, Math.floor(PART / Math.max(1, each)));
  return {
    temporaries: { frame: 4 * numbers.length },
    passes: [
      ...setInts('frame', numbers),
      {
        fn,
        buffers: ['frame', 'input', 'output'],
        args: [paddingModes.indexOf(options.mode), options.value, perPart],
        units: Math.ceil(pieces / perPart),
      },
    ],
  };
}

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
