/** The arithmetic that pad's oracle and kernels share. */
import { invalid } from '../../errors';
import { onePerAxis, shapeOf } from '../movement/options';
import type { Options } from '../op';
import type { Shapes } from '../tensor';

export const paddingModes = ['constant', 'edge', 'reflection'] as const;

export interface PadOptions extends Options {
  readonly beginningPadding: readonly number[];
  readonly endingPadding: readonly number[];
  readonly mode: (typeof paddingModes)[number];
  /** What the padding of mode `constant` holds. */
  readonly value: number;
}

export interface PadAxis {
  /** Sides of the input and of the output. */
  readonly size: number;
  readonly outSize: number;
  readonly before: number;
}

/** Throws `invalid` where shapes and options do not fit each other. */
export function padAxes(shapes: Shapes, options: PadOptions): PadAxis[] {
  const input = shapeOf('pad', shapes);
  const { beginningPadding, endingPadding, mode } = options;
  onePerAxis('beginningPadding', beginningPadding, input);
  onePerAxis('endingPadding', endingPadding, input);
  return input.map((size, axis) => {
    const before = beginningPadding[axis];
    const after = endingPadding[axis];
    const most = { constant: Infinity, edge: size, reflection: size - 1 }[mode];
    if (mode !== 'constant' && size < 1)
      throw invalid(
        `axis ${axis} of the input [${input.join(', ')}] has no elements to ` +
          `repeat in mode ${mode}; use mode constant.`,
      );
    if (mode === 'reflection' && Math.max(before, after) > most)
      throw invalid(
        `axis ${axis}: padding ${before} and ${after} in mode reflection, but ` +
          `a side of ${size} can be reflected by at most ${most}.`,
      );
    return { size, outSize: before + size + after, before };
  });
}

/** The same with as few axes as do: neighbours without padding become one. */
export function mergedAxes(axes: readonly PadAxis[]): PadAxis[] {
  const merged: PadAxis[] = [];
  for (const axis of axes) {
    const outer = merged.at(-1);
    const isPlain = ({ size, outSize }: PadAxis) => size === outSize;
    if (outer && isPlain(outer) && isPlain(axis)) {
      const size = outer.size * axis.size;
      merged[merged.length - 1] = { size, outSize: size, before: 0 };
    } else merged.push(axis);
  }
  return merged;
}

/** As many as struct Params of shaders/pad/frame.wgsl has room for. */
const mostAxes = 8;

/** true, or why the kernels cannot take that many axes, in words. */
export function fewAxes(axes: readonly PadAxis[]): true | string {
  const { length } = mergedAxes(axes);
  return length <= mostAxes || `${length} axes: the kernels take ${mostAxes}`;
}

/** Innermost first, filled up with axes of one element. */
export function inwardAxes(axes: readonly PadAxis[]): PadAxis[] {
  const inward = axes.toReversed();
  const one = { size: 1, outSize: 1, before: 0 };
  return Array.from({ length: mostAxes }, (_, i) => inward[i] ?? one);
}
