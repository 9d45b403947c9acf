/** Networks on a real GPU, and through the worker. */
import { afterEach, describe, expect, it } from 'vitest';
import { LocalEngine } from '../../../src/engine/engine';
import { switched } from '../../../src/engine/network/switches';
import { createEngine, type Engine } from '../../../src/index';
import { networkById } from '../../../src/networks';
import { rewriteIds } from '../../../src/networks/rewrite';
import { watchedGpu } from '../watched-gpu';
import {
  difference,
  everything,
  expectEveryNodeRight,
  networkTolerance,
} from './networks';

const engines: Engine[] = [];
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.dispose()));
});
function open(gpu?: GPU): LocalEngine {
  const engine = new LocalEngine({ gpu });
  engines.push(engine);
  return engine;
}

const small = { resolution: 32 };
const zoo = [
  ['mobilenet-v2', { ...small, width: '0.35' }],
  ['mobilenet-v3-small', small],
  ['shufflenet-v2', small],
] as const;

describe('a network on the GPU', () => {
  it.each([1, 2])('is right at every node, batch %i', async (batch) => {
    const engine = open();
    const network = everything(batch);
    await expectEveryNodeRight(engine, network, 'webgpu');
    const fused = switched(network, {}).network;
    await expectEveryNodeRight(engine, fused, 'webgpu');
  });

  it.each(zoo)(
    'is right at every node of %s',
    async (id, parameters) => {
      const network = await networkById(id).build(parameters);
      const fused = switched(network, {}).network;
      await expectEveryNodeRight(open(), fused, 'webgpu');
    },
    120_000,
  );

  it('answers the same with each switch on and off', async () => {
    const engine = open();
    const network = everything();
    const oracle = await engine.prepareNetwork(network, {
      ...{ backend: 'reference', fuse: false },
    });
    const expected = await oracle.run();
    for (const id of [...rewriteIds, 'reuseMemory', 'oneSubmit'])
      for (const on of [true, false]) {
        const prepared = await engine.prepareNetwork(network, {
          ...{ backend: 'webgpu', switches: { [id]: on } },
        });
        const outputs = await prepared.run();
        await prepared.dispose();
        expect(difference(outputs, expected)).toBeLessThan(
          networkTolerance(network),
        );
      }
  });

  it('answers for the inputs of each run, whatever ran before', async () => {
    const engine = open();
    const network = everything();
    const prepared = await engine.prepareNetwork(network, {
      backend: 'webgpu',
    });
    const apart = await engine.prepareNetwork(network, {
      ...{ backend: 'webgpu', switches: { reuseMemory: false } },
    });
    const data = Float32Array.from({ length: 1320 }, (_, i) => Math.sin(i));
    const image = { shape: [1, 3, 20, 22], dtype: 'float32', data } as const;
    const given = { image: { ...image, shape: [...image.shape] } };
    const seeded = await prepared.run();
    const other = await prepared.run(given);
    expect(difference(other, seeded)).toBeGreaterThan(0.01);
    // What was given stays; what shares memory leaves no trace.
    expect(await prepared.run()).toEqual(other);
    expect(await apart.run()).toEqual(seeded);
    expect(await apart.run(given)).toEqual(other);
  });

  it('times its layers by the clock of the device', async () => {
    const engine = open();
    const prepared = await engine.prepareNetwork(everything(), {
      backend: 'webgpu',
    });
    const { clocks } = await engine.device();
    if (!clocks.gpu) return;
    const times = await prepared.timeLayers({ runs: 5 });
    expect(times.clock).toEqual(clocks.gpu);
    expect(times.layers).toHaveLength(prepared.layers.length);
    expect(times.sumMs).toBeGreaterThan(0);
    expect(times.gapMs).toBeCloseTo(times.medianMs - times.sumMs);
  });

  it('races each kind of layer once, and remembers', async () => {
    const engine = open();
    const network = everything();
    const labels: string[] = [];
    const prepared = await engine.prepareNetwork(network, {
      ...{ backend: 'webgpu', tuneMs: 3000 },
      onProgress: ({ done, label }) => {
        expect(done).toBeGreaterThanOrEqual(0);
        expect(done).toBeLessThanOrEqual(1);
        labels.push(label);
      },
    });
    expect(labels.some((label) => label.startsWith('stem: trying'))).toBe(true);
    const chosen = prepared.layers.map((layer) => layer.chosen);
    expect(chosen).toContain('remembered');
    expect(prepared.layers[0].chosen).toBe('remembered');
    await prepared.run();
  }, 60_000);

  it('holds the same buffers after 200 runs, and none once disposed of', async () => {
    const { gpu, live } = watchedGpu();
    const engine = open(gpu);
    await engine.device();
    const before = live.size;
    const prepared = await engine.prepareNetwork(everything(), {
      backend: 'webgpu',
    });
    await prepared.run();
    const during = live.size;
    // Arenas, weights, parameters, readback.
    expect(during - before).toBeGreaterThan(5);
    for (let i = 0; i < 200; i++) await prepared.run();
    expect(live.size).toBe(during);
    await prepared.dispose();
    expect(live.size).toBe(before);
  });
});

describe('in a worker', () => {
  it('is prepared, run, timed, looked into and disposed of', async () => {
    const engine = await createEngine();
    engines.push(engine);
    const options = {
      ...{ backend: 'wasm' as const, keep: ['stem relu6'] },
      parameters: { resolution: 32, width: '0.35' },
    };
    const prepared = await engine.prepareNetwork('mobilenet-v2', options);
    expect(prepared.backend).toBe('wasm');
    expect(prepared.memory!.plannedBytes).toBeGreaterThan(0);
    const outputs = await prepared.run();
    const here = await open().prepareNetwork('mobilenet-v2', options);
    expect(await here.run()).toEqual(outputs);
    const values = await prepared.values(['stem relu6']);
    expect(values['stem relu6'].shape).toEqual([1, 16, 16, 16]);
    expect(await here.values(['stem relu6'])).toEqual(values);
    expect((await prepared.time({ runs: 2 })).n).toBe(2);
    const { layers } = await prepared.timeLayers({ runs: 2 });
    expect(layers).toHaveLength(prepared.layers.length);
    await prepared.dispose();
    await expect(prepared.run()).rejects.toMatchObject({ code: 'invalid' });
  });

  it('stops a run of the oracle', async () => {
    const engine = await createEngine();
    engines.push(engine);
    const prepared = await engine.prepareNetwork('mobilenet-v2', {
      ...{ backend: 'reference', parameters: { resolution: 96 } },
    });
    const control = new AbortController();
    const labels: string[] = [];
    const run = prepared.run(
      {},
      {
        signal: control.signal,
        onProgress: ({ label }) => {
          labels.push(label);
          control.abort();
        },
      },
    );
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    expect(labels[0]).toMatch(/^running /);
  });
});
