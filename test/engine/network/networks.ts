/** Small networks that have everything once, and how answers are compared. */
import { expect } from 'vitest';
import { checkOutputs } from '../../../src/engine/check';
import type { LocalEngine } from '../../../src/engine/engine';
import { seededInputs } from '../../../src/engine/network/inputs';
import { stepsOf } from '../../../src/engine/network/steps';
import { Builder, type Value } from '../../../src/networks/builder';
import type { Network } from '../../../src/networks/graph';
import { runReference } from '../../../src/ops/op';
import type { Tensors } from '../../../src/ops/tensor';

/**
 * Convolutions with batch norm and ReLU, a residual, a depthwise pair, a
 * concat, pools, a fully connected layer: values of all kinds of lives.
 */
export function everything(batch = 1): Network {
  const net = new Builder({
    ...{ id: 'everything', title: 'Everything', source: 'a test' },
  });
  const image = net.input('image', [batch, 3, 20, 22]);
  const block = (name: string, x: Value, out: number, stride = 1) => {
    const conv = net.conv(name, x, { out, kernel: 3, stride });
    const norm = net.batchNorm(`${name} bn`, conv);
    return net.node(`${name} relu`, 'relu', { input: norm });
  };
  const stem = block('stem', image, 8, 2);
  const first = block('first', stem, 8);
  const second = net.conv('second', first, { out: 8, kernel: 3 });
  const sum = net.add('add', net.batchNorm('second bn', second), stem);
  const wide = net.conv('wide', sum, { out: 24, kernel: 1, bias: true });
  const deep = net.depthwise('deep', wide, { kernel: 3, stride: 2 });
  const narrow = net.conv('narrow', deep, { out: 12, kernel: 1, bias: true });
  const small = net.pool('small', 'maxPool2d', sum, { kernel: 3, stride: 2 });
  const joined = net.concat('joined', [narrow, small]);
  const pool = net.pool('pool', 'averagePool2d', joined, {
    ...{ kernel: [5, 6], padding: 0 },
  });
  const logits = net.fullyConnected('logits', pool, 10);
  const softmax = net.node(
    'softmax',
    'softmax',
    { input: logits },
    { axis: 1 },
  );
  return net.build(logits, softmax);
}

const byRole = (names: Readonly<Record<string, string>>, values: Tensors) =>
  Object.fromEntries(
    Object.entries(names).map(([role, name]) => [role, values[name]]),
  );

/**
 * Each node by itself: its oracle, given what the backend gave to the node,
 * must agree within the op's own derived tolerance. So no error can hide in a
 * bound that grows with the depth. `network` is rewritten already.
 */
export async function expectEveryNodeRight(
  engine: LocalEngine,
  network: Network,
  backend: 'webgpu' | 'wasm',
): Promise<void> {
  const { steps } = stepsOf(network);
  const keep = steps.flatMap(({ node }) => Object.values(node.outputs));
  const prepared = await engine.prepareNetwork(network, {
    ...{ backend, keep, fuse: false },
  });
  await prepared.run();
  const values: Tensors = {
    ...seededInputs(network, 1),
    ...(await prepared.values(keep)),
  };
  await prepared.dispose();
  for (const [name, { shape, values: of }] of Object.entries(network.weights))
    values[name] = { shape: [...shape], dtype: 'float32', data: of(1) };
  for (const { node, op, options, shapes } of steps) {
    const inputs = byRole(node.inputs, values);
    const { ok, maxUlp, allowedUlp, elements } = checkOutputs(
      ...([op, inputs, options, op.tolerance(shapes, options)] as const),
      byRole(node.outputs, values),
      runReference(op, inputs, options),
    );
    expect({ node: node.name, ok, maxUlp, allowedUlp }).toMatchObject({
      ok: true,
    });
    expect(elements).toBeGreaterThan(0);
  }
}

/**
 * What two ways of computing a network may differ by, relative to the largest
 * answer: each node adds at most its own tolerance, and with weights that keep
 * the variance no layer makes the error of those before it larger. Rewritten
 * and original networks round at other places: both sides have theirs.
 */
export const networkTolerance = (network: Network): number =>
  stepsOf(network).steps.reduce(
    (sum, { op, shapes, options }) => sum + op.tolerance(shapes, options).ulp,
    0,
  ) *
  2 ** -23;

/** The largest difference, relative to the largest expected value. */
export function difference(actual: Tensors, expected: Tensors): number {
  let worst = 0;
  for (const [name, { data }] of Object.entries(expected)) {
    const most = Math.max(...(data as Float32Array).map(Math.abs));
    expect(actual[name].data).toHaveLength(data.length);
    for (let i = 0; i < data.length; i++) {
      const apart = Math.abs(Number(actual[name].data[i]) - Number(data[i]));
      // NaN must not pass.
      if (!(apart / most <= worst)) worst = apart / most;
    }
  }
  return worst;
}
