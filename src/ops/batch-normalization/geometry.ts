/** Which elements belong to a channel: input [outer, channels, inner]. */
import { invalid } from '../../errors';
import { oneOfAxes } from '../axes';
import type { Options } from '../op';
import { elementCount, type Shapes } from '../tensor';

export interface NormalizationOptions extends Options {
  /** The channels' axis. */
  readonly axis: number;
  readonly epsilon: number;
}

export interface NormalizationGeometry {
  readonly outer: number;
  readonly channels: number;
  readonly inner: number;
  readonly count: number;
}

/** One number for each channel; the last two may be missing. */
export const statistics = ['mean', 'variance', 'scale', 'bias'] as const;

/** Throws `invalid` where the shapes do not fit each other or the axis. */
export function normalizationGeometry(
  shapes: Shapes,
  { axis }: NormalizationOptions,
): NormalizationGeometry {
  const { input } = shapes;
  if (!input) throw invalid('batchNormalization has no input; pass a tensor.');
  oneOfAxes('axis', axis, input);
  const channels = input[axis];
  for (const name of statistics) {
    const shape = shapes[name];
    const optional = name === 'scale' || name === 'bias';
    if (!shape && !optional)
      throw invalid(`batchNormalization has no ${name}; pass [${channels}].`);
    if (shape && (shape.length !== 1 || shape[0] !== channels))
      throw invalid(
        `${name} [${shape.join(', ')}]: the input [${input.join(', ')}] has ` +
          `${channels} channels on axis ${axis}; pass [${channels}].`,
      );
  }
  return {
    outer: elementCount(input.slice(0, axis)),
    channels,
    inner: elementCount(input.slice(axis + 1)),
    count: elementCount(input),
  };
}
