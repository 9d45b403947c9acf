import type { Problem } from '../../ops/op';

/** A problem with a name for the test's title. */
export interface Case {
  readonly name: string;
  readonly problem: Problem;
}
