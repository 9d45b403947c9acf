/** Networks on real devices: the same answers everywhere, nothing leaked. */
import { afterAll, describe, expect, it } from 'vitest';
import type { NetworkOptions } from '../../../src/engine/api';
import { checkOutputs } from '../../../src/engine/check';
import { LocalEngine } from '../../../src/engine/engine';
import { seededInputs } from '../../../src/engine/network/inputs';
import { stepsOf } from '../../../src/engine/network/steps';
import { switched } from '../../../src/engine/network/switches';
import type { Network } from '../../../src/networks/graph';
import { runReference } from '../../../src/ops/op';
import type { Tensors } from '../../../src/ops/tensor';
import { residual } from './networks';

const engine = new LocalEngine();
afterAll(() => engine.dispose());
const backends = ['webgpu', 'wasm'] as const;

const byRole = (names: Readonly<Record<string, string>>, values: Tensors) =>
  Object.fromEntries(
    Object.entries(names).map(([role, name]) => [role, values[name]]),
  );

const weightsOf = ({ weights }: Network): Tensors =>
  Object.fromEntries(
    Object.entries(weights).map(([name, weight]) => [
      name,
      {
        shape: [...weight.shape],
        dtype: 'float32',
        data: weight.values(1),
      },
    ]),
  );

async function answers(
  network: Network,
  options: NetworkOptions,
  inputs?: Tensors,
) {
  const prepared = await engine.prepareNetwork(network, options);
  const outputs = await prepared.run(inputs);
  const again = await prepared.run();
  await prepared.dispose();
  // A slot that is used twice must not spoil the next run.
  expect(again).toEqual(outputs);
  return outputs;
}

describe.each(backends)('on %s', (backend) => {
  /**
   * Each node by itself: its oracle, given what the backend gave to the node,
   * must agree within the op's own derived tolerance. So no error can hide in
   * a bound that grows with the depth.
   */
  it.each([1, 2])(
    'agrees with the oracle node by node, batch %i',
    async (n) => {
      const { network } = switched(residual(n), {});
      const { steps } = stepsOf(network);
      const keep = steps.flatMap(({ node }) => Object.values(node.outputs));
      const prepared = await engine.prepareNetwork(network, {
        ...{ backend, keep, fuse: false },
      });
      await prepared.run();
      const values = {
        ...seededInputs(network, 1),
        ...weightsOf(network),
        ...(await prepared.values(keep)),
      };
      for (const { node, op, options, shapes } of steps) {
        const inputs = byRole(node.inputs, values);
        const report = checkOutputs(
          ...([op, inputs, options, op.tolerance(shapes, options)] as const),
          byRole(node.outputs, values),
          runReference(op, inputs, options),
        );
        expect({ node: node.name, ...report }).toMatchObject({ ok: true });
        expect(report.elements).toBeGreaterThan(0);
      }
      await prepared.dispose();
    },
  );

  it('answers the same with memory shared, kept and apart', async () => {
    const network = residual();
    const shared = await answers(network, { backend });
    const apart = await answers(network, {
      backend,
      switches: { reuseMemory: false },
    });
    const inMany = await answers(network, {
      backend,
      switches: { oneSubmit: false },
    });
    expect(apart).toEqual(shared);
    expect(inMany).toEqual(shared);
  });
});
