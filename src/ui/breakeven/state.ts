/** What the page keeps in its link: the op, its preset, the size swept. */
import type { Workload } from '../../ops/fields';
import type { Op, Sweep } from '../../ops/op';
import { sweepPoints, type SweepPoint } from '../../ops/sweep';
import { baseWorkload } from '../../state/url';

export interface BreakevenState {
  readonly op: Op;
  readonly presetId: string;
  readonly sweep: Sweep;
  /** What of a link could not be used. */
  readonly problems: readonly string[];
}

/** A state with everything that follows from it before a run. */
export interface SweepPlan extends BreakevenState {
  readonly workload: Workload;
  readonly points: readonly SweepPoint[];
  /** Equal for equal sweeps: finds what was measured before. */
  readonly key: string;
}

/** Real layers sweep best: this one has work enough to cross. */
const suggested = 'resnet50-conv2-3x3';

export const sweepable = (ops: readonly Op[]): Op[] =>
  ops.filter(({ sweeps }) => sweeps && sweeps.length > 0);

export function readState(
  ops: readonly Op[],
  query: URLSearchParams,
): BreakevenState {
  const problems: string[] = [];
  const pick = <T extends { id: string }>(
    name: string,
    from: readonly T[],
    initial = from[0],
  ): T => {
    const asked = query.get(name);
    const found = from.find(({ id }) => id === asked);
    if (asked !== null && !found)
      problems.push(
        `${name} "${asked}" in the link is not known; ${initial.id} is used.`,
      );
    return found ?? initial;
  };
  const op = pick('op', sweepable(ops));
  const preset = pick(
    'preset',
    op.presets,
    op.presets.find(({ id }) => id === suggested),
  );
  const sweep = pick('sweep', op.sweeps!);
  return { op, presetId: preset.id, sweep, problems };
}

export const writeState = ({
  op,
  presetId,
  sweep,
}: BreakevenState): Record<string, string> => ({
  op: op.id,
  preset: presetId,
  sweep: sweep.id,
});

/** Another op takes its own first preset and sweep. */
export const stateOf = (op: Op): BreakevenState =>
  readState([op], new URLSearchParams());

export function planOf(state: BreakevenState): SweepPlan {
  const { op, presetId, sweep } = state;
  const workload = baseWorkload(op, presetId);
  return {
    ...state,
    workload,
    points: sweepPoints(op, sweep, workload),
    key: new URLSearchParams(writeState(state)).toString(),
  };
}
