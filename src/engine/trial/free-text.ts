/** What a program's text says, for a form beside it. Takes half-typed text. */
import { reflect, type Wgsl, type WgslBinding } from '../../gpu/wgsl/reflect';
import type { FreeCallData } from './api';
import { workgroupSize } from './edited';
import { extents } from './extents';

/** The text's bindings as they stand there, in the order of the text. */
export const bindingsOf = (code: string): readonly WgslBinding[] =>
  reflect(code).bindings;

/** Formulas know the text's constants and the lengths of the buffers. */
export const workgroupsOf = (
  { constants }: Wgsl,
  { workgroups, buffers }: Pick<FreeCallData, 'workgroups' | 'buffers'>,
): [number, number, number] =>
  extents(workgroups, {
    ...Object.fromEntries(constants.map((one) => [one.name, one.value])),
    ...Object.fromEntries(buffers.map((one) => [one.name, one.length])),
  });

export interface Dispatch {
  readonly workgroups: readonly [number, number, number];
  readonly invocations: number;
}

/** What a run would dispatch. Throws `invalid` for a wrong formula. */
export function dispatchOf(call: FreeCallData): Dispatch {
  const wgsl = reflect(call.code);
  const workgroups = workgroupsOf(wgsl, call);
  const entryPoint = call.entryPoint ?? onlyEntry(wgsl);
  const size = workgroupSize(wgsl, entryPoint, 1);
  return {
    workgroups,
    invocations: workgroups.reduce((a, b) => a * b, size),
  };
}

/** The one compute entry point that there is, or "main". */
export function onlyEntry({ functions }: Wgsl): string {
  const entries = functions.flatMap(({ entry }) =>
    entry?.stage === 'compute' ? entry.name : [],
  );
  return entries.length === 1 ? entries[0] : 'main';
}
