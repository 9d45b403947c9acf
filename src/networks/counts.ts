/**
 * Parameters and multiply-adds of a network, in total and by kind of layer.
 *
 * The rule is the papers': MACs are those of convolutions and fully connected
 * layers, with the taps in the padding; biases, batch norms, activations and
 * pools do not count. Parameters are what training changes: filters, biases,
 * and scale and bias of a batch norm, but not its mean and variance.
 */
import { costOf, shapesOfValues, type Network, type Node } from './graph';
import { elementCount, type Shapes } from '../ops/tensor';

/** "dense 3×3", "1×1", "depthwise 3×3", "batch norm", … */
export type LayerKind = string;

export interface Count {
  readonly params: number;
  readonly macs: number;
}

export interface LayerCount extends Count {
  readonly node: string;
  readonly kind: LayerKind;
}

export interface Counts extends Count {
  /** In the network's order; every node is there. */
  readonly layers: readonly LayerCount[];
  /** Most MACs first. Kinds without either number are left out. */
  readonly byKind: Readonly<Record<LayerKind, Count>>;
}

/** What makes multiply-adds; pools and batch norms do not count as such. */
const multiplyAdds = new Set([
  'conv2d',
  'separableConv2d',
  'convTranspose2d',
  'deformConv2d',
  'squeezeExcitation',
  'fullyConnected',
  'gemm',
  'matmul',
]);

/** Roles that a running mean fills, not the optimiser. */
const statistics = new Set(['mean', 'variance']);

export function countsOf(network: Network): Counts {
  const shapes = shapesOfValues(network);
  const counted = new Set<string>();
  const layers = network.nodes.map((node): LayerCount => {
    let params = 0;
    for (const [role, value] of Object.entries(node.inputs)) {
      if (!network.weights[value] || counted.has(value)) continue;
      // Shared weights are learned once.
      counted.add(value);
      if (!statistics.has(role)) params += elementCount(shapes[value]);
    }
    return {
      node: node.name,
      kind: kindOf(node, shapes),
      params,
      macs: multiplyAdds.has(node.op) ? costOf(node, shapes).macs : 0,
    };
  });
  return { ...sum(layers), layers, byKind: totals(layers) };
}

/** Names a layer by what decides its speed: its op, and a kernel's form. */
export function kindOf(node: Node, shapes: Shapes): LayerKind {
  switch (node.op) {
    case 'conv2d':
      return convKind(node, shapes);
    case 'separableConv2d':
      return `separable ${sides(node, shapes, 'depthwiseFilter', 'oihw')}`;
    case 'convTranspose2d': {
      const layout = (node.options.filterLayout as string) ?? 'iohw';
      return `transposed ${sides(node, shapes, 'filter', layout)}`;
    }
    case 'fullyConnected':
    case 'gemm':
      return 'fully connected';
    case 'batchNormalization':
      return 'batch norm';
    default:
      return node.op;
  }
}

function convKind(node: Node, shapes: Shapes): LayerKind {
  const groups = (node.options.groups as number) ?? 1;
  const layout = (node.options.filterLayout as string) ?? 'oihw';
  const filter = shapes[node.inputs.filter];
  const kernel = sides(node, shapes, 'filter', layout);
  if (groups === 1) return kernel === '1×1' ? kernel : `dense ${kernel}`;
  const perGroup = filter[layout.indexOf('i')];
  return `${perGroup === 1 ? 'depthwise' : 'grouped'} ${kernel}`;
}

function sides(node: Node, shapes: Shapes, role: string, layout: string) {
  const filter = shapes[node.inputs[role]];
  return ['h', 'w'].map((axis) => filter[layout.indexOf(axis)]).join('×');
}

const sum = (counts: readonly Count[]): Count => ({
  params: counts.reduce((total, { params }) => total + params, 0),
  macs: counts.reduce((total, { macs }) => total + macs, 0),
});

function totals(layers: readonly LayerCount[]): Record<LayerKind, Count> {
  const kinds = [...new Set(layers.map(({ kind }) => kind))];
  return Object.fromEntries(
    kinds
      .map(
        (kind) => [kind, sum(layers.filter((l) => l.kind === kind))] as const,
      )
      .filter(([, { params, macs }]) => params > 0 || macs > 0)
      .sort(([, a], [, b]) => b.macs - a.macs || b.params - a.params),
  );
}
