/** Our WASM engine as three peers: as it is, one wrong, one that breaks. */
import { beforeAll, expect, it } from 'vitest';
import { ours } from '../../src/peers/adapters/ours';
import { peersById } from '../../src/peers/catalog';
import type { Frame } from '../../src/peers/frame';
import { measureWorkload } from '../../src/peers/measure';
import type { PeerProblem, Runnable } from '../../src/peers/peer';
import type { Realm } from '../../src/peers/realm';
import { isTimed, type Cell } from '../../src/peers/results';
import { problemFor, selectWorkloads } from '../../src/peers/workloads';

const turns: string[] = [];

/** A realm without a frame, in which runs can be tampered with. */
function realm(id: string, tamper: (runnable: Runnable) => Runnable): Realm {
  const [peer] = peersById([id]);
  let problem: PeerProblem;
  const frame: Frame = {
    open: () => ours.open({ league: 'wasm-1', layout: 'nchw', base: '' }),
    take: (workload) => {
      problem = problemFor(workload);
    },
    prepare: async (hurry) => tamper(await ours.prepare(problem, hurry)),
    gpuTime: () => Promise.resolve(null),
  };
  return { peer, frame, opened: { openMs: 0 }, close() {} };
}

const plain = (runnable: Runnable): Runnable => ({
  ...runnable,
  run: (times) => {
    turns.push('plain');
    return runnable.run(times);
  },
});
const wrong = (runnable: Runnable): Runnable => ({
  ...runnable,
  run: (times) => {
    turns.push('wrong');
    return runnable.run(times);
  },
  async read() {
    const data = await runnable.read();
    data[7] += 1;
    data[8] = NaN;
    return data;
  },
});
const breaking = (runnable: Runnable): Runnable => {
  let runs = 0;
  return {
    ...runnable,
    run: (times) =>
      ++runs > 5
        ? Promise.reject(new Error('the device was lost'))
        : runnable.run(times),
  };
};

const realms = [
  realm('ours-wasm-1', plain),
  realm('tfjs-wasm-1', wrong),
  realm('ort-wasm-1', breaking),
];
const [workload] = selectWorkloads(['4']).available;
const told: [string, Cell][] = [];
let cells: Record<string, Cell>;

beforeAll(async () => {
  await realms[0].frame.open(realms[0].peer);
  cells = await measureWorkload(workload, realms, {
    rounds: 6,
    onCell: (id, cell) => told.push([id, cell]),
  });
  // The kernels are compiled first, which takes seconds.
}, 60_000);

it('times a right answer over all rounds', () => {
  const cell = cells['ours-wasm-1'];
  if (!isTimed(cell)) throw new Error(cell.error);
  expect(cell.check).toMatchObject({ ok: true, failures: 0 });
  expect(cell.check.maxRelative).toBeLessThan(1e-5);
  expect(cell.wall.n).toBe(6);
  expect(cell.wall.minMs).toBeGreaterThan(0);
  expect(cell.kernelMs).toBeNull();
});

it('marks an answer that is wrong in two elements of 100 352', () => {
  const cell = cells['tfjs-wasm-1'];
  if (!isTimed(cell)) throw new Error(cell.error);
  expect(cell.check).toMatchObject({
    ...{ ok: false, elements: 512 * 14 * 14 },
    ...{ maxUlp: null, maxRelative: null },
  });
  expect(cell.check.failures).toBeGreaterThanOrEqual(2);
});

it('tells of one that breaks on the way, and goes on without it', () => {
  expect(cells['ort-wasm-1']).toEqual({ error: 'the device was lost' });
  expect(told.map(([id]) => id).sort()).toEqual(Object.keys(cells).sort());
});

it('takes turns, and not always in the same order', () => {
  const rounds = turns.slice(-12).filter((_, i) => i % 2 === 0);
  expect(new Set(rounds).size).toBe(2);
});

it('stops at once when it is cancelled', async () => {
  const abort = new AbortController();
  const running = measureWorkload(workload, realms.slice(0, 1), {
    rounds: 1000,
    signal: abort.signal,
    onStep: (label) => label.startsWith('round 3') && abort.abort(),
  });
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
});
