/** Networks without a GPU: WASM and the oracle, in Node. */
import { afterAll, describe, expect, it } from 'vitest';
import { Device } from '../../../src/engine/device';
import { LocalEngine } from '../../../src/engine/engine';
import { prepareNetwork } from '../../../src/engine/network/prepare';
import { LocalNetwork } from '../../../src/engine/network/prepared';
import { switched } from '../../../src/engine/network/switches';
import { Tuner } from '../../../src/engine/tuner/tuner';
import { WasmRuntime } from '../../../src/engine/backends/wasm';
import { Builder } from '../../../src/networks/builder';
import { rewriteIds } from '../../../src/networks/rewrite';
import {
  difference,
  everything,
  expectEveryNodeRight,
  networkTolerance,
} from './networks';

const engine = new LocalEngine();
afterAll(() => engine.dispose());
const network = everything();
const run = async (options: Parameters<typeof engine.prepareNetwork>[1]) => {
  const prepared = await engine.prepareNetwork(network, options);
  const outputs = await prepared.run();
  await prepared.dispose();
  return outputs;
};
const expected = await run({ backend: 'reference', fuse: false });

describe('a network on WASM', () => {
  it('is right at every node', async () => {
    await expectEveryNodeRight(engine, network, 'wasm');
    await expectEveryNodeRight(engine, switched(network, {}).network, 'wasm');
  });

  it.each(['reference', 'wasm'] as const)(
    'answers the same with each switch on and off: %s',
    async (backend) => {
      const tolerance = networkTolerance(network);
      const options = [
        { fuse: false },
        ...rewriteIds.flatMap((id) => [
          { switches: { [id]: true } },
          { switches: { [id]: false } },
        ]),
      ];
      for (const option of options) {
        const outputs = await run({ backend, ...option });
        expect(difference(outputs, expected)).toBeLessThan(tolerance);
      }
    },
  );

  it('shares memory without a trace in the answers', async () => {
    const shared = await engine.prepareNetwork(network, { backend: 'wasm' });
    const apart = await engine.prepareNetwork(network, {
      ...{ backend: 'wasm', switches: { reuseMemory: false } },
    });
    const first = await shared.run();
    expect(await apart.run()).toEqual(first);
    expect(await shared.run()).toEqual(first);
    const { plannedBytes, withoutReuseBytes } = shared.memory!;
    expect(apart.memory!.plannedBytes).toBe(withoutReuseBytes);
    expect(plannedBytes).toBeLessThan(0.7 * withoutReuseBytes);
    await shared.dispose();
    await apart.dispose();
  });

  it('has the values that are kept, and no others', async () => {
    const keep = ['stem relu', 'joined'];
    const prepared = await engine.prepareNetwork(network, {
      ...{ backend: 'wasm', fuse: false, keep },
    });
    const oracle = await engine.prepareNetwork(network, {
      ...{ backend: 'reference', fuse: false, keep },
    });
    const values = await prepared.values(keep);
    expect(values.joined.shape).toEqual([1, 20, 5, 6]);
    const tolerance = networkTolerance(network);
    const wanted = await oracle.values(keep);
    expect(difference(values, wanted)).toBeLessThan(tolerance);
    await expect(prepared.values(['add'])).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(/"add" is not kept.*"keep"/),
    });
  });

  it('tells its layers and times them', async () => {
    const prepared = await engine.prepareNetwork(network, { backend: 'wasm' });
    const stem = prepared.layers[0];
    expect(stem).toMatchObject({
      name: 'stem',
      op: 'conv2d',
      shapes: { input: [1, 3, 20, 22], filter: [8, 3, 3, 3] },
      outputShapes: { output: [1, 8, 10, 11] },
      fused: ['stem bn', 'stem relu'],
      cost: { macs: 27 * 8 * 110 },
    });
    const times = await prepared.timeLayers({ runs: 20 });
    expect(times.layers.map(({ name }) => name)).toEqual(
      prepared.layers.map(({ name }) => name),
    );
    const sum = times.layers.reduce((total, { ms }) => total + ms, 0);
    expect(times.sumMs).toBeCloseTo(sum);
    expect(times.gapMs).toBeCloseTo(times.medianMs - sum);
    expect(times.layers[0].ms).toBeGreaterThan(0);
    const flat = times.layers.find(({ op }) => op === 'reshape')!;
    expect(flat.kernel).toBeNull();
    expect(await prepared.time({ runs: 3 })).toMatchObject({ n: 3 });
  });

  it('leaks nothing in 200 runs', async () => {
    const wasm = new WasmRuntime(1);
    const module = await wasm.module();
    const device = await new Device(undefined).report();
    const end = () => {
      const pointer = module.alloc(2 ** 24);
      module.free(pointer);
      return pointer;
    };
    const before = end();
    const parts = await prepareNetwork(
      network,
      {},
      {
        ...{ backend: 'wasm', device, wasm, tuner: new Tuner() },
        gpu: () => Promise.reject(new Error('no GPU')),
        report: () => Promise.resolve(device),
        race: () => Promise.reject(new Error('no race')),
      },
    );
    const prepared = new LocalNetwork(parts, 0, {
      losses: () => 0,
      job: (_, work) => work(),
    });
    await prepared.run();
    const during = end();
    expect(during).toBeGreaterThan(before);
    for (let i = 0; i < 200; i++) await prepared.run();
    expect(end()).toBe(during);
    await prepared.dispose();
    expect(end()).toBe(before);
  });
});

