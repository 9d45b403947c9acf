/**
 * One op for each way in which elements become one: input of any rank → output
 * without the reduced axes, or with one element on each.
 */
import type { Op, Preset, Tolerance } from '../op';
import { elementCount } from '../tensor';
import { reduceGeometry, type ReduceOptions } from './geometry';
import { gpuKernels } from './gpu-kernels';
import { reduceFields, reduceOptions, reduceProblem } from './options';
import { reduceReference, type Reduction } from './reference';
import { wasmKernels, type ReductionName } from './wasm-kernels';

export interface Reducing {
  readonly id: string;
  readonly summary: string;
  /** In float64, in WGSL, and the name in the WASM module. */
  readonly reduction: Reduction;
  readonly shader: string;
  readonly wasm: ReductionName;
  /** Of one element; 2: a multiply-add. */
  readonly flopsPerTap: 1 | 2;
  readonly tolerance: (taps: number, options: ReduceOptions) => Tolerance;
  readonly presets: readonly Preset[];
}

export const reducing = (own: Reducing): Op<ReduceOptions> => ({
  id: own.id,
  title: own.id,
  family: 'Reduction',
  summary: own.summary,
  source: 'https://www.w3.org/TR/webnn/#api-mlgraphbuilder-reduce',
  inputs: [{ name: 'input' }],
  outputs: ['output'],
  fields: reduceFields,
  presets: own.presets,
  problem: reduceProblem,
  options: reduceOptions,
  shapes: (shapes, options) => ({
    output: reduceGeometry(shapes, options).outputShape,
  }),
  cost(shapes, options) {
    const { outputs } = reduceGeometry(shapes, options);
    const elements = elementCount(shapes.input);
    return {
      macs: own.flopsPerTap === 2 ? elements : 0,
      flops: own.flopsPerTap * elements,
      params: 0,
      bytesRead: 4 * elements,
      bytesWritten: 4 * outputs,
      bytesNoReuse: 4 * (elements + outputs),
    };
  },
  formulas(shapes, options) {
    const { taps, outputs } = reduceGeometry(shapes, options);
    return [
      {
        name: 'elements per output',
        text: `${elementCount(shapes.input)}/${outputs}`,
        value: taps,
      },
      {
        name: 'FLOPs',
        text: `${own.flopsPerTap} · ${taps} elements · ${outputs} outputs`,
        value: own.flopsPerTap * taps * outputs,
      },
    ];
  },
  tolerance: (shapes, options) =>
    own.tolerance(reduceGeometry(shapes, options).taps, options),
  reference: (inputs, options) =>
    reduceReference(own.reduction, inputs, options),
  kernels: [...gpuKernels(own.shader), ...wasmKernels(own.wasm)],
  prefer: () => ['rows', 'columns', 'naive', 'simd'],
});
