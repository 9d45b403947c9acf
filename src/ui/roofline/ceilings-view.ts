import type { Ceilings, Progress } from '../../engine/api';

/** What the elements are told about the ceilings. */
export interface CeilingsView {
  readonly ceilings: Ceilings | null;
  readonly state: 'idle' | 'measuring' | 'failed';
  readonly progress: Progress;
  /** Why the last measurement failed. */
  readonly problem: string;
}

/** Before the first news of a measurement. */
export const notBegun: Progress = { done: 0, label: '' };
export const noCeilings: CeilingsView = {
  ceilings: null,
  state: 'idle',
  progress: notBegun,
  problem: '',
};
