/** Checks that the options and shapes of the matrix products share. */
import { invalid } from '../../errors';
import type { Shape, Shapes } from '../tensor';

/** Throws `invalid` where the role has no shape, or one of too low a rank. */
export function matrixShape(
  shapes: Shapes,
  role: string,
  leastRank: number,
): Shape {
  const shape = shapes[role];
  if (!shape)
    throw invalid(`there is no ${role}; pass a tensor of rank ${leastRank}.`);
  if (shape.length < leastRank)
    throw invalid(
      `${role} of shape [${shape.join(', ')}]: needs at least ${leastRank} ` +
        `side${leastRank > 1 ? 's' : ''}.`,
    );
  return shape;
}

/**
 * Throws `invalid` where a and b do not have the same number of terms. `taken`
 * says how the shapes were read.
 */
export function sameTerms(
  a: Shape,
  inA: number,
  b: Shape,
  inB: number,
  taken = '',
): void {
  if (inA !== inB)
    throw invalid(
      `[${a.join(', ')}] × [${b.join(', ')}]${taken}: rows of ${inA} do not fit ` +
        `columns of ${inB}; both must be the same.`,
    );
}

export function finite(name: string, value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw invalid(`option ${name} ${String(value)}: needs a number.`);
  return value;
}

export function flag(name: string, value: unknown): boolean {
  if (typeof value !== 'boolean')
    throw invalid(`option ${name} ${String(value)}: needs true or false.`);
  return value;
}
