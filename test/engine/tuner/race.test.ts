/** The rules of the race, on a clock that moves only when somebody works. */
import { describe, expect, it } from 'vitest';
import { RidgepointError } from '../../../src/errors';
import type {
  Entrant,
  RaceOptions,
  Runner,
} from '../../../src/engine/tuner/lane';
import { race } from '../../../src/engine/tuner/race';

interface Plan {
  label: string;
  runMs: number;
  compileMs?: number;
  history?: boolean;
  batchMs?: number;
  /** Milliseconds that the nth timing is off by. */
  noise?: (call: number) => number;
  failsAt?: 'start' | 'run';
  code?: 'compile' | 'device-lost';
}

/** A device that does one thing at a time, and what it was asked to do. */
function device() {
  let now = 0;
  const alive = new Set<string>();
  const disposed: string[] = [];
  const runs: string[] = [];
  const timers: { at: number; wake: () => void }[] = [];
  let mostAlive = 0;
  const pass = (ms: number) => {
    now += ms;
    for (const { wake } of timers.filter(({ at }) => at <= now)) wake();
  };
  const failure = (plan: Plan) =>
    new RidgepointError(
      plan.code ?? 'compile',
      `${plan.label} is broken\nat 1`,
    );
  const entrant = (plan: Plan): Entrant => ({
    label: plan.label,
    history: plan.history ?? false,
    async start(signal) {
      pass(plan.compileMs ?? 0);
      await Promise.resolve();
      if (plan.failsAt === 'start') throw failure(plan);
      if (signal.aborted) throw new RidgepointError('cancelled', 'gave up');
      alive.add(plan.label);
      mostAlive = Math.max(mostAlive, alive.size);
      let calls = 0;
      const runner: Runner = {
        batchMs: plan.batchMs ?? 0,
        async time(times) {
          runs.push(plan.label);
          if (plan.failsAt === 'run') throw failure(plan);
          const ms = times * plan.runMs + (plan.noise?.(calls++) ?? 0);
          pass(ms);
          return ms;
        },
        dispose() {
          alive.delete(plan.label);
          disposed.push(plan.label);
        },
      };
      return runner;
    },
  });
  const options = (change: Partial<RaceOptions> = {}): RaceOptions => ({
    budgetMs: 1000,
    ahead: 0,
    maxKept: 100,
    clock: {
      now: () => now,
      sleep: (ms) => new Promise((wake) => timers.push({ at: now + ms, wake })),
    },
    ...change,
  });
  return {
    entrant,
    options,
    alive,
    disposed,
    runs,
    now: () => now,
    mostAlive: () => mostAlive,
  };
}

async function run(plans: Plan[], change: Partial<RaceOptions> = {}) {
  const used = device();
  const result = await race(plans.map(used.entrant), used.options(change));
  const lane = (label: string) =>
    result.lanes.find(({ entrant }) => entrant.label === label)!;
  return { ...used, result, lane, winner: result.winner.entrant.label };
}

const field = (...runMs: number[]): Plan[] =>
  runMs.map((ms, i) => ({ label: `k${i}`, runMs: ms }));

