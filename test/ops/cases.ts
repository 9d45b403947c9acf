/** The problems each op's kernels are checked on; one line per op. */
import type fc from 'fast-check';
import type { Problem } from '../../src/ops/op';
import { conv2dCases, conv2dProblems, type Case } from './conv2d-cases';

interface OpCases {
  readonly awkward: readonly Case[];
  readonly random: fc.Arbitrary<Problem>;
}

export const casesOf: Readonly<Record<string, OpCases>> = {
  conv2d: { awkward: conv2dCases, random: conv2dProblems },
};
