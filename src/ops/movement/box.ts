/**
 * Data movement as copies of boxes: every element of a box has a place in the
 * input and a place in the output, both linear in its position. One kernel
 * then copies, cuts, joins, transposes and shuffles.
 */
import { elementCount, type Shape } from '../tensor';

/** One direction of a box: its length and the elements to skip per step. */
export interface BoxAxis {
  readonly size: number;
  readonly from: number;
  readonly to: number;
}
export interface Box {
  /** The input it comes from. */
  readonly role: string;
  /** Outermost first, in the order of the output. */
  readonly axes: readonly BoxAxis[];
  /** Where it begins, in elements. */
  readonly from: number;
  readonly to: number;
}

/** Elements to skip for one step along each axis of a dense tensor. */
export function denseStrides(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= shape[axis];
  }
  return strides;
}

export const boxCount = ({ axes }: Box): number =>
  elementCount(axes.map(({ size }) => size));

/**
 * The same box with as few axes as do: those of one element are left out, and
 * two that lie in each other in both tensors become one.
 */
export function merged(box: Box): Box {
  const axes: BoxAxis[] = [];
  for (const axis of box.axes) {
    if (axis.size === 1) continue;
    const outer = axes.at(-1);
    const isOneRun =
      outer?.from === axis.from * axis.size && outer.to === axis.to * axis.size;
    if (outer && isOneRun)
      axes[axes.length - 1] = { ...axis, size: outer.size * axis.size };
    else axes.push(axis);
  }
  return { ...box, axes };
}
