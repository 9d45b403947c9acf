/**
 * The arithmetic of the reductions: which elements become one.
 *
 * Source: W3C WebNN API, `reduce`.
 */
import { invalid } from '../../errors';
import { oneOfAxes } from '../axes';
import type { Options } from '../op';
import { elementCount, type Shape, type Shapes } from '../tensor';

export interface ReduceOptions extends Options {
  /** null: all of them. An empty list reduces nothing. */
  readonly axes: readonly number[] | null;
  /** Whether a reduced axis stays, with one element. */
  readonly keepDimensions: boolean;
}

/** Neighbouring axes that are reduced, or kept, together. */
export interface Run {
  readonly size: number;
  /** Elements from one to the next. */
  readonly step: number;
}

export interface ReduceGeometry {
  /** Innermost first, as are the others; at least one of each. */
  readonly kept: readonly Run[];
  readonly reduced: readonly Run[];
  readonly outputs: number;
  /** Elements that become one. */
  readonly taps: number;
  readonly outputShape: number[];
}

/** Throws `invalid` when the axes do not fit the shape. */
export function reduceGeometry(
  { input }: Shapes,
  { axes, keepDimensions }: ReduceOptions,
): ReduceGeometry {
  if (!input) throw invalid('the reduction has no input; pass a tensor.');
  for (const axis of axes ?? []) oneOfAxes('axes', axis, input);
  const isReduced = input.map((_, axis) => axes?.includes(axis) ?? true);
  const kept: Run[] = [];
  const reduced: Run[] = [];
  let step = 1;
  let last: boolean | null = null;
  for (let axis = input.length - 1; axis >= 0; axis--) {
    const size = input[axis];
    if (size === 1) continue;
    const runs = isReduced[axis] ? reduced : kept;
    if (last === isReduced[axis]) widen(runs, size);
    else runs.push({ size, step });
    last = isReduced[axis];
    step *= size;
  }
  return {
    kept: atLeastOne(kept),
    reduced: atLeastOne(reduced),
    outputs: product(kept),
    taps: product(reduced),
    outputShape: outputShape(input, isReduced, keepDimensions),
  };
}

function widen(runs: Run[], by: number): void {
  const last = runs[runs.length - 1];
  runs[runs.length - 1] = { ...last, size: last.size * by };
}

const atLeastOne = (runs: Run[]): Run[] =>
  runs.length > 0 ? runs : [{ size: 1, step: 0 }];

const product = (runs: readonly Run[]) =>
  elementCount(runs.map(({ size }) => size));

const outputShape = (
  input: Shape,
  isReduced: readonly boolean[],
  keepDimensions: boolean,
): number[] =>
  keepDimensions
    ? input.map((size, axis) => (isReduced[axis] ? 1 : size))
    : input.filter((_, axis) => !isReduced[axis]);

/** Where the elements are that make output number `index`: the first of them. */
export function placeOf(runs: readonly Run[], index: number): number {
  let [rest, at] = [index, 0];
  for (const { size, step } of runs) {
    at += (rest % size) * step;
    rest = Math.floor(rest / size);
  }
  return at;
}
