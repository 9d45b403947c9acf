/** Which sizes of a sweep are measured, and where a count of MACs lies. */
import { RidgepointError } from '../errors';
import type { Workload } from './fields';
import type { Cost, Op, Problem, Sweep } from './op';

export interface SweepPoint {
  readonly value: number;
  /** "23×23×64". */
  readonly size: string;
  readonly problem: Problem;
  readonly cost: Cost;
}

/** A software adapter does about 10^9 MACs in a second. */
const mostMacs = 4e8;
/** Tensors must be made, uploaded and read back at every size. */
const mostBytes = 64e6;
const mostPoints = 8;
const fewPoints = 6;
/** Where there are sizes enough, those below it are all overhead. */
const leastMacs = 1e4;

/** Six to eight sizes, small to large; fewer where fewer are feasible. */
export function sweepPoints(
  op: Op,
  sweep: Sweep,
  workload: Workload,
): SweepPoint[] {
  const feasible: SweepPoint[] = [];
  for (const value of sweep.values) {
    const point = sweepPoint(op, sweep, workload, value);
    if (!point || !isFeasible(point.cost)) continue;
    // Rounding up to whole groups makes small sizes the same.
    if (point.size !== feasible.at(-1)?.size) feasible.push(point);
  }
  const worthwhile = feasible.filter(({ cost }) => cost.macs >= leastMacs);
  return spread(worthwhile.length >= fewPoints ? worthwhile : feasible);
}

/** null where the op's options do not fit that size. */
export function sweepPoint(
  op: Op,
  sweep: Sweep,
  workload: Workload,
  value: number,
): SweepPoint | null {
  const sized = sweep.at(workload, value);
  try {
    const problem = op.problem(sized);
    op.shapes(problem.shapes, problem.options);
    const cost = op.cost(problem.shapes, problem.options);
    return { value, size: sweep.describe(sized), problem, cost };
  } catch (error) {
    if (error instanceof RidgepointError) return null;
    throw error;
  }
}

/** The smallest size of at least so many MACs, or null beyond the last one. */
export function sizeOfWork(
  op: Op,
  sweep: Sweep,
  workload: Workload,
  macs: number,
): SweepPoint | null {
  let low = sweep.values[0];
  let high = sweep.values[sweep.values.length - 1];
  const macsAt = (value: number) =>
    sweepPoint(op, sweep, workload, value)?.cost.macs ?? 0;
  if (macsAt(high) < macs) return null;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (macsAt(middle) >= macs) high = middle;
    else low = middle + 1;
  }
  return sweepPoint(op, sweep, workload, high);
}

const isFeasible = ({ macs, bytesRead, bytesWritten }: Cost) =>
  macs <= mostMacs && bytesRead + bytesWritten <= mostBytes;

/** The smallest, the largest and, evenly in logarithms, some between. */
function spread(points: readonly SweepPoint[]): SweepPoint[] {
  if (points.length <= mostPoints) return [...points];
  const place = ({ cost }: SweepPoint) => Math.log(cost.macs);
  const low = place(points[0]);
  const step = (place(points[points.length - 1]) - low) / (mostPoints - 1);
  return Array.from({ length: mostPoints }, (_, index) => {
    const wanted = low + index * step;
    const away = (point: SweepPoint) => Math.abs(place(point) - wanted);
    return points.reduce((best, point) =>
      away(point) < away(best) ? point : best,
    );
  }).filter((point, index, all) => point !== all[index - 1]);
}
