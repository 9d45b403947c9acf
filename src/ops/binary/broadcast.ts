/**
 * Broadcasting as numpy does it: shapes are aligned at their last axes, and an
 * axis of one is repeated. https://www.w3.org/TR/webnn/#broadcastable
 */
import { invalid } from '../../errors';
import type { Shape } from '../tensor';

/** An axis of the output, and what a step along it is in a and in b. */
export interface BroadcastAxis {
  readonly size: number;
  readonly a: number;
  readonly b: number;
}

/** The output's shape; throws `invalid` where the two do not fit. */
export function broadcastShape(a: Shape, b: Shape): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const [x, y] = [sideAt(a, rank, axis), sideAt(b, rank, axis)];
    if (x !== y && x !== 1 && y !== 1)
      throw invalid(
        `shapes [${a.join(', ')}] and [${b.join(', ')}]: ${x} and ${y} on ` +
          `axis ${axis - rank} do not broadcast; make one of them 1.`,
      );
    return x === 1 ? y : x;
  });
}

/**
 * The axes of the output, innermost first, where neighbours that both inputs
 * walk alike have become one. At least one axis.
 */
export function collapsedAxes(a: Shape, b: Shape): BroadcastAxis[] {
  const output = broadcastShape(a, b);
  const [aSteps, bSteps] = [steps(a, output), steps(b, output)];
  const axes: BroadcastAxis[] = [];
  for (let axis = output.length - 1; axis >= 0; axis--) {
    const next = { size: output[axis], a: aSteps[axis], b: bSteps[axis] };
    const last = axes.at(-1);
    if (next.size === 1) continue;
    if (last && follows(last, next))
      axes[axes.length - 1] = { ...last, size: last.size * next.size };
    else axes.push(next);
  }
  return axes.length > 0 ? axes : [{ size: 1, a: 1, b: 1 }];
}

const follows = (inner: BroadcastAxis, outer: BroadcastAxis) =>
  outer.a === inner.a * inner.size && outer.b === inner.b * inner.size;

/** Row-major steps by the output's axes; 0 where an axis is repeated. */
function steps(shape: Shape, output: Shape): number[] {
  const found: number[] = [];
  let step = 1;
  for (let axis = output.length - 1; axis >= 0; axis--) {
    const side = sideAt(shape, output.length, axis);
    found[axis] = side === 1 ? 0 : step;
    step *= side;
  }
  return found;
}

const sideAt = (shape: Shape, rank: number, axis: number): number =>
  shape[axis - rank + shape.length] ?? 1;
