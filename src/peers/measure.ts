/**
 * One workload, all peers: each is prepared, checked and warmed up; then they
 * take turns, one sample each a round, so that what else the machine does
 * falls on all of them.
 */
import { throwIfCancelled } from '../errors';
import { abortable } from '../engine/backends/abortable';
import { runOracle } from '../engine/backends/reference';
import { checkOutputs } from '../engine/check';
import { cpuClock } from '../engine/clock';
import { stats } from '../engine/stats';
import { opById } from '../ops';
import { random } from '../ops/random';
import { shapesOf, type Tensor, type Tensors } from '../ops/tensor';
import type { PeerProblem, Runnable } from './peer';
import { words, type Realm } from './realm';
import type { Cell, Check, Timed } from './results';
import { compareNetwork, networkOracle } from './network-check';
import { problemFor, type PeerWorkload } from './workloads';

export interface MeasureOptions {
  readonly rounds: number;
  readonly signal?: AbortSignal;
  /** What is being done, in words. */
  readonly onStep?: (label: string) => void;
  /** A peer's cell is final. */
  readonly onCell?: (id: string, cell: Cell) => void;
}

/** A sample shorter than this many clock steps says nothing. */
const stepsPerSample = 50;
/** Rounds for a peer end when about this much time has gone into them. */
const budgetMs = 3000;
const leastRounds = 5;
/** Where one run takes seconds, three must do. */
const slowRunMs = 1500;
const slowRounds = 3;
/** Lets the threads of the one before fall asleep. */
const gapMs = 20;
/** Longer than this, one wait in many runs would change nothing. */
const throughputBelowMs = 20;
const throughputMs = 50;

interface Entrant {
  readonly realm: Realm;
  readonly runnable: Runnable;
  readonly prepareMs: number;
  readonly firstRunMs: number;
  readonly check: Check;
  readonly runMs: number;
  readonly rounds: number;
  readonly batch: number;
  readonly samples: number[];
}

export async function measureWorkload(
  workload: PeerWorkload,
  realms: readonly Realm[],
  options: MeasureOptions,
): Promise<Record<string, Cell>> {
  const { rounds, signal, onStep, onCell } = options;
  const cells: Record<string, Cell> = {};
  const settle = (realm: Realm, cell: Cell) => {
    cells[realm.peer.id] = cell;
    onCell?.(realm.peer.id, cell);
  };
  onStep?.('the oracle');
  const problem = problemFor(workload);
  const expected = await oracle(problem, signal);

  const entrants: Entrant[] = [];
  try {
    for (const realm of realms) {
      throwIfCancelled(signal);
      onStep?.(`preparing ${realm.peer.title}`);
      try {
        const entering = enter(realm, workload, problem, expected, rounds);
        entrants.push(await abortable(entering, signal));
      } catch (error) {
        throwIfCancelled(signal);
        settle(realm, { error: words(error) });
      }
    }
    const failed = new Set<Entrant>();
    const attempt = async (entrant: Entrant, work: () => Promise<void>) => {
      throwIfCancelled(signal);
      if (failed.has(entrant)) return;
      await pause(gapMs);
      try {
        await abortable(work(), signal);
      } catch (error) {
        throwIfCancelled(signal);
        failed.add(entrant);
        settle(entrant.realm, { error: words(error) });
      }
    };
    const most = Math.max(0, ...entrants.map((entrant) => entrant.rounds));
    for (let round = 0; round < most; round++) {
      onStep?.(`round ${round + 1} of ${most}`);
      for (const entrant of shuffled(entrants, round))
        if (round < entrant.rounds)
          await attempt(entrant, () => sample(entrant));
    }
    for (const entrant of entrants)
      await attempt(entrant, async () => {
        onStep?.(`GPU time of ${entrant.realm.peer.title}`);
        settle(entrant.realm, await timed(entrant));
      });
  } finally {
    // Who is cancelled may be in the middle of a run; its realm goes anyway.
    for (const { runnable } of signal?.aborted ? [] : entrants)
      await Promise.resolve(runnable.dispose()).catch(() => {});
  }
  return cells;
}