describe('the race', () => {
  it('is won by the fastest, wherever it starts', async () => {
    for (const order of [
      [4, 3, 2, 1],
      [1, 2, 3, 4],
      [2, 4, 1, 3],
    ]) {
      const { winner } = await run(field(...order));
      expect(winner).toBe(`k${order.indexOf(1)}`);
    }
  });

  it('halves: who stays runs more often', async () => {
    const { lane, runs } = await run(
      field(1, 1.1, 1.2, 1.3, 1.35, 1.4, 1.42, 1.44),
    );
    const rounds = [0, 3, 7].map((i) => lane(`k${i}`).rounds);
    expect(rounds).toEqual([4, 3, 2]);
    const counts = [0, 3, 7].map(
      (i) => runs.filter((label) => label === `k${i}`).length,
    );
    expect(counts[0]).toBeGreaterThan(counts[1]);
    expect(counts[1]).toBeGreaterThan(counts[2]);
  });

  it('takes turns, there and back', async () => {
    const { runs } = await run(field(10, 11));
    // Each first run is followed by a look at the warm device.
    expect(runs.slice(4, 8)).toEqual(['k0', 'k1', 'k1', 'k0']);
  });

  it('prunes after one run what takes over three times the best', async () => {
    const { lane, runs } = await run(field(30, 95, 85));
    expect(runs.filter((label) => label === 'k1')).toHaveLength(1);
    expect(lane('k1')).toMatchObject({ rounds: 1, runner: null });
    expect(lane('k2').rounds).toBe(2);
  });

  it('gives the guess a tie within noise', async () => {
    const plans = field(10, 9.9);
    expect((await run(plans)).winner).toBe('k0');
    const noisy = field(10, 9.5).map((plan, i) => ({
      ...plan,
      noise: (call: number) => ((call * 7 + i) % 5) - 2,
    }));
    expect((await run(noisy)).winner).toBe('k0');
  });

  it('takes what is better by more than noise', async () => {
    expect((await run(field(10, 9))).winner).toBe('k1');
  });

  it('is not won or lost by what disturbs a run now and then', async () => {
    const disturbed = (runMs: number, label: string): Plan => ({
      ...{ label, runMs },
      noise: (call) => (call % 3 === 1 ? 2 * runMs : 0),
    });
    const { winner } = await run([
      ...field(10, 12, 13),
      disturbed(8, 'disturbed'),
    ]);
    expect(winner).toBe('disturbed');
  });

  it('keeps the guess in the race while it may be the best', async () => {
    const { lane, winner } = await run(field(10, 9.95, 9.96, 9.97));
    expect(lane('k0').rounds).toBe(3);
    expect(winner).toBe('k0');
  });

  it('times batches that the clock can tell', async () => {
    const { result, now } = await run(
      field(0.01, 0.02).map((plan) => ({ ...plan, batchMs: 5 })),
    );
    expect(result.winner.entrant.label).toBe('k0');
    expect(result.winner.samplesMs[0]).toBeCloseTo(0.01);
    // 22 batches of 5 ms and the two first looks.
    expect(now()).toBeGreaterThan(100);
    expect(now()).toBeLessThan(130);
  });
});

describe('the budget', () => {
  it('admits nobody once it is spent, and says so', async () => {
    const { lane, result } = await run(
      field(10, 10, 10, 1).map((plan) => ({ ...plan, compileMs: 300 })),
    );
    expect(lane('k3')).toMatchObject({
      note: 'no time left',
      rounds: 0,
      samplesMs: [],
    });
    expect(result.elapsedMs).toBeLessThanOrEqual(1000);
  });

  it('is held where every run is long', async () => {
    const { result, lane } = await run(field(120, 130, 110, 125, 140, 115));
    expect(result.elapsedMs).toBeLessThanOrEqual(1000);
    expect(lane('k2').rounds).toBeGreaterThanOrEqual(1);
  });

  it('always runs the guess, however long it takes', async () => {
    const { winner, result } = await run([
      { label: 'slow', runMs: 900, compileMs: 2000 },
      { label: 'other', runMs: 1 },
    ]);
    expect(winner).toBe('slow');
    expect(result.lanes[1].note).toBe('no time left');
  });

  it('tries a simple rung only where a long run has room', async () => {
    const ladder = (runMs: number): Plan[] => [
      { label: 'best', runMs },
      { label: 'naive', runMs: 2 * runMs, history: true },
    ];
    expect((await run(ladder(100))).lane('naive').note).toBe('no time left');
    expect((await run(ladder(1))).lane('naive').rounds).toBe(2);
  });

  it('waits for no compiler once the budget is spent', async () => {
    const used = device();
    const stuck: Entrant = {
      label: 'stuck',
      history: false,
      // Never ready, while the device goes on working.
      start: () => new Promise(() => {}),
    };
    const guess = used.entrant({ label: 'guess', runMs: 1 });
    const options = used.options({ ahead: 1 });
    const sleeps: number[] = [];
    const result = await race([guess, stuck], {
      ...options,
      clock: {
        ...options.clock,
        sleep: async (ms) => void sleeps.push(ms),
      },
    });
    expect(result.winner.entrant.label).toBe('guess');
    expect(result.lanes[1].note).toBe('not compiled in time');
    // All of the budget, for nobody else is there to race against.
    expect(sleeps[0]).toBeGreaterThan(900);
    expect(sleeps[0]).toBeLessThanOrEqual(1000);
  });

  it('keeps time for the rounds that decide once there are two', async () => {
    const used = device();
    const sleeps: number[] = [];
    const stuck: Entrant = {
      label: 'stuck',
      history: false,
      start: () => new Promise(() => {}),
    };
    const options = used.options();
    const clock: RaceOptions['clock'] = {
      now: options.clock.now,
      async sleep(ms) {
        sleeps.push(ms);
        // Not before those who are ready.
        await new Promise((resolve) => setTimeout(resolve));
      },
    };
    const result = await race([...field(1, 1.1).map(used.entrant), stuck], {
      ...options,
      clock,
    });
    expect(result.lanes[2].note).toBe('not compiled in time');
    expect(sleeps.at(-1)).toBeLessThanOrEqual(700);
    expect(result.lanes[1].rounds).toBe(2);
  });

  it('compiles ahead, but no further than it is told', async () => {
    const used = device();
    const started: string[] = [];
    const entrants = field(1, 1, 1, 1).map((plan) => {
      const entrant = used.entrant(plan);
      return {
        ...entrant,
        start(signal: AbortSignal) {
          started.push(plan.label);
          return entrant.start(signal);
        },
      };
    });
    const first = entrants[0];
    entrants[0] = {
      ...first,
      async start(signal) {
        const runner = await first.start(signal);
        expect(started).toEqual(['k0', 'k1', 'k2']);
        return runner;
      },
    };
    await race(entrants, used.options({ ahead: 2 }));
    expect(started).toEqual(['k0', 'k1', 'k2', 'k3']);
  });
});

