/** A tensor seen along one axis: [outer, length, inner]. */
import { invalid } from '../errors';
import { oneOfAxes } from './axes';
import { elementCount, type Shapes } from './tensor';

export interface Lines {
  readonly outer: number;
  /** Elements of a line. */
  readonly length: number;
  /** Elements from one of a line to the next: lines that lie side by side. */
  readonly inner: number;
  readonly lines: number;
}

/** Throws `invalid` where the input has no such axis. */
export function linesOf(
  op: string,
  { input }: Shapes,
  { axis }: { readonly axis: number },
): Lines {
  if (!input) throw invalid(`${op} has no input; pass a tensor.`);
  oneOfAxes('axis', axis, input);
  const outer = elementCount(input.slice(0, axis));
  const inner = elementCount(input.slice(axis + 1));
  return { outer, length: input[axis], inner, lines: outer * inner };
}

/** Where a line begins. */
export const lineStart = ({ length, inner }: Lines, line: number): number =>
  Math.floor(line / inner) * length * inner + (line % inner);
