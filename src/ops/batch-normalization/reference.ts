/** The oracle of batchNormalization: the definition as loops, in float64. */
import { fromFloat64, toFloat64 } from '../numbers';
import { shapesOf, type Tensors } from '../tensor';
import { normalizationGeometry, type NormalizationOptions } from './geometry';

export function* normalizationReference(
  inputs: Tensors,
  options: NormalizationOptions,
): Generator<number, Tensors> {
  const { input } = inputs;
  const g = normalizationGeometry(shapesOf(inputs), options);
  const { mean, factor, bias } = channelTerms(inputs, options);
  const values = toFloat64(input);
  const rows = g.outer * g.channels;
  for (let row = 0; row < rows; row++) {
    const c = row % g.channels;
    for (let i = row * g.inner; i < (row + 1) * g.inner; i++)
      values[i] = (values[i] - mean[c]) * factor[c] + bias[c];
    if (c === g.channels - 1) yield (row + 1) / rows;
  }
  return { output: fromFloat64(values, input.shape, input.dtype) };
}

/** The larger of an output's two terms, which may cancel. */
export function termScale(
  inputs: Tensors,
  options: NormalizationOptions,
): (index: number) => number {
  const { channels, inner } = normalizationGeometry(shapesOf(inputs), options);
  const { mean, factor, bias } = channelTerms(inputs, options);
  const values = toFloat64(inputs.input);
  return (index) => {
    const c = Math.floor(index / inner) % channels;
    const term = (values[index] - mean[c]) * factor[c];
    return Math.max(Math.abs(term), Math.abs(bias[c]));
  };
}

/** What a channel's elements are multiplied by, and the rest. */
function channelTerms(
  { input, mean, variance, scale, bias }: Tensors,
  { epsilon }: NormalizationOptions,
) {
  // WebNN casts it to the type of the input; a float32 kernel gets it rounded.
  const added = input.dtype === 'float32' ? Math.fround(epsilon) : epsilon;
  const scales = scale && toFloat64(scale);
  const factor = toFloat64(variance).map(
    (value, c) => (scales?.[c] ?? 1) / Math.sqrt(value + added),
  );
  return {
    mean: toFloat64(mean),
    factor,
    bias: bias ? toFloat64(bias) : new Float64Array(factor.length),
  };
}
