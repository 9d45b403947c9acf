/** A network as the peers get it: what is folded, refused and checked. */
import { describe, expect, it } from 'vitest';
import { countsOf } from '../../src/networks/counts';
import { Builder } from '../../src/networks/builder';
import { classify, convBn, globalAverage } from '../../src/networks/zoo/layers';
import type { Network } from '../../src/networks/graph';
import { comparedNetwork, exported } from '../../src/peers/export';
import { inputsOf, joined, type PeerLayer } from '../../src/peers/network';
import { compareNetwork } from '../../src/peers/network-check';
import { onnxNetwork } from '../../src/peers/adapters/ort-network';
import type { Tensors } from '../../src/ops/tensor';
import { problemFor, selectWorkloads } from '../../src/peers/workloads';

const [workload] = selectWorkloads(['M']).available;
const network = problemFor(workload).network!;
const kinds = (kind: PeerLayer['kind']) =>
  network.layers.filter((layer) => layer.kind === kind);

describe('MobileNetV2 for the peers', () => {
  it('has every multiply-add of ours and no node of its own for the rest', () => {
    expect(workload.counts).toBe(false);
    const { macs } = countsOf(comparedNetwork('mobilenet-v2'));
    expect(workload.cost.macs).toBeGreaterThanOrEqual(macs);
    expect(workload.cost.macs).toBeLessThan(1.01 * macs);
    expect([
      kinds('convolution').length,
      kinds('add').length,
      kinds('mean').length,
      kinds('dense').length,
      kinds('softmax').length,
    ]).toEqual([52, 10, 1, 1, 1]);
    expect(network.layers).toHaveLength(65);
  });
  it('keeps ReLU6 where the paper has it: not after a projection', () => {
    const linear = network.layers.filter(
      (layer) => layer.kind === 'convolution' && layer.activation === null,
    );
    expect(linear).toHaveLength(17);
    for (const layer of kinds('convolution'))
      if (!linear.includes(layer))
        expect(layer).toMatchObject({ activation: { least: 0, most: 6 } });
  });
  it('reads only what was made before', () => {
    const made = new Set([network.input.name]);
    for (const layer of network.layers) {
      for (const input of inputsOf(layer)) expect(made).toContain(input);
      made.add(layer.name);
    }
    for (const { name } of network.outputs) expect(made).toContain(name);
  });
  it('is an ONNX graph that holds all of the weights', () => {
    const weights = network.layers
      .flatMap((layer) =>
        layer.kind === 'convolution'
          ? [layer.filter, layer.bias]
          : layer.kind === 'dense'
            ? [layer.weight, layer.bias]
            : [],
      )
      .reduce((sum, values) => sum + (values?.data.byteLength ?? 0), 0);
    const model = onnxNetwork(network);
    expect(model.length).toBeGreaterThan(weights);
    expect(model.length).toBeLessThan(weights + 40_000);
  });
});

describe('the exporter', () => {
  const small = (end: (net: Builder) => Network) =>
    exported(
      end(new Builder({ id: 'small', title: 'Small', source: '' })),
      new Float32Array(3 * 8 * 8),
      1,
    );
  it('turns weights to [in, out], and folds a batch norm', () => {
    const { layers } = small((net) => {
      const image = net.input('image', [1, 3, 8, 8]);
      const x = convBn(net, 'stem', image, { out: 4, kernel: 3 });
      return classify(net, globalAverage(net, 'pool', x), 5);
    });
    expect(layers.map(({ kind }) => kind)).toEqual([
      ...['convolution', 'mean', 'dense', 'softmax'],
    ]);
    expect(layers[0]).toMatchObject({ bias: { shape: [4] } });
    expect(layers[2]).toMatchObject({ weight: { shape: [4, 5] } });
  });
  it('names the node and the op that no adapter has', () => {
    expect(() =>
      small((net) => {
        const image = net.input('image', [1, 3, 8, 8]);
        return net.build(net.node('gate', 'sigmoid', { input: image }));
      }),
    ).toThrow(/^gate: no adapter of a peer builds such a sigmoid; extend/);
    expect(() =>
      small((net) => {
        const image = net.input('image', [1, 3, 8, 8]);
        return net.build(
          convBn(net, 'stem', image, {
            ...{ out: 4, kernel: 3, activation: 'hard-swish' },
          }),
        );
      }),
    ).toThrow(/^stem.*: no adapter .* conv2d with activation hard-swish/);
  });
  it('knows the networks that are compared', () =>
    expect(() => comparedNetwork('vgg16')).toThrow(
      /"vgg16" is not compared .* mobilenet-v2/,
    ));
});

describe('the check', () => {
  const length = network.outputs[0].shape[1];
  const right = Array.from({ length }, (_, i) => Math.sin(i));
  const expected: Tensors = Object.fromEntries(
    comparedNetwork('mobilenet-v2').outputs.map((name) => [
      name,
      { shape: [1, length], dtype: 'float32', data: Float32Array.from(right) },
    ]),
  );
  const check = (change: (data: Float32Array) => void) => {
    const data = joined([right, right]);
    change(data);
    return compareNetwork(network, data, expected);
  };
  it('takes the right answer, and rounding', () => {
    expect(check(() => {})).toMatchObject({ ok: true, maxUlp: 0 });
    expect(check((data) => (data[7] += 1e-6)).ok).toBe(true);
  });
  it('sees one wrong number in either output', () => {
    for (const at of [7, length + 7])
      expect(check((data) => (data[at] += 0.02))).toMatchObject({
        ...{ ok: false, failures: 1, elements: 2 * length },
      });
    expect(check((data) => (data[0] = NaN))).toMatchObject({
      ...{ ok: false, maxUlp: null },
    });
  });
  it('refuses another number of numbers', () =>
    expect(() =>
      compareNetwork(network, new Float32Array(9), expected),
    ).toThrow(/gave 9 numbers and not 2000/));
});
