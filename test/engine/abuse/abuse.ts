/** Every method of an engine with everything that is wrong; in any runtime. */
import { afterAll, describe, expect, it } from 'vitest';
import { errorCodes } from '../../../src/errors';
import type { Engine, PreparedNetwork } from '../../../src/engine/api';
import { rightTensors, wrongCounts, wrongTensors, wrongValues } from './values';

type Loose = (...given: readonly unknown[]) => Promise<unknown>;
type LooseEngine = Record<keyof Engine, Loose>;

/** What the engine answers a wrong call with, whatever is wrong. */
async function refused(call: () => unknown): Promise<void> {
  const outcome = await settled(call);
  expect(outcome).toMatchObject({ name: 'RidgepointError' });
  expect(errorCodes).toContain((outcome as { code: unknown }).code);
  expect((outcome as Error).message.length).toBeGreaterThan(10);
}

/** A throw of the method itself is as wrong as an error without a code. */
async function settled(call: () => unknown): Promise<unknown> {
  const promise = call();
  expect(promise).toBeInstanceOf(Promise);
  return (promise as Promise<unknown>).catch((error: unknown) => error);
}

export function abuse(
  backend: 'webgpu' | 'wasm',
  open: () => Promise<Engine>,
): void {
  const engines: Engine[] = [];
  const opened = async () => {
    const engine = await open();
    engines.push(engine);
    return engine;
  };
  afterAll(() => Promise.all(engines.map((engine) => engine.dispose())));

  const input = () => ({
    ...{ shape: [2], dtype: 'float32' as const },
    data: Float32Array.of(1, -2),
  });
  const call = () => ({ inputs: { input: input() }, backend });
  const unharmed = async (engine: Engine) => {
    const { outputs } = await engine.run('relu', call());
    expect([...(outputs.output.data as Float32Array)]).toEqual([1, 0]);
  };

  describe('wrong values', async () => {
    const engine = await opened();
    const loose = engine as unknown as LooseEngine;

    const opMethods = ['run', 'prepare', 'bench', 'sources', 'trial'] as const;
    it.each(opMethods)('%s', async (method) => {
      for (const [, value] of wrongValues) {
        await refused(() => loose[method](value, call()));
        if (value !== null || method !== 'bench')
          await refused(() => loose[method]('relu', value));
        if (value === null) continue;
        await refused(() =>
          loose[method]('relu', { ...call(), inputs: value, shapes: value }),
        );
        await refused(() =>
          loose[method]('relu', {
            ...call(),
            shapes: { input: [2] },
            options: { x: value },
          }),
        );
        await refused(() =>
          loose[method]('relu', {
            ...call(),
            shapes: { input: [2] },
            kernel: value,
          }),
        );
      }
      await refused(() => loose[method]());
      await refused(() => loose[method]('relu'));
      await unharmed(engine);
    });

    it.each([
      'options',
      'backend',
      'constants',
      'tuneMs',
      'retune',
      'signal',
      'onProgress',
    ])('run with a wrong %s', async (name) => {
      for (const [title, value] of wrongValues) {
        const isRight =
          value === null ||
          (name === 'tuneMs' && value === 5) ||
          (name === 'retune' && value === true) ||
          (name === 'onProgress' && typeof value === 'function') ||
          (/options|constants/.test(name) && isEmpty(value));
        if (isRight && name !== 'signal') continue;
        const given = { ...call(), [name]: value };
        await refused(() => loose.run('relu', given)).catch(
          (error: unknown) => {
            throw new Error(`${name}: ${title}`, { cause: error });
          },
        );
      }
      await unharmed(engine);
    });

    it.each(wrongTensors)('an input that is %s', async (_, value) => {
      await refused(() =>
        loose.run('relu', { inputs: { input: value }, backend }),
      );
      await refused(() =>
        loose.prepare('relu', { inputs: { input: value }, backend }),
      );
      await unharmed(engine);
    });

    it.each(rightTensors())(
      'an input that is %s is answered',
      async (_, value) => {
        const before = structuredClone(
          (value as ReturnType<typeof input>).data,
        );
        const { outputs } = await engine.run('relu', {
          ...{ inputs: { input: value as ReturnType<typeof input> }, backend },
        });
        expect([...(outputs.output.data as Float32Array)]).toEqual([1, 0]);
        expect((value as ReturnType<typeof input>).data).toEqual(before);
      },
    );

    it('networks, shaders and ceilings', async () => {
      for (const [title, value] of wrongValues) {
        await refused(() => loose.prepareNetwork(value));
        await refused(() => loose.compile(value));
        if (title !== 'null') await refused(() => loose.free(value));
        if (title === 'null' || isEmpty(value)) continue;
        await refused(() =>
          loose.prepareNetwork('squeezenet', { parameters: value }),
        );
        await refused(() =>
          loose.prepareNetwork('squeezenet', { switches: value }),
        );
        if (typeof value !== 'object')
          await refused(() => loose.ceilings(value));
      }
      await refused(() => loose.free());
      await unharmed(engine);
    });
  });

  describe('a prepared run', async () => {
    const engine = await opened();

    it('refuses a wrong number of runs, and goes on', async () => {
      const prepared = await engine.prepare('relu', call());
      for (const count of wrongCounts)
        await refused(() => (prepared.run as Loose)(count));
      await expect(prepared.run(1e9)).rejects.toMatchObject({
        code: 'limit',
        message: expect.stringContaining('1000000000'),
      });
      await prepared.run(3);
      const { output } = await prepared.read();
      expect([...(output.data as Float32Array)]).toEqual([1, 0]);
      await prepared.dispose();
    });

    it('is disposed of once, and says so', async () => {
      const prepared = await engine.prepare('relu', call());
      await prepared.run();
      await prepared.dispose();
      await prepared.dispose();
      for (const method of ['run', 'read', 'passTimes'] as const)
        await refused(() => prepared[method]());
      await unharmed(engine);
    });

    it('does not see what becomes of the inputs', async () => {
      const own = call();
      const prepared = await engine.prepare('relu', own);
      own.inputs.input.data.fill(7);
      await prepared.run();
      const { output } = await prepared.read();
      expect([...(output.data as Float32Array)]).toEqual([1, 0]);
      await prepared.dispose();
    });
  });

  describe('at once', async () => {
    const engine = await opened();

    it('answers concurrent calls, right and wrong, each as it is', async () => {
      const calls = Array.from({ length: 24 }, (_, i) =>
        i % 3 === 2
          ? refused(() => engine.run('relu', { inputs: {} }))
          : i % 3 === 1
            ? unharmed(engine)
            : engine
                .prepare('relu', call())
                .then((prepared) =>
                  prepared.run(2).then(() => prepared.dispose()),
                ),
      );
      await Promise.all(calls);
      await unharmed(engine);
    });

    it('stops before, during and after', async () => {
      const early = AbortSignal.abort();
      await expect(
        engine.run('relu', { ...call(), signal: early }),
      ).rejects.toMatchObject({ code: 'cancelled' });
      const during = new AbortController();
      const running = engine.run('relu', { ...call(), signal: during.signal });
      during.abort();
      await expect(running).rejects.toMatchObject({ code: 'cancelled' });
      const after = new AbortController();
      await engine.run('relu', { ...call(), signal: after.signal });
      after.abort();
      await unharmed(engine);
    });
  });

  describe('a prepared network', async () => {
    const engine = await opened();

    it('refuses what is wrong, and goes on', async () => {
      const network = await engine.prepareNetwork('block:dense', {
        ...{
          backend,
          parameters: { kernel: 1, inChannels: 2, outChannels: 2, side: 2 },
        },
      });
      const methods = network as unknown as Record<
        keyof PreparedNetwork,
        Loose
      >;
      for (const [title, value] of wrongValues) {
        await refused(() =>
          methods.values(title === 'an empty list' ? [value] : value),
        );
        await refused(() => methods.values([value]));
        await refused(() => methods.run({ input: value }));
        if (isEmpty(value) || value === null) continue;
        await refused(() => methods.run(value));
      }
      for (const runs of wrongCounts) {
        if (runs === null) continue;
        for (const method of ['time', 'timeLayers'] as const)
          await refused(() => methods[method]({ runs }));
        await refused(() => methods.timeStages({}, { runs }));
      }
      await refused(() => methods.time({ runs: 1e9 }));
      const outputs = await network.run();
      expect(Object.keys(outputs)).not.toHaveLength(0);
      await network.dispose();
      await network.dispose();
      for (const method of ['run', 'time', 'timeLayers'] as const)
        await refused(() => methods[method]());
      await unharmed(engine);
    });
  });

  describe('an output that nothing can hold', async () => {
    const engine = await opened();

    it.each([backend, 'reference'] as const)('%s', async (where) => {
      const pixel = { ...input(), shape: [1, 1, 1, 2] };
      const column = { ...input(), shape: [65536, 1] };
      column.data = new Float32Array(65536);
      const calls = {
        resample2d: {
          ...{ inputs: { input: pixel }, options: { sizes: [1e6, 1e6] } },
        },
        add: { inputs: { a: column, b: { ...column, shape: [1, 65536] } } },
      };
      for (const [op, wanted] of Object.entries(calls)) {
        const outcome = await settled(() =>
          engine.run(op, { ...wanted, backend: where }),
        );
        expect(outcome).toMatchObject({
          code: expect.stringMatching(/^(limit|out-of-memory)$/),
          message: expect.stringContaining('MiB'),
        });
      }
      await unharmed(engine);
    });
  });

  describe('an engine that was disposed of', () => {
    it('says so, as often as it is asked', async () => {
      const engine = await opened();
      const prepared = await engine.prepare('relu', call());
      const pending = settled(() => engine.run('relu', call()));
      await engine.dispose();
      await engine.dispose();
      const late = await pending;
      if (late instanceof Error)
        expect(late).toMatchObject({ name: 'RidgepointError' });
      const loose = engine as unknown as LooseEngine;
      await refused(() => loose.run('relu', call()));
      await refused(() => loose.prepare('relu', call()));
      await refused(() => loose.bench('relu', call()));
      await refused(() => loose.prepareNetwork('squeezenet'));
      await refused(() => loose.compile('fn main() {}'));
      await refused(() => loose.ceilings());
      await refused(() => prepared.run());
      await refused(() => prepared.read());
      await prepared.dispose();
    });
  });
}

/** Taken for an object without anything. */
const isEmpty = (value: unknown): boolean =>
  value ===
  wrongValues.find(([name]) => name.startsWith('an object without'))![1];
