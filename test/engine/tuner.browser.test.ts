/** The tuner on a real device: it races, remembers, and can be stopped. */
import { afterEach, describe, expect, it } from 'vitest';
import type { BenchReport, Tuning } from '../../src/engine/api';
import { LocalEngine } from '../../src/engine/engine';
import { conv2d } from '../../src/ops/conv2d';
import { randomInputs } from '../../src/ops/random';

const engines: LocalEngine[] = [];
const open = () => {
  const engine = new LocalEngine();
  engines.push(engine);
  return engine;
};
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.dispose()));
});

const shapes = { input: [1, 16, 20, 20], filter: [16, 16, 3, 3] };
const options = { padding: [1, 1, 1, 1] };
const inputs = randomInputs(conv2d, shapes, 1);
/** Another problem for each test, so that none remembers for the next. */
let channels = 16;
const fresh = () => {
  channels++;
  return { input: [1, channels, 20, 20], filter: [16, channels, 3, 3] };
};

const ran = ({ contenders }: Tuning) =>
  contenders.filter(({ ms }) => ms !== null);

describe('the tuner', () => {
  // A busy machine may stall one dispatch, but not three times.
  it('races in budget, and its winner is right', { retry: 2 }, async () => {
    const engine = open();
    const call = {
      ...{ shapes: fresh(), options },
      backend: 'webgpu' as const,
      budgetMs: 30,
    };
    // The guess is compiled however long that takes: not in this figure.
    await engine.bench('conv2d', { ...call, check: false, tuneMs: 0 });
    const report = await engine.bench('conv2d', { ...call, retune: true });
    const tuning = report.tuning!;
    expect(report.check).toMatchObject({ ok: true, failures: 0 });
    expect(tuning).toMatchObject({ source: 'raced', budgetMs: 1000 });
    // One run is never cut short, so a race may end a little late.
    expect(tuning.elapsedMs).toBeLessThan(1300);
    const [winner] = tuning.contenders;
    expect(winner).toMatchObject({
      kernel: report.kernel,
      constants: report.constants,
    });
    expect(ran(tuning).length).toBeGreaterThan(0);
    for (const { ms, rounds, note } of tuning.contenders)
      expect([ms === null, rounds === 0]).toEqual([
        note !== undefined,
        note !== undefined,
      ]);
    const fastest = Math.min(...ran(tuning).map(({ ms }) => ms!));
    expect(winner.rounds).toBe(
      Math.max(...tuning.contenders.map(({ rounds }) => rounds)),
    );
    expect(winner.ms!).toBeLessThan(2 * fastest);
    const kernels = new Set(tuning.contenders.map(({ kernel }) => kernel));
    const device = await engine.device();
    const able = conv2d.kernels.filter(
      (kernel) =>
        kernel.backend === 'webgpu' &&
        kernel.supports(
          report.shapes,
          conv2d.options(report.options),
          device,
        ) === true,
    );
    expect([...kernels].sort()).toEqual(able.map(({ id }) => id).sort());
  });

  it('lets everyone run where there is time', async () => {
    const engine = open();
    // On WASM, for nothing compiles there: an emulated GPU takes a minute.
    const backend = 'wasm' as const;
    const asked = { shapes: fresh(), options, check: false, budgetMs: 5 };
    const call = { ...asked, backend };
    const short = await engine.bench('conv2d', { ...call, tuneMs: 1 });
    expect(ran(short.tuning!).length).toBeLessThan(
      short.tuning!.contenders.length,
    );
    // More time than the race that is remembered, which was not complete.
    const long = await engine.bench('conv2d', { ...call, tuneMs: 15_000 });
    const { source, contenders, elapsedMs, guess } = long.tuning!;
    expect(source).toBe('raced');
    expect(ran(long.tuning!)).toEqual(contenders);
    expect(elapsedMs).toBeLessThan(15_000);
    expect(guess).toEqual(short.tuning!.guess);
    const again = await engine.bench('conv2d', call);
    expect(again.tuning).toMatchObject({ source: 'remembered', elapsedMs });
  });

  it('remembers, across engines, until it is told to race again', async () => {
    const call = { shapes: fresh(), options, check: false, budgetMs: 5 };
    const first = await open().bench('conv2d', { ...call, retune: true });
    const second = await open().bench('conv2d', call);
    expect(second.tuning).toEqual({ ...first.tuning, source: 'remembered' });
    expect([second.kernel, second.constants]).toEqual([
      first.kernel,
      first.constants,
    ]);
    const third = await open().bench('conv2d', { ...call, retune: true });
    expect(third.tuning!.source).toBe('raced');
    expect(third.tuning!.racedAt).not.toBe(first.tuning!.racedAt);
  });

  it('remembers for the class of a shape', async () => {
    const engine = open();
    const channel = fresh().input[1];
    const call = (side: number) => ({
      shapes: {
        input: [1, channel, side, side],
        filter: [16, channel, 3, 3],
      },
      ...{ options, check: false, budgetMs: 5 },
    });
    await engine.bench('conv2d', { ...call(32), retune: true });
    const near = await engine.bench('conv2d', call(33));
    expect(near.tuning).toMatchObject({
      source: 'remembered',
      shapes: { input: [1, channel, 32, 32] },
    });
    const far = await engine.bench('conv2d', call(48));
    expect(far.tuning!.source).toBe('raced');
  });

  it('guesses for run(), and for any call that gives it no time', async () => {
    const engine = open();
    const call = { shapes: fresh(), options, check: false, budgetMs: 5 };
    const guessed = await engine.bench('conv2d', { ...call, tuneMs: 0 });
    expect(guessed.tuning).toBeNull();
    const raced = await engine.bench('conv2d', { ...call, retune: true });
    expect(raced.tuning!.guess).toEqual({
      kernel: guessed.kernel,
      constants: guessed.constants,
    });
    const { kernel } = await engine.run('conv2d', {
      inputs: randomInputs(conv2d, call.shapes, 1),
      options,
    });
    expect(kernel).toBe(raced.kernel);
  });

  it('races the constants of a named kernel only', async () => {
    const engine = open();
    const report = await engine.bench('conv2d', {
      ...{ shapes: fresh(), options, check: false, budgetMs: 5 },
      kernel: 'blocks',
      retune: true,
    });
    const { contenders } = report.tuning!;
    expect(contenders.map(({ kernel }) => kernel)).toEqual([
      'blocks',
      'blocks',
    ]);
    expect(contenders[0].constants).toEqual(report.constants);
    const naive = await engine.bench('conv2d', {
      ...{ shapes: fresh(), options, check: false, budgetMs: 5 },
      kernel: 'naive',
    });
    expect(naive.tuning).toBeNull();
  });

  it('runs given constants, and refuses others in words', async () => {
    const engine = open();
    const run = (kernel: string | undefined, constants: object) =>
      engine.prepare('conv2d', {
        ...{ inputs, options, kernel },
        constants: constants as Record<string, number>,
      });
    const prepared = await run('blocks', { CHANNELS: 4 });
    expect(prepared).toMatchObject({
      constants: { CHANNELS: 4 },
      tuning: null,
    });
    await prepared.dispose();
    for (const [kernel, constants, message] of [
      ['blocks', { TILE: 4 }, /"blocks" has no constant "TILE"; use CHANNELS/],
      ['blocks', { CHANNELS: 0 }, /CHANNELS is 0: .* here 4 or 8; pass one/],
      ['blocks', { CHANNELS: 5 }, /CHANNELS 5 .*; use one of CHANNELS 8;/],
      ['naive', { CHANNELS: 4 }, /it has none on this problem: leave/],
      [undefined, { CHANNELS: 4 }, /without a kernel: .* name it/],
    ] as const)
      await expect(run(kernel, constants)).rejects.toMatchObject({
        code: 'invalid',
        message: expect.stringMatching(message),
      });
  });

  it('races the WASM kernels too', async () => {
    const report = await open().bench('conv2d', {
      ...{ shapes: fresh(), options, budgetMs: 10 },
      backend: 'wasm',
      retune: true,
    });
    expect(report.check?.ok).toBe(true);
    expect(report.tuning!.contenders.map(({ kernel }) => kernel)).toContain(
      'scalar',
    );
    expect(report.kernel).not.toBe('scalar');
  });

  it('prepares a tiny shape within its budget', { retry: 2 }, async () => {
    const engine = open();
    const tiny = { input: [1, 3, 5, 5], filter: [3, 3, 3, 3] };
    const call = { inputs: randomInputs(conv2d, tiny, 1) };
    const guess = await engine.prepare('conv2d', { ...call, tuneMs: 0 });
    await guess.dispose();
    const start = performance.now();
    const prepared = await engine.prepare('conv2d', {
      ...call,
      tuneMs: 300,
      retune: true,
    });
    expect(performance.now() - start).toBeLessThan(600);
    expect(prepared.tuning).toMatchObject({ source: 'raced', budgetMs: 300 });
    await prepared.run();
    await prepared.dispose();
  });

  it('tells who races whom, and stops within 500 ms', async () => {
    const engine = open();
    await engine.device();
    const controller = new AbortController();
    const labels: string[] = [];
    let stoppedAt = 0;
    const race = engine.bench('conv2d', {
      shapes: { input: [1, 64, 56, 56], filter: [64, 64, 3, 3] },
      options,
      retune: true,
      signal: controller.signal,
      onProgress: ({ done, label }) => {
        expect(done).toBeGreaterThanOrEqual(0);
        expect(done).toBeLessThanOrEqual(0.3);
        labels.push(label);
        if (labels.length !== 1) return;
        stoppedAt = performance.now();
        controller.abort();
      },
    });
    await expect(race).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - stoppedAt).toBeLessThan(500);
    expect(labels[0]).toMatch(/^trying \w/);
    const again: BenchReport = await engine.bench('conv2d', {
      ...{ shapes, options, check: false, budgetMs: 5, tuneMs: 0 },
    });
    expect(again.kernelMs ?? again.throughputMs).toBeTruthy();
  });
});
