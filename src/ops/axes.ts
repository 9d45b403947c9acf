/** Axes as options: WebNN counts them from 0, never from the end. */
import { invalid } from '../errors';
import type { Shape } from './tensor';

/** Throws `invalid` where the shape has no such axis. */
export function oneOfAxes(name: string, axis: unknown, shape: Shape): void {
  const { length } = shape;
  if (
    typeof axis !== 'number' ||
    !Number.isInteger(axis) ||
    axis < 0 ||
    axis >= length
  )
    throw invalid(
      `option ${name} ${String(axis)}: the input [${shape.join(', ')}] has ` +
        (length === 0 ? 'no axis.' : `the axes 0 to ${length - 1}.`),
    );
}