describe('what goes wrong', () => {
  it.each(['start', 'run'] as const)('is a note at %s', async (failsAt) => {
    const { winner, lane, alive } = await run([
      { label: 'bad', runMs: 1, failsAt },
      { label: 'good', runMs: 2 },
    ]);
    expect(winner).toBe('good');
    expect(lane('bad')).toMatchObject({
      note: 'bad is broken',
      samplesMs: [],
    });
    expect([...alive]).toEqual(['good']);
  });

  it('is the guess’s error where nobody runs', async () => {
    const bad = field(1, 1).map((plan): Plan => ({
      ...plan,
      failsAt: 'start',
    }));
    await expect(run(bad)).rejects.toMatchObject({
      code: 'compile',
      message: expect.stringContaining('k0'),
    });
  });

  it('ends the race for all when the device is lost', async () => {
    const plans = field(1, 1, 1);
    plans[1] = { ...plans[1], failsAt: 'run', code: 'device-lost' };
    await expect(run(plans)).rejects.toMatchObject({ code: 'device-lost' });
  });

  it('is no expected failure where it is a bug', async () => {
    const used = device();
    const buggy: Entrant = {
      label: 'buggy',
      history: false,
      start: () => Promise.reject(new TypeError('undefined is not')),
    };
    const good = used.entrant({ label: 'good', runMs: 1 });
    await expect(race([good, buggy], used.options())).rejects.toThrow(
      TypeError,
    );
    expect(used.alive.size).toBe(0);
  });
});

describe('memory', () => {
  it('is given back by all but the winner', async () => {
    const { alive, disposed } = await run(field(4, 1, 3, 2, 9));
    expect([...alive]).toEqual(['k1']);
    expect(disposed.toSorted()).toEqual(['k0', 'k2', 'k3', 'k4']);
  });

  it('is held by no more than allowed and one on trial', async () => {
    const { mostAlive, winner } = await run(field(5, 4, 3, 2, 1), {
      maxKept: 2,
    });
    expect(mostAlive()).toBe(3);
    expect(winner).toBe('k4');
  });

  it('is given back by all when the race is cancelled', async () => {
    const used = device();
    const controller = new AbortController();
    const labels: string[] = [];
    const cancelled = race(
      field(10, 11, 12).map(used.entrant),
      used.options({
        signal: controller.signal,
        ahead: 1,
        onProgress(_, label) {
          labels.push(label);
          if (label.startsWith('racing')) controller.abort();
        },
      }),
    );
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(used.alive.size).toBe(0);
    expect(labels.at(-1)).toBe('racing k0 against 2 others');
  });
});
