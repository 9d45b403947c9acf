/** A network as an ONNX graph. */
import type { PeerLayer, PeerNetwork } from '../network';
import { onnxGraph, type OnnxGraph, type OnnxTensor } from '../onnx';

type Nodes = OnnxGraph['nodes'];

export function onnxNetwork({ input, layers, outputs }: PeerNetwork) {
  const weights: Record<string, OnnxTensor> = {};
  /** A scalar or a tensor that the graph holds. */
  const hold = (name: string, tensor: OnnxTensor | undefined): string[] => {
    if (tensor) weights[name] = tensor;
    return tensor ? [name] : [];
  };
  return onnxGraph({
    inputs: { [input.name]: input.shape },
    nodes: layers.flatMap((layer) => nodesOf(layer, hold)),
    weights,
    outputs: Object.fromEntries(
      outputs.map(({ name, shape }) => [name, { shape }]),
    ),
  });
}

function nodesOf(
  layer: PeerLayer,
  hold: (name: string, tensor: OnnxTensor | undefined) => string[],
): Nodes {
  const { name } = layer;
  const bounded = (nodes: Nodes): Nodes => {
    if (!('activation' in layer) || !layer.activation) return nodes;
    const { least, most } = layer.activation;
    // The session fuses it into the convolution before.
    const sums = `${name} sums`;
    const bound = (side: string, value: number) =>
      hold(`${side} ${value}`, { shape: [], data: Float32Array.of(value) });
    return [
      ...nodes.map((node) => ({ ...node, output: sums })),
      {
        ...{ type: 'Clip', output: name },
        inputs: [sums, ...bound('least', least), ...bound('most', most)],
      },
    ];
  };
  switch (layer.kind) {
    case 'convolution': {
      const [top, bottom, left, right] = layer.padding;
      return bounded([
        {
          type: 'Conv',
          attributes: {
            strides: layer.strides,
            dilations: layer.dilations,
            pads: [top, left, bottom, right],
            kernel_shape: layer.filter.shape.slice(2),
            group: layer.groups,
          },
          inputs: [
            layer.input,
            ...hold(`${name} filter`, layer.filter),
            ...hold(`${name} bias`, layer.bias),
          ],
          output: name,
        },
      ]);
    }
    case 'dense':
      return bounded([
        {
          type: 'Gemm',
          inputs: [
            layer.input,
            ...hold(`${name} weight`, layer.weight),
            ...hold(`${name} bias`, layer.bias),
          ],
          output: name,
        },
      ]);
    case 'mean': {
      const planes = `${name} planes`;
      return [
        { type: 'GlobalAveragePool', inputs: [layer.input], output: planes },
        {
          ...{ type: 'Flatten', attributes: { axis: 1 } },
          ...{ inputs: [planes], output: name },
        },
      ];
    }
    case 'add':
      return [{ type: 'Add', inputs: layer.inputs, output: name }];
    case 'softmax':
      return [
        {
          ...{ type: 'Softmax', attributes: { axis: 1 } },
          ...{ inputs: [layer.input], output: name },
        },
      ];
  }
}
