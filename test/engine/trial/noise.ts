/** Two kernels on a machine that does other things too, all from one seed. */
import type { Executable } from '../../../src/engine/backends/backend';
import { random } from '../../../src/ops/random';

export interface Machine {
  /** A factor that each look at the clock is multiplied by. */
  next(): number;
}

const normal = (next: () => number) =>
  Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

/** Jitter, a load that drifts, and bursts that last for some samples. */
export function busyMachine(seed: number): Machine {
  const next = random(seed);
  let drift = 0;
  let burst = 0;
  return {
    next() {
      drift = 0.95 * drift + 0.1 * normal(next);
      if (next() < 0.05) burst = Math.ceil(6 * next());
      const load = burst-- > 0 ? 1 + 3 * next() : 1;
      return Math.exp(drift + 0.05 * normal(next)) * load;
    },
  };
}

export const quietMachine = (seed: number): Machine => {
  const next = random(seed);
  return { next: () => Math.exp(0.01 * normal(next)) };
};

/** A launch and the runs, both as slow as the machine is at the moment. */
export const kernelOn = (
  machine: Machine,
  runMs: number,
  launchMs = 0.2,
): Executable =>
  ({
    clock: { source: 'performance.now', resolutionMs: 0.005 },
    timeMs: async (runs: number) => machine.next() * (launchMs + runs * runMs),
  }) as Executable;
