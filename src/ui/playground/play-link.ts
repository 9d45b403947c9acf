/** What the Playground keeps in its link: mode, workload, kernel, edited text. */
import type { Workload } from '../../ops/fields';
import type { Op } from '../../ops/op';
import { workloadToQuery } from '../../state/url';
import { readState } from '../bench/bench-state';

export const modes = {
  kernel: 'Edit a kernel',
  free: 'Free program',
  challenges: 'Challenges',
  kept: 'Kept & shared',
} as const;
export type Mode = keyof typeof modes;

export interface PlayState {
  readonly mode: Mode;
  readonly op: Op;
  readonly workload: Workload;
  readonly presetId: string | null;
  /** Of WebGPU; '' asks for the simplest that takes the workload. */
  readonly kernel: string;
  /** A packed draft; '' where nothing is edited or a link could not hold it. */
  readonly packed: string;
  /** What of a link could not be used. */
  readonly problems: readonly string[];
}

const isMode = (id: string): id is Mode => Object.hasOwn(modes, id);

export function readPlay(
  ops: readonly Op[],
  query: URLSearchParams,
): PlayState {
  const own = new URLSearchParams(query);
  const asked = own.get('mode') ?? '';
  const packed = own.get('draft') ?? '';
  // Three ops have a field of that name, with values that are none of ours.
  if (isMode(asked)) own.delete('mode');
  own.delete('draft');
  const { op, workload, presetId, kernel, problems } = readState(ops, own);
  return {
    mode: isMode(asked) ? asked : 'kernel',
    ...{ op, workload, presetId, packed },
    // As the Bench page writes it, too: "webgpu/naive".
    kernel: kernel.replace(/^\w+\//, ''),
    problems,
  };
}

export function writePlay({
  mode,
  op,
  workload,
  presetId,
  kernel,
  packed,
}: PlayState): Record<string, string> {
  return {
    ...workloadToQuery(op, workload, presetId),
    ...(mode !== 'kernel' && { mode }),
    ...(kernel && { kernel }),
    ...(packed && { draft: packed }),
  };
}