/** Prepares, runs, checks and warms up. */
async function enter(
  realm: Realm,
  workload: PeerWorkload,
  problem: PeerProblem,
  expected: Tensors,
  rounds: number,
): Promise<Entrant> {
  realm.frame.take(workload);
  const start = performance.now();
  const runnable = await realm.frame.prepare(false);
  const prepared = performance.now();
  await runnable.run();
  const ran = performance.now();
  const check = compare(problem, await runnable.read(), expected);
  let runMs = ran - prepared;
  // Two runs have warmed it up; a quick one deserves two more.
  for (let i = 0; i < (runMs > 100 ? 1 : 3); i++) runMs = await once(runnable);
  const wantedMs = stepsPerSample * cpuClock().resolutionMs;
  const fitting = Math.max(leastRounds, Math.ceil(budgetMs / runMs));
  return {
    ...{ realm, runnable, check, runMs, samples: [] },
    prepareMs: prepared - start,
    firstRunMs: ran - prepared,
    batch: Math.max(1, Math.ceil(wantedMs / Math.max(runMs, 1e-3))),
    rounds: runMs > slowRunMs ? slowRounds : Math.min(rounds, fitting),
  };
}

async function once(runnable: Runnable): Promise<number> {
  const start = performance.now();
  await runnable.run();
  return performance.now() - start;
}

async function sample({ runnable, batch, samples }: Entrant): Promise<void> {
  const start = performance.now();
  for (let i = 0; i < batch; i++) await runnable.run();
  samples.push((performance.now() - start) / batch);
}

/** In runs of their own, so that no stamp slows a sample down. */
async function timed(entrant: Entrant): Promise<Timed> {
  const { realm, runnable, samples, runMs } = entrant;
  const times: number[] = [];
  if (realm.peer.league === 'webgpu')
    for (let i = 0; i < (runMs > 300 ? 1 : 3); i++) {
      const ms = await realm.frame.gpuTime(() => runnable.run());
      if (ms !== null) times.push(ms);
    }
  const { prepareMs, firstRunMs, check, batch } = entrant;
  return {
    ...{ prepareMs, firstRunMs, check, batch },
    wall: stats(samples),
    throughputMs: await throughput(entrant),
    kernelMs: times.length > 0 ? stats(times).medianMs : null,
    ...(runnable.kernel && { kernel: runnable.kernel }),
  };
}

async function throughput({
  realm,
  runnable,
  runMs,
}: Entrant): Promise<number | null> {
  if (realm.peer.league !== 'webgpu' || runMs > throughputBelowMs) return null;
  const runs = Math.ceil(throughputMs / runMs);
  const samples: number[] = [];
  for (let i = 0; i < 3; i++) {
    const start = performance.now();
    await runnable.run(runs);
    samples.push((performance.now() - start) / runs);
  }
  return stats(samples).medianMs;
}

/** The float64 oracle's answer to a problem. */
export function oracle(
  { op, inputs, options, network }: PeerProblem,
  signal?: AbortSignal,
): Promise<Tensors> {
  if (network) return networkOracle(network.id, inputs, signal);
  return runOracle({ op: opById(op), kernel: '', inputs, options, signal });
}

/** Every element against the oracle, by the op's own tolerance. */
export function compare(
  { op: id, inputs, options, network }: PeerProblem,
  data: Float32Array,
  expected: Tensors,
): Check {
  if (network) return compareNetwork(network, data, expected);
  const op = opById(id);
  const [name] = op.outputs;
  const { data: wanted, shape } = expected[name];
  if (data.length !== wanted.length)
    throw new Error(`gave ${data.length} numbers and not ${wanted.length}.`);
  const got: Tensor = { shape: [...shape], dtype: 'float32', data };
  const tolerance = op.tolerance(shapesOf(inputs), options);
  const { ok, maxUlp, allowedUlp, failures, elements } = checkOutputs(
    ...([op, inputs, options, tolerance] as const),
    // Peers give the first output only; of another, its length tells.
    { ...expected, [name]: got },
    expected,
  );
  return {
    ...{ ok, allowedUlp, failures, elements },
    maxUlp: finite(maxUlp),
    maxRelative: finite(relativeError(data, wanted)),
  };
}

function relativeError(got: Float32Array, wanted: Tensor['data']): number {
  let largest = 0;
  let furthest = 0;
  for (let i = 0; i < got.length; i++) {
    const value = Number(wanted[i]);
    const distance = Math.abs(got[i] - value);
    if (Number.isNaN(distance)) return NaN;
    furthest = Math.max(furthest, distance);
    largest = Math.max(largest, Math.abs(value));
  }
  return largest > 0 ? furthest / largest : furthest;
}

const finite = (value: number) => (Number.isFinite(value) ? value : null);

/** Nobody always follows the same one, whose threads may still be awake. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const next = random(seed);
  return items
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

const pause = (ms: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, ms));
