/** The scripting interface in a worker, on a real device. */
import { afterEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../src/index';
import { fromFloat64, toFloat64 } from '../../src/ops/numbers';
import type { Tensor } from '../../src/ops/tensor';

const engines: Engine[] = [];
const open = async (options = {}): Promise<Engine> => {
  const engine = await createEngine(options);
  engines.push(engine);
  return engine;
};
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.dispose()));
});

const counting = (shape: number[]): Tensor => ({
  shape,
  dtype: 'float32',
  data: Float32Array.from(
    { length: shape.reduce((a, b) => a * b, 1) },
    (_, i) => i,
  ),
});
const ones = (shape: number[]): Tensor => {
  const tensor = counting(shape);
  tensor.data.fill(1 as never);
  return tensor;
};
const small = () => ({
  input: counting([1, 1, 3, 3]),
  filter: ones([1, 1, 2, 2]),
});
const answer = [8, 12, 20, 24];
/** About a second on this kind of machine: long enough to be stopped. */
const long = {
  shapes: { input: [1, 128, 56, 56], filter: [128, 128, 3, 3] },
  options: { padding: [1, 1, 1, 1] },
};

describe.each([
  ['in a worker', {}],
  ['on this thread', { worker: false }],
])('createEngine %s', (_, options) => {
  it('runs on every backend with the same answer', async () => {
    const engine = await open(options);
    for (const backend of ['webgpu', 'wasm', 'reference'] as const) {
      const result = await engine.run('conv2d', { inputs: small(), backend });
      expect(result.backend).toBe(backend);
      expect(result.outputs.output.shape).toEqual([1, 1, 2, 2]);
      expect([...result.outputs.output.data]).toEqual(answer);
    }
  });

  it('takes float16 tensors on every backend and answers in kind', async () => {
    const engine = await open(options);
    const half = (tensor: Tensor) =>
      fromFloat64(toFloat64(tensor), tensor.shape, 'float16');
    const { input, filter } = small();
    const inputs = { input: half(input), filter: half(filter) };
    for (const backend of ['webgpu', 'wasm', 'reference'] as const) {
      const { outputs } = await engine.run('conv2d', { inputs, backend });
      expect(outputs.output.dtype).toBe('float16');
      expect([...toFloat64(outputs.output)]).toEqual(answer);
    }
    const mixed = engine.run('conv2d', {
      inputs: { input, filter: half(filter) },
    });
    await expect(mixed).rejects.toThrow(
      /input is float32 but filter is float16/,
    );
  });

  it('takes the backend of createEngine when a call names none', async () => {
    const engine = await open({ ...options, backend: 'reference' });
    const result = await engine.run('conv2d', { inputs: small() });
    expect(result).toMatchObject({ backend: 'reference' });
  });

  it('prepares, runs, reads and disposes', async () => {
    const engine = await open(options);
    const prepared = await engine.prepare('conv2d', {
      inputs: small(),
      kernel: 'naive',
    });
    expect(prepared).toMatchObject({ backend: 'webgpu', kernel: 'naive' });
    await prepared.run();
    await prepared.run(5);
    expect([...(await prepared.read()).output.data]).toEqual(answer);
    await prepared.dispose();
  });

  it('benches seeded inputs and checks them', async () => {
    const engine = await open(options);
    const report = await engine.bench('conv2d', {
      shapes: { input: [1, 8, 14, 14], filter: [8, 8, 3, 3] },
      options: { padding: [1, 1, 1, 1] },
      seed: 7,
      kernel: 'direct',
      budgetMs: 50,
    });
    expect(report).toMatchObject({
      op: 'conv2d',
      backend: 'webgpu',
      kernel: 'direct',
      seed: 7,
      check: { ok: true, allowedUlp: 144, failures: 0 },
      clock: { source: 'timestamp-query' },
      cost: { macs: 8 * 72 * 196, flops: 2 * 8 * 72 * 196, params: 576 },
    });
    expect(report.check!.elements).toBe(8 * 196);
    for (const figure of ['throughputMs', 'endToEndMs'] as const) {
      const { minMs, p20Ms, medianMs, p80Ms, n } = report[figure];
      expect(n).toBeGreaterThanOrEqual(1);
      expect(minMs).toBeGreaterThan(0);
      expect(minMs).toBeLessThanOrEqual(p20Ms);
      expect(p20Ms).toBeLessThanOrEqual(medianMs);
      expect(medianMs).toBeLessThanOrEqual(p80Ms);
    }
    if (report.kernelMs)
      expect(report.kernelMs.medianMs * report.batch).toBeGreaterThan(
        25 * report.clock.resolutionMs,
      );
    else expect(report.kernelMsMissing).toMatch(/below resolution/);
    expect(report.firstRunMs).toBeGreaterThan(0);
  });

  it('tells progress and can be cancelled in less than 500 ms', async () => {
    const engine = await open(options);
    await engine.device();
    const controller = new AbortController();
    const labels: string[] = [];
    let stoppedAt = 0;
    const run = engine.bench('conv2d', {
      ...long,
      backend: 'wasm',
      signal: controller.signal,
      onProgress: ({ done, label }) => {
        expect(done).toBeGreaterThanOrEqual(0);
        expect(done).toBeLessThanOrEqual(1);
        labels.push(label);
        if (label !== 'running the oracle' || stoppedAt) return;
        stoppedAt = performance.now();
        controller.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - stoppedAt).toBeLessThan(500);
    expect(labels).toContain('running the oracle');
    // The engine is as usable as before.
    const next = await engine.run('conv2d', { inputs: small() });
    expect([...next.outputs.output.data]).toEqual(answer);
  });

  it('stops a GPU run that is under way', async () => {
    const engine = await open(options);
    await engine.device();
    const controller = new AbortController();
    let stoppedAt = 0;
    // One dispatch cannot be interrupted: not so long that the next test waits.
    const run = engine.bench('conv2d', {
      shapes: { input: [1, 64, 56, 56], filter: [64, 64, 3, 3] },
      kernel: 'naive',
      signal: controller.signal,
      onProgress: () => {
        if (stoppedAt) return;
        stoppedAt = performance.now();
        setTimeout(() => controller.abort(), 100);
      },
    });
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - stoppedAt).toBeLessThan(600);
  });

  it.each([
    ['conv9d', {}, 'invalid', /"conv9d" is not known.*conv2d/],
    ['conv2d', { inputs: {} }, 'invalid', /needs the input "input"/],
    ['conv2d', { kernel: 'fast' }, 'invalid', /no kernel "fast".*naive/],
    ['conv2d', { kernel: 'pointwise' }, 'unsupported', /kernel is 2×2/],
    ['conv2d', { options: { stride: 2 } }, 'invalid', /no option "stride"/],
    [
      'conv2d',
      { kernel: 'naive', backend: 'wasm' as const },
      'invalid',
      /runs on webgpu, not wasm/,
    ],
    [
      'conv2d',
      { inputs: { ...small(), weights: ones([1]) } },
      'invalid',
      /no input "weights".*input, filter, bias/,
    ],
    [
      'conv2d',
      { inputs: { ...small(), input: { ...ones([1, 1, 3, 3]), shape: [9] } } },
      'invalid',
      /input of shape \[9\]: needs 4 sides/,
    ],
    [
      'conv2d',
      { inputs: { ...small(), filter: { ...ones([4]), shape: [1, 1, 3, 3] } } },
      'invalid',
      /"filter" has 4 elements.*needs 9/,
    ],
    [
      'conv2d',
      {
        inputs: {
          ...small(),
          input: { ...ones([1, 1, 3, 3]), data: new Float64Array(9) as never },
        },
      },
      'invalid',
      /"input" is float32 but its data is Float64Array; pass Float32Array/,
    ],
    [
      'conv2d',
      {
        inputs: { ...small(), filter: { ...ones([4]), shape: [1, 1, 2, NaN] } },
      },
      'invalid',
      /"filter" has the shape \[1, 1, 2, NaN\]/,
    ],
    [
      'conv2d',
      { inputs: { ...small(), bias: 7 as never } },
      'invalid',
      /no tensor/,
    ],
  ])('answers run(%s, %o) with %s', async (op, call, code, message) => {
    const engine = await open(options);
    const run = engine.run(op, { inputs: small(), ...call });
    await expect(run).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it('names buffer, bytes, limit and next step when a limit is passed', async () => {
    const engine = await open(options);
    const { limits } = await engine.device();
    const most = Math.min(
      limits.maxBufferSize,
      limits.maxStorageBufferBindingSize,
    );
    // A tiny input whose output would be larger than any buffer.
    const side = Math.ceil(Math.sqrt(most / 4)) + 64;
    await expect(
      engine.run('conv2d', {
        inputs: { input: ones([1, 1, 1, 1]), filter: ones([1, 1, 1, 1]) },
        options: { padding: [side, 0, side, 0] },
        kernel: 'naive',
      }),
    ).rejects.toMatchObject({
      code: 'limit',
      message: expect.stringMatching(
        /"output" needs \d+ MiB.*at most \d+ MiB.*use fewer/,
      ),
    });
  });

  it('refuses a bench that is too large before it makes the inputs', async () => {
    const engine = await open(options);
    const huge = {
      shapes: { input: [64, 4096, 2048, 2048], filter: [64, 4096, 1, 1] },
    };
    for (const backend of ['webgpu', 'wasm', 'reference'] as const)
      await expect(
        engine.bench('conv2d', { ...huge, backend }),
      ).rejects.toMatchObject({
        code: 'limit',
        message: expect.stringMatching(
          /"input"( \[64, 4096, .*\])? needs \d+ MiB.*at most \d+/,
        ),
      });
  });

  it('refuses work after dispose', async () => {
    const engine = await open(options);
    await engine.dispose();
    await expect(
      engine.run('conv2d', { inputs: small() }),
    ).rejects.toMatchObject({ code: 'invalid' });
  });
});

it('times every pass of a prepared run on the GPU by itself', async () => {
  const engine = await open();
  const prepared = await engine.prepare('conv2d', {
    inputs: small(),
    backend: 'webgpu',
    tuneMs: 0,
  });
  const passes = await prepared.passTimes();
  expect(passes.length).toBeGreaterThan(0);
  const { clocks } = await engine.device();
  for (const { file, workgroups, ms } of passes) {
    expect(file).toMatch(/^conv2d\/.*\.wgsl$/);
    expect(workgroups).toHaveLength(3);
    if (clocks.gpu) expect(ms).toBeGreaterThanOrEqual(0);
    else expect(ms).toBeNull();
  }
  const { output } = await prepared.read();
  expect([...output.data]).toEqual(answer);
  await prepared.dispose();

  const cpu = await engine.prepare('conv2d', {
    inputs: small(),
    backend: 'wasm',
    tuneMs: 0,
  });
  expect(await cpu.passTimes()).toEqual([]);
});
