/** A form's values made into a problem, with everything known before a run. */
import { RidgepointError } from '../../errors';
import { initialWorkload, type Workload } from '../../ops/fields';
import type { Cost, Formula, Op, Preset, Problem } from '../../ops/op';
import { describeProblem } from './describe';

export interface Posed {
  readonly op: Op;
  readonly workload: Workload;
  readonly preset: Preset | null;
  readonly problem: Problem;
  readonly outputs: Readonly<Record<string, number[]>>;
  readonly cost: Cost;
  readonly formulas: readonly Formula[];
  /** "3×3, stride 1, 256 → 256 at 28×28". */
  readonly description: string;
  /** Equal for equal problems: tells whether results are stale. */
  readonly key: string;
}

/** The error when the values do not fit each other. */
export function pose(
  op: Op,
  workload: Workload,
  presetId: string | null,
): Posed | RidgepointError {
  try {
    const problem = op.problem(workload);
    const { shapes, options } = problem;
    const outputs = op.shapes(shapes, options);
    return {
      op,
      workload,
      preset: op.presets.find(({ id }) => id === presetId) ?? null,
      problem,
      outputs,
      cost: op.cost(shapes, options),
      formulas: op.formulas(shapes, options),
      description: describeProblem(op.id, problem, outputs),
      key: JSON.stringify([op.id, shapes, options]),
    };
  } catch (error) {
    if (error instanceof RidgepointError) return error;
    throw error;
  }
}

/** The preset still as it was, or the same with something changed. */
export function isAsPreset({ op, workload, preset }: Posed): boolean {
  const base = { ...initialWorkload(op.fields), ...preset?.workload };
  return (
    preset !== null &&
    op.fields.every(({ id }) => String(base[id]) === String(workload[id]))
  );
}
