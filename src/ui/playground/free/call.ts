/** A draft as the engine takes it. */
import type { FreeCallData } from '../../../engine/api';
import { defaultTimeLimitMs } from '../../../engine/trial/time-limit';
import type { FreeDraft } from '../../../state/draft';

/** Of all buffers: with fewer, every one is read, so that any can be looked at. */
const mostReadBytes = 2 ** 26;

export function callOf(draft: FreeDraft): FreeCallData {
  const { code, entryPoint, workgroups, buffers, timeLimitMs } = draft;
  return {
    code,
    ...(entryPoint && { entryPoint }),
    workgroups: [...workgroups],
    buffers: [...buffers],
    read: namesToRead(draft),
    timeLimitMs,
  };
}

function namesToRead({ buffers, shown }: FreeDraft): string[] {
  const bytes = buffers.reduce((sum, { length }) => sum + 4 * length, 0);
  return buffers
    .map(({ name }) => name)
    .filter((name) => name === shown || bytes <= mostReadBytes);
}

/** Whether a run of the one would do what a run of the other does. */
export const runsAlike = (a: FreeDraft, b: FreeDraft): boolean =>
  a === b || JSON.stringify(workOf(a)) === JSON.stringify(workOf(b));

export const sameDraft = (a: FreeDraft, b: FreeDraft): boolean =>
  runsAlike(a, b) && JSON.stringify(viewOf(a)) === JSON.stringify(viewOf(b));

/** As lists: the keys of a draft from storage come in another order. */
const workOf = (draft: FreeDraft) => [
  draft.code,
  draft.entryPoint,
  draft.workgroups,
  draft.timeLimitMs ?? defaultTimeLimitMs,
  draft.buffers.map(({ name, access, elementType, length, init }) => [
    ...[name, access, elementType, length, init],
  ]),
];

const viewOf = (draft: FreeDraft) => [
  draft.shown,
  draft.view,
  draft.imageWidth,
  draft.pixels ?? 'grey',
  draft.plot ?? 'line',
];
