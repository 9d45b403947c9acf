/** The oracle of the reductions: the definition as loops, in float64. */
import { fromFloat64, toFloat64 } from '../numbers';
import { shapesOf, type Tensors } from '../tensor';
import {
  placeOf,
  reduceGeometry,
  type ReduceGeometry,
  type ReduceOptions,
} from './geometry';

/** How elements become a number. */
export interface Reduction {
  readonly start: number;
  take(total: number, x: number): number;
  finish(total: number, taps: number): number;
}

/** Outputs between two looks at whether the run is still wanted. */
const stepOutputs = 256;

export function* reduceReference(
  reduction: Reduction,
  inputs: Tensors,
  options: ReduceOptions,
): Generator<number, Tensors> {
  const geometry = reduceGeometry(shapesOf(inputs), options);
  const input = toFloat64(inputs.input);
  const output = new Float64Array(geometry.outputs);
  for (let index = 0; index < output.length; index++) {
    output[index] = reducedAt(reduction, geometry, input, index);
    if (index % stepOutputs === 0) yield index / output.length;
  }
  const { outputShape } = geometry;
  return { output: fromFloat64(output, outputShape, inputs.input.dtype) };
}

function reducedAt(
  { start, take, finish }: Reduction,
  { kept, reduced, taps }: ReduceGeometry,
  input: Float64Array,
  index: number,
): number {
  const first = placeOf(kept, index);
  let total = start;
  for (let tap = 0; tap < taps; tap++)
    total = take(total, input[first + placeOf(reduced, tap)]);
  return finish(total, taps);
}

/**
 * The size of a sum's terms, where an ULP measures rounding: errors grow as the
 * root of the sum of squares does (Higham and Mary 2019). For a mean, over the
 * number of terms.
 */
export function sumScale(
  inputs: Tensors,
  options: ReduceOptions,
  isMean: boolean,
): (index: number) => number {
  const geometry = reduceGeometry(shapesOf(inputs), options);
  const input = toFloat64(inputs.input);
  const root: Reduction = {
    start: 0,
    take: (sum, x) => sum + x * x,
    finish: (sum, taps) => Math.sqrt(sum) / (isMean ? taps : 1),
  };
  return (index) => reducedAt(root, geometry, input, index);
}
