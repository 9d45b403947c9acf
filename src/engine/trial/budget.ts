/** How many turns of a loop fit a time limit, and how many invocations. */
import { RidgepointError } from '../../errors';

/**
 * Rates per second, on the low side: what counts is that a run ends. A software
 * adapter makes 1e7 metered turns on two busy cores, and can take a little over
 * its limit for work that is known to be there; nothing may take much more.
 */
const rates = {
  software: {
    turns: 1e6,
    total: 5e6,
    most: 2e7,
    rounds: 1e3,
    invocations: 2e7,
  },
  hardware: {
    turns: 2e6,
    total: 2e9,
    most: 3e9,
    rounds: 1e5,
    invocations: 1e10,
  },
} as const;

export interface Budget {
  readonly turns: number;
  readonly total: number;
  readonly rounds: number;
}

/** `work`: turns of a kernel that makes one for each multiply-add. */
export function budgetOf(
  limitMs: number,
  software: boolean,
  work: number,
): Budget {
  const rate = rates[software ? 'software' : 'hardware'];
  const seconds = limitMs / 1000;
  return {
    turns: rate.turns * seconds,
    total: Math.min(rate.most * seconds, rate.total * seconds + 1.25 * work),
    rounds: rate.rounds * seconds,
  };
}

/**
 * No meter can stop a dispatch of too many invocations: they are counted before.
 * Throws `limit`.
 */
export function checkInvocations(
  file: string,
  workgroups: readonly number[],
  workgroupSize: number,
  limitMs: number,
  software: boolean,
): void {
  const { invocations } = rates[software ? 'software' : 'hardware'];
  const most = Math.floor((invocations * limitMs) / 1000);
  const wanted = workgroups.reduce((a, b) => a * b, workgroupSize);
  if (wanted <= most) return;
  throw new RidgepointError(
    'limit',
    `${file} wants ${wanted.toLocaleString('en')} invocations ` +
      `(${workgroups.join(' × ')} workgroups of ${workgroupSize}): about ` +
      `${most.toLocaleString('en')} fit the time limit of ${limitMs} ms; use ` +
      `fewer workgroups, or raise timeLimitMs.`,
  );
}
