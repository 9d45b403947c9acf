/** Runs a network node by node through the ops' oracles. */
import type { Network } from '../../src/networks/graph';
import { opById } from '../../src/ops';
import { runReference } from '../../src/ops/op';
import { random } from '../../src/ops/random';
import {
  elementCount,
  type Shape,
  type Tensor,
  type Tensors,
} from '../../src/ops/tensor';

/** Every value that `watch` says, and the outputs. */
export function runOracle(
  network: Network,
  seed = 1,
  watch?: (name: string, tensor: Tensor) => void,
): Tensors {
  const values: Tensors = {};
  for (const [name, shape] of Object.entries(network.inputs))
    values[name] = picture(shape, seed);
  for (const node of network.nodes) {
    const op = opById(node.op);
    const inputs: Tensors = {};
    for (const [role, value] of Object.entries(node.inputs))
      inputs[role] = values[value] ?? weightOf(network, value, seed);
    const made = runReference(op, inputs, op.options(node.options));
    for (const [output, value] of Object.entries(node.outputs)) {
      values[value] = made[output];
      watch?.(value, made[output]);
    }
  }
  return Object.fromEntries(
    network.outputs.map((output) => [output, values[output]]),
  );
}

function weightOf(network: Network, name: string, seed: number): Tensor {
  const { shape, values } = network.weights[name];
  return { shape: [...shape], dtype: 'float32', data: values(seed) };
}

/** Normalised pixels: mean 0, variance 1. */
function picture(shape: Shape, seed: number): Tensor {
  const next = random(seed);
  const side = Math.sqrt(3);
  const data = new Float32Array(elementCount(shape));
  for (let i = 0; i < data.length; i++) data[i] = side * (2 * next() - 1);
  return { shape: [...shape], dtype: 'float32', data };
}
