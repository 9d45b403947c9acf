/** Checks that the options of the data movement ops share. */
import { invalid } from '../../errors';
import type { Options } from '../op';
import type { Shape } from '../tensor';

/** Throws `invalid` for an option that the op does not have. */
export function knownOptions(
  id: string,
  given: Options,
  names: readonly string[],
): void {
  for (const name of Object.keys(given))
    if (!names.includes(name))
      throw invalid(
        `${id} has no option "${name}": use ` +
          `${names.join(', ') || 'none at all'}.`,
      );
}

/** A list of any length; a missing one is refused like a wrong one. */
export function wholeNumbers(
  name: string,
  value: unknown,
  min: number,
): readonly number[] {
  const list = Array.isArray(value) ? (value as unknown[]) : null;
  if (!list?.every((x) => Number.isInteger(x) && (x as number) >= min))
    throw invalid(
      `option ${name} ${JSON.stringify(value)}: needs a list of whole numbers ` +
        `from ${min}, one for each axis.`,
    );
  return list as number[];
}

export function wholeNumber(name: string, value: unknown, min: number): number {
  if (!Number.isInteger(value) || (value as number) < min)
    throw invalid(
      `option ${name} ${JSON.stringify(value)}: needs a whole number from ` +
        `${min}.`,
    );
  return value as number;
}

/** Throws `invalid` where a list has not one number for each axis. */
export function onePerAxis(
  name: string,
  list: readonly number[],
  shape: Shape,
): void {
  if (list.length !== shape.length)
    throw invalid(
      `option ${name} [${list.join(', ')}]: needs ${shape.length} numbers, one ` +
        `for each side of [${shape.join(', ')}].`,
    );
}

/** Throws `invalid` where there is no such input. */
export function shapeOf(
  id: string,
  shapes: Readonly<Record<string, Shape>>,
  role = 'input',
): Shape {
  const shape = shapes[role];
  if (!shape) throw invalid(`${id} has no ${role}; pass a tensor of any rank.`);
  return shape;
}
