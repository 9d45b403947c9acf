/** WASM kernels on several threads, in an isolated page. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { prepareWasm, WasmRuntime } from '../../src/engine/backends/wasm';
import { createEngine } from '../../src/index';
import { ops } from '../../src/ops';
import { conv2d } from '../../src/ops/conv2d';
import type { Op, Problem } from '../../src/ops/op';
import { randomInputs } from '../../src/ops/random';
import { casesOf } from '../../src/fuzz/problems/cases';

// Several threads on few, busy cores.
vi.setConfig({ testTimeout: 60_000 });

const runtimes: WasmRuntime[] = [];
const open = (threads?: number) => {
  const runtime = new WasmRuntime(threads);
  runtimes.push(runtime);
  return runtime;
};
afterEach(() => {
  vi.unstubAllGlobals();
  for (const runtime of runtimes.splice(0)) runtime.dispose();
});

const op = conv2d as Op;
/** Well above what is worth sharing. */
const layer: Problem = {
  shapes: { input: [1, 32, 28, 28], filter: [32, 32, 3, 3], bias: [32] },
  options: conv2d.options({ padding: [1, 1, 1, 1] }),
};
const prepare = (runtime: WasmRuntime, kernel: string, problem = layer) =>
  prepareWasm(
    {
      op,
      kernel,
      inputs: randomInputs(op, problem.shapes, 5),
      options: problem.options,
    },
    runtime,
  );

async function answer(runtime: WasmRuntime, kernel: string, problem = layer) {
  const executable = await prepare(runtime, kernel, problem);
  // The first run is shared only from its second part on.
  await executable.run(3);
  const { output } = await executable.read();
  const { threads } = executable;
  executable.dispose();
  return { data: output.data as Float32Array, threads };
}

const kernels = op.kernels.filter(({ backend }) => backend === 'wasm');
const kernelOf = (id: string) => kernels.find((kernel) => kernel.id === id)!;
const traits = { features: [], limits: {}, software: false, threads: 3 };

describe('three threads', () => {
  it('start, and answer as one thread does, bit for bit', async () => {
    const [one, three] = [open(1), open(3)];
    for (const { id } of kernels) {
      if (kernelOf(id).supports(layer.shapes, layer.options, traits) !== true)
        continue;
      const alone = await answer(one, id);
      const shared = await answer(three, id);
      expect([alone.threads, shared.threads]).toEqual([1, 3]);
      expect(shared.data).toEqual(alone.data);
    }
  });

  it('solve what one thread solves, however the parts fall', async () => {
    const [one, three] = [open(1), open(3)];
    // However short the work is, it is worth sharing.
    const module = await three.module();
    for (const each of ops) {
      const { awkward, seams = [] } = casesOf[each.id];
      for (const kernel of each.kernels) {
        if (kernel.backend !== 'wasm') continue;
        for (const { problem, name } of [...awkward, ...seams]) {
          const { shapes, options } = problem;
          if (kernel.supports(shapes, options, traits) !== true) continue;
          const job = {
            op: each,
            kernel: kernel.id,
            inputs: randomInputs(each, shapes, 3),
            options,
          };
          const alone = await prepareWasm(job, one);
          const shared = await prepareWasm(job, three, { shareFromMs: 0 });
          await alone.run(1);
          await shared.run(2);
          expect(await shared.read(), `${kernel.id} ${name}`).toEqual(
            await alone.read(),
          );
          alone.dispose();
          shared.dispose();
        }
      }
    }
    expect(module.threads).toBe(3);
  });

  it('serve two executables in turn', async () => {
    const runtime = open(3);
    const other: Problem = {
      shapes: { input: [1, 48, 40, 40], filter: [16, 48, 1, 1] },
      options: conv2d.options({}),
    };
    const expected = [
      await answer(open(1), 'packed-simd'),
      await answer(open(1), 'in-place-simd', other),
    ];
    const a = await prepare(runtime, 'packed-simd');
    const b = await prepare(runtime, 'in-place-simd', other);
    for (let turn = 0; turn < 20; turn++) {
      await a.run(1);
      await b.run(1);
    }
    expect((await a.read()).output.data).toEqual(expected[0].data);
    expect((await b.read()).output.data).toEqual(expected[1].data);
    a.dispose();
    b.dispose();
  });

  it('end with their engine; what was prepared goes on alone', async () => {
    const runtime = open(3);
    const executable = await prepare(runtime, 'packed-simd');
    await executable.run(2);
    expect(executable.threads).toBe(3);
    const module = await runtime.module();
    runtime.dispose();
    await vi.waitFor(() => expect(module.threads).toBe(1));
    await executable.run(2);
    expect(executable.threads).toBe(1);
    executable.dispose();
  });
});

