/** A network for jax-js, as one function that its jit compiles. */
import * as jax from '@jax-js/jax';
import type { Values } from '../layer';
import { inputsOf, type PeerLayer, type PeerNetwork } from '../network';

const { lax, nn, numpy } = jax;

/** The image and every weight, in the order in which `forward` takes them. */
export function networkInputs({ input, layers }: PeerNetwork): Values[] {
  return [input, ...layers.flatMap(weightsOf)];
}

function weightsOf(layer: PeerLayer): Values[] {
  if (layer.kind !== 'convolution' && layer.kind !== 'dense') return [];
  const { bias } = layer;
  const spread = bias && {
    data: bias.data,
    shape:
      layer.kind === 'convolution'
        ? [1, bias.data.length, 1, 1]
        : [1, bias.data.length],
  };
  const main = layer.kind === 'convolution' ? layer.filter : layer.weight;
  return spread ? [main, spread] : [main];
}

export const networkForward =
  ({ input, layers, outputs }: PeerNetwork) =>
  (...given: jax.Array[]): jax.Array[] => {
    // An operation uses up what it is given: all readers but the last get a
    // reference of their own.
    const left = new Map<string, number>();
    for (const name of [
      ...layers.flatMap(inputsOf),
      ...outputs.map((output) => output.name),
    ])
      left.set(name, (left.get(name) ?? 0) + 1);
    const [image, ...weights] = given;
    const values = new Map([[input.name, image]]);
    const take = (name: string): jax.Array => {
      const value = values.get(name)!;
      const readers = left.get(name)! - 1;
      left.set(name, readers);
      return readers > 0 ? value.ref : value;
    };
    const nextWeight = () => weights.shift()!;
    for (const layer of layers)
      values.set(layer.name, run(layer, take, nextWeight));
    return outputs.map(({ name }) => take(name));
  };

function run(
  layer: PeerLayer,
  take: (name: string) => jax.Array,
  nextWeight: () => jax.Array,
): jax.Array {
  switch (layer.kind) {
    case 'convolution': {
      const [top, bottom, left, right] = layer.padding;
      const sums = lax.convGeneralDilated(
        take(layer.input),
        nextWeight(),
        [...layer.strides],
        [
          [top, bottom],
          [left, right],
        ],
        { rhsDilation: [...layer.dilations], featureGroupCount: layer.groups },
      );
      return finished(layer, sums, nextWeight);
    }
    case 'dense':
      return finished(
        layer,
        numpy.dot(take(layer.input), nextWeight()),
        nextWeight,
      );
    case 'mean':
      return numpy.mean(take(layer.input), [2, 3]);
    case 'add':
      return take(layer.inputs[0]).add(take(layer.inputs[1]));
    case 'softmax':
      return nn.softmax(take(layer.input), 1);
  }
}

function finished(
  { bias, activation }: Extract<PeerLayer, { activation: unknown }>,
  sums: jax.Array,
  nextWeight: () => jax.Array,
): jax.Array {
  const added = bias ? sums.add(nextWeight()) : sums;
  if (!activation) return added;
  const { least, most } = activation;
  if (most === Infinity && least === 0) return nn.relu(added);
  return numpy.clip(added, least, most);
}
