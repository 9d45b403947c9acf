/**
 * What a network promises before it runs: every layer's shapes, work and
 * traffic. Pure arithmetic on the graph as it will run.
 */
import { countsOf, type Count } from '../../networks/counts';
import {
  costOf,
  inputShapesOf,
  shapesOfValues,
  type Network,
  type Node,
} from '../../networks/graph';
import {
  receptiveFieldsOf,
  type ReceptiveField,
} from '../../networks/receptive-field';
import { optimise, rewriteIds } from '../../networks/rewrite';
import { opById } from '../../ops';
import type { Options } from '../../ops/op';
import type { Shape, Shapes } from '../../ops/tensor';
import type { Subject } from './subject';

export interface Layer {
  /** Place in the order of the run. */
  readonly index: number;
  readonly name: string;
  /** Consecutive layers of one block stand together. */
  readonly block: string;
  readonly op: string;
  /** "depthwise 3×3", as counts.ts names it. */
  readonly kind: string;
  /** null where there is none. */
  readonly window: readonly [height: number, width: number] | null;
  readonly stride: number | null;
  readonly dilation: number | null;
  readonly groups: number | null;
  readonly input: Shape;
  readonly output: Shape;
  /** Pixels of the image that one output element depends on; null: none. */
  readonly receptive: readonly [height: number, width: number] | null;
  /** By the papers' rule: of convolutions and products only. */
  readonly macs: number;
  /** Operations, as the roofline counts them. */
  readonly flops: number;
  readonly params: number;
  readonly bytesRead: number;
  readonly bytesWritten: number;
  /** Each input and output moved once; 0 where nothing runs. */
  readonly bytes: number;
  readonly bytesNoReuse: number;
  /** FLOP per byte; 0 for layers that only move. */
  readonly intensity: number;
  /** Nodes of the published network that became part of this layer. */
  readonly fused: readonly string[];
  /** For what the op says about it. */
  readonly shapes: Shapes;
  readonly options: Options;
}

export interface NetworkPromise {
  readonly subject: Subject;
  readonly layers: readonly Layer[];
  /** Of the layers, as they run. */
  readonly macs: number;
  readonly flops: number;
  readonly params: number;
  readonly bytes: number;
  /** As published, before any rewrite. */
  readonly published: Count & { readonly nodes: number };
  /** Rewrites that change this network. */
  readonly rewrites: readonly string[];
}

/** Throws what the entry's build throws. */
export async function promiseOf(subject: Subject): Promise<NetworkPromise> {
  const network = await subject.entry.build(subject.parameters);
  const optimised = optimise(network, subject.switches);
  const layers = layersOf(optimised);
  const { macs, params } = countsOf(network);
  const total = (of: (layer: Layer) => number) =>
    layers.reduce((sum, layer) => sum + of(layer), 0);
  return {
    subject,
    layers,
    macs: total((layer) => layer.macs),
    flops: total((layer) => layer.flops),
    params: total((layer) => layer.params),
    bytes: total((layer) => layer.bytes),
    published: { macs, params, nodes: network.nodes.length },
    rewrites: rewritesOf(network, subject.switches),
  };
}

function layersOf(network: Network): Layer[] {
  const shapes = shapesOfValues(network);
  const fields = receptiveFieldsOf(network);
  const counts = countsOf(network).layers;
  return network.nodes.map((node, index): Layer => {
    const options = opById(node.op).options(node.options);
    const [made] = Object.values(node.outputs);
    const cost = costOf(node, shapes);
    const { kind, macs, params } = counts[index];
    // Nothing runs: the same bytes under another shape.
    const moves = node.op !== 'reshape';
    const bytes = moves ? cost.bytesRead + cost.bytesWritten : 0;
    return {
      ...{ index, name: node.name, block: blockOf(node.name), op: node.op },
      ...{ kind, macs, params, bytes, options },
      ...windowOf(node, shapes, options),
      input: inputOf(node, network, shapes),
      output: shapes[made],
      receptive: receptiveOf(fields[made]),
      flops: moves ? cost.flops : 0,
      bytesRead: moves ? cost.bytesRead : 0,
      bytesWritten: moves ? cost.bytesWritten : 0,
      bytesNoReuse: Math.max(bytes, moves ? cost.bytesNoReuse : 0),
      intensity: bytes > 0 ? cost.flops / bytes : 0,
      fused: node.fused ?? [],
      shapes: inputShapesOf(node, shapes),
    };
  });
}

/** "block 3 / expand relu6" → "block 3"; "stem bn" → "stem". */
export const blockOf = (name: string): string =>
  name.includes(' / ')
    ? name.split(' / ')[0]
    : name.replace(/( (bn|relu6?|hard-swish))+$/, '');

function windowOf(
  node: Node,
  shapes: Shapes,
  options: Options,
): Pick<Layer, 'window' | 'stride' | 'dilation' | 'groups'> {
  const first = (name: string) =>
    (options[name] as readonly number[] | undefined)?.[0] ?? null;
  return {
    window: kernelOf(node, shapes, options),
    stride: first('strides'),
    dilation: first('dilations'),
    groups:
      node.op === 'separableConv2d'
        ? inputShapesOf(node, shapes).input[1]
        : ((options.groups as number | undefined) ?? null),
  };
}

function kernelOf(
  node: Node,
  shapes: Shapes,
  options: Options,
): Layer['window'] {
  const role = node.inputs.depthwiseFilter ? 'depthwiseFilter' : 'filter';
  const filter = shapes[node.inputs[role]];
  if (filter) {
    const layout = (options.filterLayout as string | undefined) ?? 'oihw';
    return [filter[layout.indexOf('h')], filter[layout.indexOf('w')]];
  }
  if (!node.op.endsWith('Pool2d')) return null;
  const [height, width] =
    (options.windowDimensions as readonly number[] | null | undefined) ??
    shapes[node.inputs.input].slice(2);
  return [height, width];
}

/** What flows in: the first value that is no weight. */
function inputOf(node: Node, network: Network, shapes: Shapes): Shape {
  const values = Object.values(node.inputs);
  const value = values.find((name) => !network.weights[name]) ?? values[0];
  return shapes[value] ?? [];
}

const receptiveOf = (field: ReceptiveField | undefined): Layer['receptive'] =>
  field ? [field.height.size, field.width.size] : null;

/** A switch that changes nothing here is not worth a run. */
function rewritesOf(network: Network, states: Subject['switches']): string[] {
  const names = (switches: Subject['switches']) =>
    optimise(network, switches)
      .nodes.map(({ name, op }) => `${op} ${name}`)
      .join('\n');
  const now = names(states);
  return rewriteIds.filter(
    (id) => names({ ...states, [id]: !states[id] }) !== now,
  );
}
