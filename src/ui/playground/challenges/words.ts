/** Names of kinds and levels, and what a challenge is about in one line. */
import type { Challenge, Kind, Level } from '../../../challenges/challenge';

export const kindNames: Readonly<Record<Kind, string>> = {
  fix: 'Fix it',
  faster: 'Make it faster',
  understand: 'Understand it',
};

export const levelNames: Readonly<Record<Level, string>> = {
  1: 'First steps',
  2: 'With a second look',
  3: 'Hard',
};

/** "conv2d · naive · input 1×8×28×28". */
export function subjectOf({ problem }: Challenge): string {
  const [[role, shape]] = Object.entries(problem.shapes);
  return [problem.op, problem.kernel, `${role} ${shape.join('×')}`].join(' · ');
}
