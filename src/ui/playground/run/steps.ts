/** What a run does, in order, and which of it is going on. */

export interface Step {
  readonly name: string;
  /** Share of the run at which the engine begins it. */
  readonly from: number;
}

export const steps: readonly Step[] = [
  { name: 'Compile', from: 0 },
  { name: 'Run with its loops on a meter', from: 0.1 },
  { name: 'Run twice on the same inputs', from: 0.2 },
  { name: 'Check against the float64 oracle', from: 0.3 },
  { name: 'Time it in turns with the original', from: 0.6 },
];

export const stepAt = (done: number): number =>
  steps.findLastIndex(({ from }) => done >= from);