describe('what is refused', () => {
  it.each([
    [{ backend: 'wasm', seed: 0.5 }, /seed 0.5: needs a whole number/],
    [
      { backend: 'wasm', switches: { foldNorm: false } },
      /no switch "foldNorm"/,
    ],
    [{ backend: 'reference', keep: ['nowhere'] }, /"nowhere" cannot be kept/],
  ] as const)('%o', async (options, message) => {
    await expect(run(options as never)).rejects.toMatchObject({
      ...{ code: 'invalid', message: expect.stringMatching(message) },
    });
  });

  it('inputs of another name, size or type', async () => {
    const prepared = await engine.prepareNetwork(network, { backend: 'wasm' });
    const data = new Float32Array(4);
    const tensor = { shape: [1, 1, 2, 2], dtype: 'float32' as const, data };
    await expect(prepared.run({ picture: tensor })).rejects.toThrow(
      /no input "picture"; it takes image/,
    );
    await expect(prepared.run({ image: tensor })).rejects.toThrow(
      /"image" is \[1, 1, 2, 2\].*prepared for \[1, 3, 20, 22\]/,
    );
    await expect(
      prepared.run({ image: { ...tensor, dtype: 'float16' } }),
    ).rejects.toThrow(/float32/);
  });

  it('a network whose nodes do not fit', async () => {
    const net = new Builder({ id: 'odd', title: 'Odd', source: 'a test' });
    const image = net.input('image', [1, 2, 4, 4]);
    const twice = net.build(
      net.node('same', 'relu', { input: image }),
      net.node('same', 'tanh', { input: image }),
    );
    await expect(engine.prepareNetwork(twice)).rejects.toThrow(
      /two values are called "same"/,
    );
  });

  it('a cancelled run', async () => {
    const prepared = await engine.prepareNetwork(network, {
      backend: 'reference',
    });
    const control = new AbortController();
    const stopped = prepared.run({}, { signal: control.signal });
    control.abort();
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    await prepared.run();
  });
});

describe('the registry', () => {
  it('lists what can be prepared, with its figures', async () => {
    const infos = await engine.networks();
    const found = infos.find(({ id }) => id === 'mobilenet-v2')!;
    expect(found).toMatchObject({ weights: 'random', params: 3504872 });
    expect(found.macs / 3e8).toBeCloseTo(1, 1);
    expect(found.layers).toBeGreaterThan(100);
    const prepared = await engine.prepareNetwork('mobilenet-v2', {
      backend: 'wasm',
      parameters: { resolution: 32, width: '0.35', batch: 2 },
    });
    const { logits, classifier } = await prepared.run();
    expect((logits ?? classifier).shape).toEqual([2, 1000]);
    await prepared.dispose();
  });

  it('has blocks to compare by "block:"', async () => {
    const prepared = await engine.prepareNetwork('block:separable', {
      backend: 'wasm',
      parameters: { kernel: 3, inChannels: 8, outChannels: 12, side: 10 },
    });
    const [output] = Object.values(await prepared.run());
    expect(output.shape).toEqual([1, 12, 10, 10]);
    await expect(engine.prepareNetwork('block:round')).rejects.toThrow(
      /block "round" is not known; use one of dense/,
    );
    await expect(engine.prepareNetwork('block:dense')).rejects.toThrow(
      /needs kernel, inChannels, outChannels, side/,
    );
  });

  it.each([
    ['alexnet', {}, /"alexnet" is not known/],
    ['mobilenet-v2', { depth: 3 }, /no parameter "depth"/],
  ])('refuses %s %o', async (id, parameters, message) => {
    await expect(engine.prepareNetwork(id, { parameters })).rejects.toThrow(
      message,
    );
  });
});
