import { describe, expect, it } from 'vitest';
import { prepareWasm } from '../../src/engine/backends/wasm';
import { conv2d } from '../../src/ops/conv2d';
import { type Op, runReference } from '../../src/ops/op';
import { randomInputs } from '../../src/ops/random';
import { instantiateWasm } from '../../src/wasm/module';

const op = conv2d as Op;
const shapes = { input: [1, 4, 20, 20], filter: [4, 4, 3, 3], bias: [4] };
const options = conv2d.options({});
const prepare = (kernel: string, inputs = randomInputs(op, shapes, 1)) =>
  prepareWasm({ op, kernel, inputs, options });

describe('an executable', () => {
  it('packs weights again when they are uploaded again', async () => {
    const executable = await prepare('packed-simd');
    const next = randomInputs(op, shapes, 2);
    await executable.upload(next);
    await executable.run(1);
    const actual = (await executable.read()).output.data as Float32Array;
    executable.dispose();
    const expected = runReference(op, next, options).output.data;
    for (let i = 0; i < expected.length; i++)
      expect(actual[i]).toBeCloseTo(Number(expected[i]), 4);
  });

  it('reads a copy, which later runs leave alone', async () => {
    const executable = await prepare('scalar');
    await executable.run(1);
    const { output } = await executable.read();
    const before = output.data.slice();
    await executable.upload(randomInputs(op, shapes, 3));
    await executable.run(1);
    executable.dispose();
    expect(output.data).toEqual(before);
  });

  it('times a batch in proportion to its length', async () => {
    const executable = await prepare('scalar');
    await executable.timeMs(200);
    const short = (await executable.timeMs(50))!;
    const long = (await executable.timeMs(1000))!;
    executable.dispose();
    expect(executable.clock.source).toBe('performance.now');
    expect(long / short).toBeGreaterThan(5);
  });

  it('stops soon after the signal, which comes as a message', async () => {
    const executable = await prepare('scalar');
    const control = new AbortController();
    setTimeout(() => control.abort(), 20);
    await expect(executable.run(1e9, control.signal)).rejects.toMatchObject({
      code: 'cancelled',
    });
    executable.dispose();
  });

  it('refuses inputs of another shape', async () => {
    const executable = await prepare('scalar');
    const other = randomInputs(op, { ...shapes, input: [1, 4, 9, 9] }, 1);
    await expect(executable.upload(other)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('prepared for 1600'),
    });
    executable.dispose();
  });
});

it('refuses every dtype but float32', async () => {
  const inputs = randomInputs(op, shapes, 1, 'float16');
  await expect(prepare('scalar', inputs)).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('float16'),
  });
});

describe('the module', () => {
  it('says what was asked when the memory does not suffice', async () => {
    const module = await instantiateWasm();
    const small = module.alloc(16);
    expect(() => module.alloc(2 ** 33)).toThrow(
      expect.objectContaining({
        code: 'out-of-memory',
        message: expect.stringMatching(/8192 MiB more.*\(4096 MiB at most/),
      }),
    );
    // The failed request holds nothing.
    expect(module.alloc(16)).toBe(small + 16);
  });

  it('keeps what it holds while it grows', async () => {
    const module = await instantiateWasm();
    const pointer = module.alloc(16);
    module.view(pointer, 4).set([1, 2, 3, 4]);
    module.alloc(2 ** 24);
    expect([...module.view(pointer, 4)]).toEqual([1, 2, 3, 4]);
  });

  it('names a function that does not exist', async () => {
    const module = await instantiateWasm();
    expect(() => module.call('convOctonion', [])).toThrow('convOctonion');
  });
});
