/** The engine's worker breaks: real workers, broken by drills inside them. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEngine, type Engine } from '../../src';
import { LocalEngine } from '../../src/engine/engine';
import { conv2d } from '../../src/ops/conv2d';
import { randomInputs } from '../../src/ops/random';
import { WasmModule } from '../../src/wasm/module';

const inputs = randomInputs(
  conv2d,
  { input: [1, 4, 8, 8], filter: [4, 4, 3, 3] },
  1,
);
const call = { inputs, backend: 'wasm' } as const;
const quick = { ...call, budgetMs: 20 };
const slow = {
  shapes: { input: [1, 64, 56, 56], filter: [64, 64, 3, 3] },
  backend: 'reference' as const,
};

/** The engine's own script, and what breaks it when it is told to. */
const drilled = (url: string) => `
  import ${JSON.stringify(url)};
  const drills = {
    throw: () => setTimeout(() => { throw new TypeError('drill'); }),
    reject: () => void Promise.reject(new TypeError('drill')),
    unread: () => dispatchEvent(new MessageEvent('messageerror')),
    clock: () => { performance.now = () => { throw new TypeError('drill'); }; },
    memory: () => {
      WebAssembly.Memory = class {
        constructor() {
          throw new RangeError('WebAssembly.Memory(): could not allocate memory');
        }
      };
    },
  };
  addEventListener('message', ({ data }) => drills[data.drill]?.());
`;

const RealWorker = globalThis.Worker;
const workers: Worker[] = [];
let engine: Engine;
const tell = (drill: string) => workers.at(-1)?.postMessage({ drill }, []);

beforeEach(async () => {
  globalThis.Worker = class extends RealWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      const script = drilled(new URL(url, location.href).href);
      const type = { type: 'text/javascript' };
      super(URL.createObjectURL(new Blob([script], type)), options);
      workers.push(this);
    }
  };
  engine = await createEngine();
});
afterEach(async () => {
  vi.restoreAllMocks();
  globalThis.Worker = RealWorker;
  workers.length = 0;
  await engine.dispose();
});

const expectWhole = async (count: number) => {
  const { outputs } = await engine.run('conv2d', call);
  expect(outputs.output.data.some((value) => value !== 0)).toBe(true);
  expect(workers).toHaveLength(count);
};

describe('the worker', () => {
  it.each(['throw', 'reject'])(
    'that breaks by a %s says so to who waits, and is started anew',
    async (drill) => {
      await engine.ops();
      const waiting = engine.bench('conv2d', slow);
      tell(drill);
      await expect(waiting).rejects.toThrow(/bug in Ridgepoint.*drill/);
      await expectWhole(2);
    },
  );

  it('that cannot read a message says so to who waits', async () => {
    await engine.ops();
    const waiting = engine.bench('conv2d', slow);
    tell('unread');
    await expect(waiting).rejects.toThrow(/message could not be read/);
    await expectWhole(2);
  });

  it('whose answer cannot be read is started anew', async () => {
    await engine.ops();
    const waiting = engine.bench('conv2d', slow);
    // The call has to be under way: only then does anybody wait for it.
    await Promise.resolve();
    workers[0].dispatchEvent(new MessageEvent('messageerror'));
    await expect(waiting).rejects.toThrow(/answer of the worker.*not be read/);
    await expectWhole(2);
  });

  it('that breaks while nobody waits goes on', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    await engine.ops();
    tell('reject');
    await vi.waitFor(() => expect(said).toHaveBeenCalledOnce());
    await expectWhole(1);
  });

  it('hands a bug of a call to its caller, and goes on', async () => {
    await engine.ops();
    tell('clock');
    await expect(
      engine.bench('conv2d', { ...call, budgetMs: 1 }),
    ).rejects.toThrow(/bug in Ridgepoint, not in what you asked: .*drill/);
    expect(await engine.ops()).not.toHaveLength(0);
    expect(workers).toHaveLength(1);
  });

  it('goes on while the page is hidden, and the report says so', async () => {
    const seen = await engine.bench('conv2d', quick);
    expect(seen).not.toHaveProperty('hidden');
    const running = engine.bench('conv2d', quick);
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    document.dispatchEvent(new Event('visibilitychange'));
    hidden.mockRestore();
    expect(await running).toMatchObject({ hidden: true, check: { ok: true } });
  });

  it('without memory says so by its code', async () => {
    await engine.ops();
    tell('memory');
    await expect(engine.run('conv2d', call)).rejects.toMatchObject({
      code: 'out-of-memory',
      message: expect.stringMatching(/allocate.*smaller workload/),
    });
  });

  it('that cannot be loaded is asked for again by the next call', async () => {
    const Drilled = globalThis.Worker;
    globalThis.Worker = class extends RealWorker {
      constructor() {
        super('/no-such-worker.js', { type: 'module' });
      }
    };
    await expect(engine.ops()).rejects.toMatchObject({
      code: 'device-lost',
      message: expect.stringMatching(/could not be loaded.*reload the page/),
    });
    globalThis.Worker = Drilled;
    await expectWhole(1);
  });

  it('that may not be started is an error with the next step', async () => {
    globalThis.Worker = function () {
      throw new DOMException('not here', 'SecurityError');
    } as never;
    await expect(engine.ops()).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/not here.*worker: false/),
    });
  });

  it('gets nothing that cannot be sent', async () => {
    await expect(
      engine.run('conv2d', { ...call, options: { padding: () => 1 } }),
    ).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(/options\.padding is/),
    });
    await expectWhole(1);
  });
});

describe('WASM', () => {
  it('that traps is instantiated anew', async () => {
    const local = new LocalEngine({ threads: 1 });
    const { outputs } = await local.run('conv2d', call);
    const made = vi.spyOn(WebAssembly, 'instantiate');
    const kernel = vi.spyOn(WasmModule.prototype, 'call');
    kernel.mockImplementationOnce(() => {
      throw new WebAssembly.RuntimeError('memory access out of bounds');
    });
    await expect(local.run('conv2d', call)).rejects.toThrow(/out of bounds/);
    expect((await local.run('conv2d', call)).outputs).toEqual(outputs);
    expect(made).toHaveBeenCalledOnce();
    await local.dispose();
  });

  it('that found no memory looks again', async () => {
    const local = new LocalEngine({ threads: 1 });
    const { Memory } = WebAssembly;
    WebAssembly.Memory = function () {
      throw new RangeError('WebAssembly.Memory(): could not allocate memory');
    } as never;
    await expect(local.run('conv2d', call)).rejects.toMatchObject({
      code: 'out-of-memory',
    });
    WebAssembly.Memory = Memory;
    await local.run('conv2d', call);
    await local.dispose();
  });
});
