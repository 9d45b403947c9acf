/**
 * Our networks for the peers: batch norms folded, activations and padding part
 * of the layers, as their converters do; the same numbers as our engine has.
 */
import { mobileNetV2 } from '../networks/zoo/mobilenet-v2';
import {
  readersOf,
  shapesOfValues,
  type Network,
  type Node,
} from '../networks/graph';
import { noSwitches, optimise } from '../networks/rewrite';
import { opById } from '../ops';
import type { Options } from '../ops/op';
import type { Shapes } from '../ops/tensor';
import type { Conv2dOptions } from '../ops/conv2d/geometry';
import type { Values } from './layer';
import type { Activation, PeerLayer, PeerNetwork } from './network';

const builders: Readonly<Record<string, () => Network>> = {
  'mobilenet-v2': mobileNetV2,
};

/** A shortcut stays an addition: none of them adds inside a convolution. */
const switches = {
  ...noSwitches,
  foldBatchNorm: true,
  fusePadding: true,
  fuseActivation: true,
};

/** With its initial parameters. Throws for an id that is not compared. */
export function comparedNetwork(id: string): Network {
  const build = builders[id];
  if (!build)
    throw new Error(
      `network "${id}" is not compared with the peers; use one of ` +
        `${Object.keys(builders).join(', ')}.`,
    );
  return build();
}

/** Throws, with the node's name, for what no adapter of a peer can build. */
export function exported(
  network: Network,
  input: Float32Array,
  seed: number,
): PeerNetwork {
  const graph = optimise(network, switches);
  const shapes = shapesOfValues(graph);
  const [[name, shape], ...others] = Object.entries(graph.inputs);
  if (others.length > 0) throw new Error(`${network.id} has several inputs.`);
  const weight = (value: string): Values => {
    const found = graph.weights[value];
    if (!found) throw new Error(`${network.id}: "${value}" is no weight.`);
    return { shape: found.shape, data: found.values(seed) };
  };
  const readers = readersOf(graph);
  /** Names of values that have become others: a mean is flat at once. */
  const flat = new Map<string, string>();
  const layers = graph.nodes.flatMap((node): PeerLayer[] => {
    const [made] = Object.values(node.outputs);
    if (node.op === 'reshape') {
      const { input: from } = node.inputs;
      const maker = graph.nodes.find(({ outputs }) =>
        Object.values(outputs).includes(from),
      );
      if (maker?.op !== 'averagePool2d' || readers.get(from) !== 1)
        throw unknown(node);
      flat.set(made, from);
      return [];
    }
    const layer = layerFrom(node, shapes, weight);
    return [renamed({ ...layer, name: made }, flat)];
  });
  for (const { kind, name: made } of layers)
    if (kind === 'mean' && ![...flat.values()].includes(made))
      throw new Error(`${network.id}: "${made}" is a mean that stays 4-D.`);
  return {
    id: network.id,
    input: { name, shape, data: input },
    layers,
    outputs: graph.outputs.map((output) => ({
      name: flat.get(output) ?? output,
      shape: shapes[output],
    })),
  };
}

function layerFrom(
  node: Node,
  shapes: Shapes,
  weight: (value: string) => Values,
): PeerLayer {
  const { inputs, op, name } = node;
  const options = opById(op).options(node.options);
  const bias = inputs.bias ? { bias: weight(inputs.bias) } : {};
  switch (op) {
    case 'conv2d': {
      const conv = options as unknown as Conv2dOptions;
      const usual =
        conv.inputLayout === 'nchw' &&
        conv.filterLayout === 'oihw' &&
        !inputs.residual;
      if (!usual) throw unknown(node);
      const { strides, dilations, padding, groups } = conv;
      const filter = weight(inputs.filter);
      const channels = shapes[inputs.input][1];
      return {
        ...{ kind: 'convolution', name, input: inputs.input, filter, ...bias },
        ...{ strides, dilations, padding, groups },
        depthwise:
          groups > 1 && groups === channels && filter.shape[0] === channels,
        activation: activationOf(node, options),
      };
    }
    case 'fullyConnected': {
      const given = weight(inputs.weight);
      return {
        ...{ kind: 'dense', name, input: inputs.input, ...bias },
        weight: transposed(given),
        activation: activationOf(node, options),
      };
    }
    case 'averagePool2d': {
      const [value] = Object.values(node.outputs);
      if (shapes[value].slice(2).some((side) => side !== 1))
        throw unknown(node);
      return { kind: 'mean', name, input: inputs.input };
    }
    case 'add':
      return { kind: 'add', name, inputs: [inputs.a, inputs.b] };
    case 'softmax':
      if (shapes[inputs.input].length !== 2 || options.axis !== 1)
        throw unknown(node);
      return { kind: 'softmax', name, input: inputs.input };
    default:
      throw unknown(node);
  }
}

function activationOf(node: Node, options: Options): Activation {
  const { activation, minValue, maxValue } = options as Record<string, unknown>;
  switch (activation ?? 'none') {
    case 'none':
      return null;
    case 'relu':
      return { least: 0, most: Infinity };
    case 'clamp':
      return { least: minValue as number, most: maxValue as number };
    default:
      throw unknown(node, ` with activation ${String(activation)}`);
  }
}

function renamed(layer: PeerLayer, names: Map<string, string>): PeerLayer {
  const now = (value: string) => names.get(value) ?? value;
  return layer.kind === 'add'
    ? { ...layer, inputs: [now(layer.inputs[0]), now(layer.inputs[1])] }
    : { ...layer, input: now(layer.input) };
}

/** [out, in] → [in, out]: what all of them multiply by. */
function transposed({ shape: [out, inside], data }: Values): Values {
  const turned = new Float32Array(data.length);
  for (let o = 0, from = 0; o < out; o++)
    for (let i = 0; i < inside; i++) turned[i * out + o] = data[from++];
  return { shape: [inside, out], data: turned };
}

const unknown = ({ name, op }: Node, how = '') =>
  new Error(
    `${name}: no adapter of a peer builds such a ${op}${how}; extend ` +
      'src/peers/export.ts and the adapters.',
  );
