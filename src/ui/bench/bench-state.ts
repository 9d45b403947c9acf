/** What the Bench page keeps in its link: workload, selected kernel, tab. */
import type { Workload } from '../../ops/fields';
import type { Op } from '../../ops/op';
import { workloadFromQuery, workloadToQuery } from '../../state/url';
import { tabs, type TabId } from './detail-tabs';

export interface BenchState {
  readonly op: Op;
  readonly workload: Workload;
  readonly presetId: string | null;
  /** A row's id, or '' for the fastest. */
  readonly kernel: string;
  readonly tab: TabId;
  /** What of a link could not be used. */
  readonly problems: readonly string[];
}

const isTab = (id: string): id is TabId => Object.hasOwn(tabs, id);

/** A link without a workload opens the op's first preset. */
export function readState(
  ops: readonly Op[],
  query: URLSearchParams,
): BenchState {
  const asked = query.get('op');
  const op = ops.find(({ id }) => id === asked) ?? ops[0];
  const given = new URLSearchParams(query);
  if (isPlain(query)) given.set('preset', op.presets[0]?.id ?? '');
  const linked = workloadFromQuery(op, given, ['kernel', 'tab']);
  const tab = query.get('tab') ?? 'source';
  return {
    op,
    workload: linked.workload,
    presetId: linked.presetId,
    kernel: query.get('kernel') ?? '',
    tab: isTab(tab) ? tab : 'source',
    problems: [
      ...(asked !== null && asked !== op.id
        ? [`op "${asked}" in the link is not known; ${op.id} is shown.`]
        : []),
      ...linked.problems,
    ],
  };
}

export function writeState(state: BenchState): Record<string, string> {
  const { op, workload, presetId, kernel, tab } = state;
  return {
    ...workloadToQuery(op, workload, presetId),
    ...(kernel && { kernel }),
    ...(tab !== 'source' && { tab }),
  };
}

/** Nothing in the link but, at most, the op and the view. */
const isPlain = (query: URLSearchParams) =>
  [...query.keys()].every((name) => ['op', 'kernel', 'tab'].includes(name));