describe('a part that traps', () => {
  it('is an error, not a hang, and leaves one thread', async () => {
    const runtime = open(2);
    const executable = await prepare(runtime, 'packed-simd');
    await executable.run(2);
    const module = await runtime.module();
    // Of 64 empty planes for the caller; the others divide by 0 channels.
    const caller = module.alloc(256);
    const others = module.alloc(256);
    module.view(caller, 64).fill(0);
    module.view(others, 64).fill(0);
    module.call('setInt', [caller, 1, 1]);
    module.call('setInt', [caller, 5, 64]);
    const job = {
      fn: 'convScalar',
      args: Array<number>(6).fill(caller),
      steps: Array<number>(6).fill(others - caller),
      first: 0,
      units: 2 ** 24,
    };
    // On a busy machine the caller may have done it all before they wake.
    await vi.waitFor(
      () =>
        expect(() => module.share(job)).toThrow(
          expect.objectContaining({ code: 'device-lost' }),
        ),
      { timeout: 10_000 },
    );
    expect(module.threads).toBe(1);
    module.free(caller);
    module.free(others);
    await executable.run(2);
    const { output } = await executable.read();
    executable.dispose();
    expect(output.data).toEqual((await answer(open(1), 'packed-simd')).data);
  });
});

describe('one thread is left', () => {
  it('where workers cannot be made', async () => {
    vi.stubGlobal('Worker', function refuse() {
      throw new DOMException('no workers here', 'SecurityError');
    });
    const { data, threads } = await answer(open(3), 'packed-simd');
    expect(threads).toBe(1);
    vi.unstubAllGlobals();
    expect(data).toEqual((await answer(open(1), 'packed-simd')).data);
  });

  it('where workers never say that they are ready', async () => {
    vi.stubGlobal(
      'Worker',
      class extends EventTarget {
        postMessage() {}
        terminate() {}
      },
    );
    const start = performance.now();
    expect((await answer(open(3), 'packed-simd')).threads).toBe(1);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it.each(['crossOriginIsolated', 'SharedArrayBuffer'])(
    'without %s',
    async (name) => {
      vi.stubGlobal(name, undefined);
      const runtime = open(3);
      expect(runtime.threads).toBe(1);
      expect((await answer(runtime, 'packed-simd')).threads).toBe(1);
    },
  );
});

it('refuses a number of threads that is none', () => {
  expect(() => open(0)).toThrow(/threads 0: needs a whole number/);
  expect(() => open(1.5)).toThrow(/threads 1.5/);
});

it.each([true, false])(
  'an engine (worker: %s) says how many threads shared the work',
  async (worker) => {
    const engine = await createEngine({ worker, threads: 2 });
    expect((await engine.device()).threads).toBe(2);
    const bench = (shapes: Record<string, number[]>) =>
      engine.bench('conv2d', {
        shapes,
        kernel: 'packed-simd',
        backend: 'wasm',
        budgetMs: 30,
      });
    const large = await bench({
      input: [1, 64, 58, 58],
      filter: [64, 64, 3, 3],
    });
    expect(large).toMatchObject({ threads: 2, check: { ok: true } });
    const tiny = await bench({ input: [1, 1, 8, 8], filter: [1, 1, 3, 3] });
    expect(tiny).toMatchObject({ threads: 1, check: { ok: true } });
    await engine.dispose();
  },
);
