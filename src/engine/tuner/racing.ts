/** The race of a request: executables as entrants, lanes as contenders. */
import type { Options } from '../../ops/op';
import { elementCount } from '../../ops/tensor';
import type { Contender } from '../api';
import type { Executable } from '../backends/backend';
import type { Entry } from './contenders';
import { lowMs, type Entrant, type Lane, type Runner } from './lane';
import type { Race } from './memory';
import { contenderName } from './name';
import { race } from './race';
import type { Choice, TuneRequest } from './tuner';

/** All contenders' tensors together: a small GPU has not much more. */
const mostBytes = 512 * 2 ** 20;
/** A batch spans so many steps of its clock. */
const stepsPerBatch = 20;
/** A batch on the device's clock, and one with submit and wait in it. */
const leastBatchMs = { 'timestamp-query': 0.5, 'performance.now': 2 } as const;

interface TimedExecutable extends Runner {
  readonly executable: Executable;
}

/** Throws `cancelled`, and the guess's error where nobody can run. */
export async function raceEntries<O extends Options>(
  request: TuneRequest<O>,
  entries: readonly Entry<O>[],
  guess: Entry<O>,
): Promise<{ choice: Choice; found: Race }> {
  const { op, shapes, options, backend, device, tuneMs, signal } = request;
  const { onProgress } = request;
  const tensors = { ...shapes, ...op.shapes(shapes, options) };
  const bytes = Object.values(tensors).reduce(
    (sum, shape) => sum + 4 * elementCount(shape),
    0,
  );
  const result = await race(
    entries.map((entry) => entrantOf(entry, request)),
    {
      budgetMs: tuneMs,
      // WebAssembly has nothing to wait for; on a software GPU the compiler
      // would take the cores of the one that is timed.
      ahead: backend === 'wasm' || device.software ? 0 : 3,
      maxKept: Math.max(2, Math.floor(mostBytes / bytes)),
      clock: {
        now: () => performance.now(),
        sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      },
      signal,
      onProgress: (done, label) =>
        onProgress?.({ done: Math.min(1, done), label }),
    },
  );
  const { winner, runner, lanes, elapsedMs } = result;
  // What a lost device seemed to win is not to be remembered.
  await runner.executable.alive?.().catch((error: unknown) => {
    runner.dispose();
    throw error;
  });
  const contenders = entries.map((entry, i) => contenderOf(entry, lanes[i]));
  const first = contenders[lanes.indexOf(winner)];
  const found: Race = {
    elapsedMs,
    budgetMs: tuneMs,
    contenders: [
      first,
      ...contenders.filter((one) => one !== first).sort(byStanding),
    ],
    guess: nameOf(guess),
    adapter: backend === 'webgpu' ? device.adapter : 'this processor',
    shapes: Object.fromEntries(
      Object.entries(shapes).map(([role, shape]) => [role, [...shape]]),
    ),
    racedAt: new Date().toISOString(),
  };
  const choice = {
    executable: runner.executable,
    tuning: { ...found, source: 'raced' as const },
    prepareMs: winner.startMs ?? 0,
  };
  return { choice, found };
}

const entrantOf = <O extends Options>(
  { kernel, constants, history }: Entry<O>,
  { prepare }: TuneRequest<O>,
): Entrant<TimedExecutable> => ({
  label: contenderName(kernel.id, constants),
  history,
  async start(signal) {
    const executable = await prepare(kernel, constants, signal);
    const { clock } = executable;
    return {
      executable,
      batchMs: Math.max(
        leastBatchMs[clock.source],
        stepsPerBatch * clock.resolutionMs,
      ),
      async time(runs) {
        const start = performance.now();
        const ms = await executable.timeMs(runs);
        if (ms !== null) return ms;
        await executable.run(runs);
        return performance.now() - start;
      },
      dispose: () => executable.dispose(),
    };
  },
});

const nameOf = <O extends Options>({ kernel, constants }: Entry<O>) => ({
  kernel: kernel.id,
  constants: { ...constants },
});

const contenderOf = <O extends Options>(
  entry: Entry<O>,
  lane: Lane,
): Contender => ({
  ...nameOf(entry),
  ms: lane.samplesMs.length > 0 ? lowMs(lane) : null,
  rounds: lane.rounds,
  ...(lane.note !== undefined && { note: lane.note }),
});

/** Who stayed longer stands higher; then the faster; then who never ran. */
const byStanding = (a: Contender, b: Contender): number =>
  b.rounds - a.rounds || (a.ms ?? Infinity) - (b.ms ?? Infinity) || 0;
