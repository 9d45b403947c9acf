/** The GPU device goes away: the engine goes on, and is never wrong. */
import { afterEach, describe, expect, it } from 'vitest';
import { LocalEngine } from '../../src/engine/engine';
import type { RecoveryCap } from '../../src/engine/losses';
import { lostLabel } from '../../src/engine/recovery';
import { createEngine, type Engine } from '../../src/index';
import { conv2d } from '../../src/ops/conv2d';
import { randomInputs } from '../../src/ops/random';
import { everything } from './network/networks';
import { watchedGpu } from './watched-gpu';

const shapes = { input: [1, 4, 8, 8], filter: [4, 4, 3, 3] };
const inputs = randomInputs(conv2d, shapes, 1);

const engines: Engine[] = [];
afterEach(() => engines.splice(0).forEach((engine) => void engine.dispose()));
function open(cap?: RecoveryCap) {
  const watched = watchedGpu();
  const engine = new LocalEngine({ gpu: watched.gpu }, cap);
  engines.push(engine);
  return { engine, ...watched, watched };
}
const call = { inputs, kernel: 'naive' };

describe('a lost device', () => {
  it('is replaced before the next run, and reported', async () => {
    const { engine, devices } = open();
    const before = await engine.run('conv2d', call);
    expect((await engine.device()).losses).toEqual({
      ...{ count: 0, recovered: 0, last: null },
    });
    devices[0].destroy();
    expect(await engine.run('conv2d', call)).toEqual(before);
    expect(devices).toHaveLength(2);
    const { losses } = await engine.device();
    expect(losses).toMatchObject({ count: 1, recovered: 1 });
    expect(losses.last!.reason).toBe('destroyed');
    expect(Date.parse(losses.last!.at)).toBeGreaterThan(0);
  });

  it('under a run starts the run again, and says so', async () => {
    const { engine, watched, devices } = open();
    const before = await engine.run('conv2d', call);
    const labels: string[] = [];
    watched.onSubmit = () => {
      watched.onSubmit = () => {};
      devices[0].destroy();
    };
    const after = await engine.run('conv2d', {
      ...call,
      onProgress: ({ label }) => labels.push(label),
    });
    expect(after).toEqual(before);
    expect(labels).toContain(lostLabel);
    expect(devices).toHaveLength(2);
  });

  it('leaves a prepared run what it was, at rest and in flight', async () => {
    const { engine, devices } = open();
    const large = randomInputs(
      conv2d,
      { input: [1, 32, 28, 28], filter: [32, 32, 3, 3] },
      1,
    );
    const prepared = await engine.prepare('conv2d', {
      ...{ inputs: large, kernel: 'naive' },
    });
    await prepared.run();
    const before = await prepared.read();
    // The caller's arrays are the caller's.
    (large.input.data as Float32Array).fill(0);
    devices[0].destroy();
    expect(await prepared.read()).toEqual(before);
    const run = prepared.run(20);
    setTimeout(() => devices[1].destroy(), 20);
    await run;
    expect(await prepared.read()).toEqual(before);
    expect(devices).toHaveLength(3);
    await prepared.dispose();
    await expect(prepared.run()).rejects.toMatchObject({ code: 'invalid' });
  });

  it('leaves a prepared network its inputs and its values', async () => {
    const { engine, devices, live } = open();
    await engine.device();
    const network = everything();
    const prepared = await engine.prepareNetwork(network, {
      ...{ backend: 'webgpu', keep: ['stem'], fuse: false },
    });
    const data = Float32Array.from({ length: 1320 }, (_, i) => Math.sin(i));
    const image = { shape: [1, 3, 20, 22], dtype: 'float32' as const, data };
    const seeded = await prepared.run();
    const other = await prepared.run({ image });
    const stem = await prepared.values(['stem']);
    const held = live.size;
    data.fill(0);
    devices[0].destroy();
    expect(await prepared.values(['stem'])).toEqual(stem);
    devices[1].destroy();
    expect(await prepared.run()).toEqual(other);
    expect(live.size).toBe(held);
    expect(other).not.toEqual(seeded);
    devices[2].destroy();
    const times = await prepared.time({ runs: 3 });
    expect(times.n).toBe(3);
    await prepared.dispose();
    await expect(prepared.run()).rejects.toMatchObject({ code: 'invalid' });
  });

  it('is given up where it is lost too often, and had again later', async () => {
    const { engine, devices } = open({ most: 2, withinMs: 1500 });
    for (let i = 0; i < 3; i++) {
      await engine.device();
      devices[i].destroy();
      await devices[i].lost;
    }
    const { adapter, losses, gpu } = await engine.device();
    expect({ gpu, losses }).toMatchObject({
      ...{ gpu: true, losses: { count: 3, recovered: 2 } },
    });
    expect(adapter).not.toBe('no GPU');
    await expect(engine.run('conv2d', call)).rejects.toMatchObject({
      code: 'device-lost',
      message: expect.stringMatching(/lost 3 times within 1\.5 s.*run again/),
    });
    expect(devices).toHaveLength(3);
    await new Promise((resolve) => setTimeout(resolve, 1600));
    await engine.run('conv2d', call);
    expect(devices).toHaveLength(4);
  });

  it('twice under one job is the end of the job', async () => {
    const { engine, watched, devices } = open();
    watched.onSubmit = () => devices.at(-1)!.destroy();
    await expect(engine.run('conv2d', call)).rejects.toMatchObject({
      code: 'device-lost',
      message: expect.stringMatching(/twice.*smaller workload/),
    });
    watched.onSubmit = () => {};
    await engine.run('conv2d', call);
  });

  it('is not one that was disposed of, nor the one of a trial', async () => {
    const { engine } = open();
    await engine.free({
      ...{ code: '@compute @workgroup_size(1) fn main() {}', buffers: [] },
      ...{ read: [], workgroups: ['1', '1', '1'] },
    });
    await engine.device();
    expect((await engine.device()).losses.count).toBe(0);
    const running = engine.run('conv2d', call);
    await engine.dispose();
    await running.catch((error: { code: string }) =>
      expect(['cancelled', 'invalid']).toContain(error.code),
    );
  });

  it('can be drilled, also through the worker', async () => {
    const engine = await createEngine();
    engines.push(engine);
    const prepared = await engine.prepare('conv2d', call);
    await prepared.run();
    const before = await prepared.read();
    await engine.loseDevice();
    expect(await prepared.read()).toEqual(before);
    expect((await engine.device()).losses).toMatchObject({
      ...{ count: 1, recovered: 1, last: { message: 'a drill' } },
    });
  });
});
