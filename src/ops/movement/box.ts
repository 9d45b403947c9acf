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
  // Single columns that are joined: even so, the innermost axis is the one
  // along which the output has its neighbours.
  const innermost = axes.at(-1);
  if (innermost && innermost.to !== 1) axes.push({ size: 1, from: 1, to: 1 });
  return { ...box, axes };
}

/** As many as struct Params of shaders/movement/box.wgsl has room for. */
const mostAxes = 8;

/** true, or why the kernels cannot take these boxes, in words. */
export function fewAxes(boxes: readonly Box[]): true | string {
  const most = Math.max(0, ...boxes.map((box) => merged(box).axes.length));
  return most <= mostAxes || `${most} axes: the kernels take ${mostAxes}`;
}

/** Innermost first, filled up with axes of one element. */
export function inwardAxes({ axes }: Box): BoxAxis[] {
  const inward = axes.toReversed();
  const innermost = { size: 1, from: 1, to: 1 };
  const outer = { size: 1, from: 0, to: 0 };
  return Array.from(
    { length: mostAxes },
    (_, i) => inward[i] ?? (i === 0 ? innermost : outer),
  );
}

/**
 * The box in vectors of four, or null where it does not lie so in both tensors.
 * The last vector may hang over the end of the output, since buffers are padded
 * to whole vectors, but only where nothing follows.
 */
export function inFours(box: Box, isAlone: boolean): Box | null {
  const outer = box.axes.slice(0, -1);
  const { size, from, to } = inwardAxes(box)[0];
  const steps = outer.flatMap((axis) => [axis.from, axis.to]);
  const places = [box.from, box.to, ...steps];
  const isWhole = size % 4 === 0 || (outer.length === 0 && isAlone);
  if (from !== 1 || to !== 1 || !isWhole || places.some((p) => p % 4 !== 0))
    return null;
  return {
    role: box.role,
    axes: [
      ...outer.map((axis) => ({
        size: axis.size,
        from: axis.from / 4,
        to: axis.to / 4,
      })),
      { size: Math.ceil(size / 4), from: 1, to: 1 },
    ],
    from: box.from / 4,
    to: box.to / 4,
  };
}

/**
 * The box with the axis along which the input has its neighbours just outside
 * of the innermost one, along which the output has them; null where that is one
 * and the same axis, or the input has none.
 */
export function crossed(box: Box): Box | null {
  const innermost = box.axes.at(-1);
  const across = box.axes.slice(0, -1).find(({ from }) => from === 1);
  if (!innermost || !across || innermost.to !== 1) return null;
  const outer = box.axes.filter(
    (axis) => axis !== innermost && axis !== across,
  );
  return { ...box, axes: [...outer, across, innermost] };
}
