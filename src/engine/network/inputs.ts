/** What a network is fed: as given, else seeded. */
import { invalid } from '../../errors';
import type { Network } from '../../networks/graph';
import { random } from '../../ops/random';
import { elementCount, type Tensor, type Tensors } from '../../ops/tensor';

/** Uniform in [-1, 1), a stream for each input. */
export function seededInputs(network: Network, seed: number): Tensors {
  return Object.fromEntries(
    Object.entries(network.inputs).map(([name, shape], i) => {
      const next = random(seed + i * 0x9e3779b9);
      const data = Float32Array.from(
        { length: elementCount(shape) },
        () => 2 * next() - 1,
      );
      return [name, { shape: [...shape], dtype: 'float32', data }];
    }),
  );
}

/** Throws `invalid` for what the network does not take. */
export function checkedNetworkInputs(
  network: Network,
  inputs: Readonly<Record<string, Tensor>>,
): Tensors {
  for (const [name, tensor] of Object.entries(inputs)) {
    const wanted = network.inputs[name];
    if (!wanted)
      throw invalid(
        `${network.id} has no input "${name}"; it takes ` +
          `${Object.keys(network.inputs).join(', ')}.`,
      );
    const { shape, dtype, data } = (tensor ?? {}) as Partial<Tensor>;
    if (dtype !== 'float32' || !(data instanceof Float32Array) || !shape)
      throw invalid(
        `input "${name}" must be a float32 tensor with a Float32Array; ` +
          `convert it.`,
      );
    if (
      shape.length !== wanted.length ||
      shape.some((side, i) => side !== wanted[i]) ||
      data.length !== elementCount(wanted)
    )
      throw invalid(
        `input "${name}" is [${shape.join(', ')}] with ${data.length} ` +
          `elements: prepared for [${wanted.join(', ')}]; prepare again for ` +
          `another size.`,
      );
  }
  return { ...inputs };
}
