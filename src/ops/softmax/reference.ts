/** The oracle of softmax: the definition as loops, in float64. */
import { lineStart, linesOf, type Lines } from '../line';
import { fromFloat64, toFloat64 } from '../numbers';
import { shapesOf, type Tensors } from '../tensor';
import type { SoftmaxOptions } from './options';

/** Lines between two looks at whether the run is still wanted. */
const stepLines = 256;

export function* softmaxReference(
  inputs: Tensors,
  options: SoftmaxOptions,
): Generator<number, Tensors> {
  const { shape, dtype } = inputs.input;
  const geometry = linesOf('softmax', shapesOf(inputs), options);
  const { lines, length, inner } = geometry;
  const values = toFloat64(inputs.input);
  for (let line = 0; line < lines; line++) {
    const first = lineStart(geometry, line);
    const last = first + length * inner;
    const largest = largestOf(values, geometry, line);
    let sum = 0;
    for (let at = first; at < last; at += inner) {
      values[at] = Math.exp(values[at] - largest);
      sum += values[at];
    }
    for (let at = first; at < last; at += inner) values[at] /= sum;
    if (line % stepLines === 0) yield line / lines;
  }
  return { output: fromFloat64(values, shape, dtype) };
}

/**
 * The rounding of x − max counts as often as it is large; what is below the
 * smallest normal number, 2^-126, may be flushed to 0.
 */
export function softmaxScale(
  inputs: Tensors,
  options: SoftmaxOptions,
): (index: number) => number {
  const geometry = linesOf('softmax', shapesOf(inputs), options);
  const { length, inner } = geometry;
  const values = toFloat64(inputs.input);
  return (index) => {
    const outer = Math.floor(index / (length * inner));
    const line = outer * inner + (index % inner);
    const largest = largestOf(values, geometry, line);
    const first = lineStart(geometry, line);
    let sum = 0;
    for (let at = first; at < first + length * inner; at += inner)
      sum += Math.exp(values[at] - largest);
    const below = largest - values[index];
    const share = Math.exp(-below) / sum;
    return Math.max(share * (1 + below), 2 ** (23 - 126));
  };
}

function largestOf(values: Float64Array, geometry: Lines, line: number) {
  const { length, inner } = geometry;
  const first = lineStart(geometry, line);
  let largest = -Infinity;
  for (let at = first; at < first + length * inner; at += inner)
    largest = Math.max(largest, values[at]);
  return largest;
}
