/** What lies where, for real networks and for small ones that have it all. */
import { describe, expect, it } from 'vitest';
import { layOut, type ChosenStep } from '../../../src/engine/network/layout';
import { stepsOf } from '../../../src/engine/network/steps';
import { switched } from '../../../src/engine/network/switches';
import { gpuWrites } from '../../../src/engine/network/webgpu';
import { networks } from '../../../src/networks';
import { Builder } from '../../../src/networks/builder';
import type { Network } from '../../../src/networks/graph';
import type { DeviceTraits, GpuPass, WasmPass } from '../../../src/ops/op';
import { guessedConstants } from '../../../src/ops/op';
import { entriesOf } from '../../../src/engine/tuner/contenders';

const traits: DeviceTraits = {
  features: ['subgroups'],
  limits: {},
  software: false,
  threads: 2,
};

/** With the kernels that would run where nothing has been raced. */
function chosen<Pass extends GpuPass | WasmPass>(
  network: Network,
  backend: 'webgpu' | 'wasm',
): ChosenStep<Pass>[] {
  return stepsOf(network).steps.map((step) => {
    const { op, shapes, options, alias } = step;
    if (alias) return { ...step, kernel: null, constants: {}, plan: null };
    const [{ kernel }] = entriesOf(op, shapes, options, backend, traits);
    const constants = guessedConstants(kernel, shapes, options, traits);
    const problem = [shapes, options, traits, constants] as const;
    const plan =
      kernel.backend === 'webgpu'
        ? kernel.plan(...problem)
        : kernel.plan(...problem);
    return { ...step, kernel: kernel.id, constants, plan: plan as never };
  });
}

const layoutOf = (
  network: Network,
  backend: 'webgpu' | 'wasm',
  keep?: string[],
) =>
  backend === 'webgpu'
    ? layOut(stepsOf(network), chosen<GpuPass>(network, backend), {
        keep,
        writes: gpuWrites,
        alignment: 256,
      })
    : layOut(stepsOf(network), chosen<WasmPass>(network, backend), {
        keep,
        threads: 2,
        alignment: 64,
      });

describe.each(networks.filter(({ weights }) => weights === 'random'))(
  '$id',
  ({ build }) => {
    it.each([
      ['webgpu', true],
      ['webgpu', false],
      ['wasm', true],
      ['wasm', false],
    ] as const)(
      'needs at most 1.3 × what is live: %s, fused %s',
      async (backend, fuse) => {
        const { network } = switched(await build(), { fuse });
        const { memory } = layoutOf(network, backend);
        const { plannedBytes, liveBytes, withoutReuseBytes } = memory;
        expect(plannedBytes / liveBytes).toBeLessThanOrEqual(1.3);
        expect(withoutReuseBytes).toBeGreaterThan(2 * plannedBytes);
      },
    );
  },
);

/** What `inspect` says of a node, by the names that its passes use. */
function nodeOf(
  network: Network,
  backend: 'webgpu' | 'wasm',
  name: string,
  keep?: string[],
) {
  const layout = layoutOf(network, backend, keep);
  const node = layout.nodes.find(({ step }) => step.node.name === name)!;
  const placeOf = (buffer: string) =>
    layout.places.get(node.places.get(buffer)!);
  return { layout, node, placeOf };
}

const head = { id: 'small', title: 'small', source: 'a test' };

describe('a layout', () => {
  it.each(['webgpu', 'wasm'] as const)(
    'lets a filter go that only packing reads: %s',
    (backend) => {
      const net = new Builder(head);
      const image = net.input('image', [1, 8, 8, 8]);
      const network = net.build(
        net.conv('conv', image, { out: 8, kernel: 3, bias: true }),
      );
      const { node, layout, placeOf } = nodeOf(network, backend, 'conv');
      expect(node.once.length).toBeGreaterThan(0);
      expect(node.spent).toEqual(['conv / filter']);
      expect(placeOf('bias')).toMatchObject({ kind: 'weight' });
      const packed = placeOf(backend === 'webgpu' ? 'weights' : 'panels')!;
      expect(packed.kind).toBe('packed');
      expect(layout.weightBytes).toBeGreaterThanOrEqual(packed.bytes + 32);
      expect(layout.weightBytes).toBeLessThan(packed.bytes + 4 * 8 * 72);
    },
  );

  it('keeps a filter that two layers read until both have packed it', () => {
    const net = new Builder(head);
    const filter = net.weight('filter', {
      shape: [8, 8, 3, 3],
      values: () => new Float32Array(576),
    });
    const options = { padding: [1, 1, 1, 1] };
    let x = net.input('image', [1, 8, 8, 8]);
    for (const name of ['first', 'second'])
      x = net.node(name, 'conv2d', { input: x, filter }, options);
    const { nodes } = layoutOf(net.build(x), 'webgpu');
    expect(nodes.map(({ spent }) => spent)).toEqual([[], ['filter']]);
  });

  it('packs in every run what another node computes', () => {
    const net = new Builder(head);
    const image = net.input('image', [1, 8, 8, 8]);
    const given = net.input('given', [8, 8, 3, 3]);
    const filter = net.node('filter', 'relu', { input: given });
    const x = net.node('conv', 'conv2d', { input: image, filter });
    const { node, placeOf } = nodeOf(net.build(x), 'webgpu', 'conv');
    expect(node.once).toEqual([]);
    expect(node.each.length).toBeGreaterThan(1);
    expect(placeOf('weights')).toMatchObject({ kind: 'shared' });
  });

  it('gives a reshaped value no memory of its own, for as long as it lives', () => {
    const net = new Builder(head);
    const image = net.input('image', [1, 2, 4, 4]);
    const relu = net.node('relu', 'relu', { input: image });
    const flat = net.node(
      ...(['flat', 'reshape', { input: relu }, { newShape: [1, 32] }] as const),
    );
    const tanh = net.node('tanh', 'tanh', { input: relu });
    const { layout } = nodeOf(net.build(flat, tanh), 'wasm', 'flat');
    expect(layout.places.has('flat')).toBe(false);
    expect(layout.readable.get('flat')).toMatchObject({
      place: 'relu',
      shape: [1, 32],
    });
    // The answer is not overwritten by what comes after its last reader.
    expect(layout.places.get('tanh')).not.toEqual(layout.places.get('relu'));
  });

  it('holds what is to be kept to the end, and refuses what is not there', () => {
    const net = new Builder(head);
    let x = net.input('image', [1, 2, 4, 4]);
    for (let i = 0; i < 6; i++) x = net.node(`relu ${i}`, 'relu', { input: x });
    const network = net.build(x);
    const bytes = 4 * 32;
    expect(layoutOf(network, 'wasm').memory.plannedBytes).toBe(3 * bytes);
    const kept = layoutOf(network, 'wasm', ['relu 0', 'relu 1']);
    expect(kept.memory.plannedBytes).toBe(5 * bytes);
    expect(() => layoutOf(network, 'wasm', ['relu 9'])).toThrow(
      /"relu 9" cannot be kept/,
    );
  });
});
