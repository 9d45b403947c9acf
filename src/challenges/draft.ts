/** A challenge as a draft that the playground opens. */
import { planned } from '../engine/trial/sources';
import type { DeviceTraits } from '../ops/op';
import { passSource } from '../ops/source';
import type { KernelDraft } from '../state/draft';
import type { Challenge } from './challenge';
import { edited } from './edit';

/** Constants that depend on the device are named by the challenge itself. */
const anyDevice: DeviceTraits = {
  features: [],
  limits: {},
  software: false,
  threads: 1,
};

export const startOf = (challenge: Challenge): KernelDraft =>
  draftWith(challenge, startText(challenge));

export function solutionOf(challenge: Challenge): KernelDraft {
  const { solution } = challenge;
  return draftWith(
    challenge,
    solution === 'shipped'
      ? shippedText(challenge)
      : edited(startText(challenge), solution),
  );
}

const startText = (challenge: Challenge): string =>
  edited(shippedText(challenge), challenge.start);

/** Throws where the kernel no longer has that pass. */
function shippedText({ problem, file, id }: Challenge): string {
  const { op, kernel, options, constants } = problem;
  const { plan } = planned(
    op,
    {
      ...{ kernel, shapes: shapesOf(problem.shapes), constants },
      options: { ...options },
    },
    anyDevice,
  );
  const pass = plan.passes.find(({ shader }) => shader.file === file);
  if (!pass) throw new Error(`challenge ${id}: ${kernel} has no pass ${file}`);
  return passSource(pass);
}

function draftWith(
  { problem, file, workgroups }: Challenge,
  code: string,
): KernelDraft {
  const { op, kernel, shapes, options = {}, constants = {} } = problem;
  return {
    kind: 'kernel',
    ...{ op, kernel, shapes, options, constants },
    seed: 1,
    sources: { [file]: code },
    workgroups: workgroups ? { [file]: workgroups } : {},
  };
}

const shapesOf = (shapes: KernelDraft['shapes']): Record<string, number[]> =>
  Object.fromEntries(
    Object.entries(shapes).map(([role, shape]) => [role, [...shape]]),
  );
