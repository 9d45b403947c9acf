/** A network through the oracles of its ops: node by node, nothing shared. */
import {
  inputShapesOf,
  shapesOfValues,
  type Network,
} from '../../src/networks/graph';
import { opById } from '../../src/ops';
import { runReference } from '../../src/ops/op';
import { random } from '../../src/ops/random';
import { elementCount, type Tensor, type Tensors } from '../../src/ops/tensor';

/** Every value of the network, by name. */
export function evaluate(
  network: Network,
  inputs: Tensors = seededInputs(network),
  seed = 1,
): Tensors {
  const values: Tensors = { ...inputs };
  for (const [name, weight] of Object.entries(network.weights))
    values[name] = {
      shape: [...weight.shape],
      dtype: 'float32',
      data: weight.values(seed),
    };
  for (const node of network.nodes) {
    const op = opById(node.op);
    const given = Object.fromEntries(
      Object.entries(node.inputs).map(([role, value]) => [role, values[value]]),
    );
    const made = runReference(op, given, op.options(node.options));
    for (const [output, value] of Object.entries(node.outputs))
      values[value] = made[output];
  }
  return values;
}

export function seededInputs(network: Network, seed = 7): Tensors {
  const next = random(seed);
  return Object.fromEntries(
    Object.entries(network.inputs).map(([name, shape]): [string, Tensor] => [
      name,
      {
        shape: [...shape],
        dtype: 'float32',
        data: Float32Array.from(
          { length: elementCount(shape) },
          () => 2 * next() - 1,
        ),
      },
    ]),
  );
}

/** Of two tensors, relative to the largest value of the second. */
export function relativeDifference(actual: Tensor, expected: Tensor): number {
  let difference = 0;
  let largest = 0;
  expected.data.forEach((value, i) => {
    const [a, e] = [Number(actual.data[i]), Number(value)];
    // A NaN on one side only must not pass for a small difference.
    if (Number.isNaN(a) !== Number.isNaN(e)) difference = Infinity;
    difference = Math.max(difference, Math.abs(a - e) || 0);
    largest = Math.max(largest, Math.abs(e) || 0);
  });
  return largest === 0 ? difference : difference / largest;
}

/** Shapes too, so that a rewrite cannot change one unseen. */
export const shapesOfOutputs = (network: Network) => {
  const shapes = shapesOfValues(network);
  // Asks each node, too, whether its inputs exist.
  network.nodes.forEach((node) => inputShapesOf(node, shapes));
  return network.outputs.map((name) => shapes[name]);
};
