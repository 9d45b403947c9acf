/**
 * A TensorFlow.js graph model as a network: the few ops that BlazeFace is made
 * of. Its tensors are NHWC; ours are NCHW, turned back where it reshapes.
 */
import { unsupported } from '../../errors';
import type { Shape } from '../../ops/tensor';
import { Builder, windowOptions, type Value } from '../builder';
import type { Network } from '../graph';
import { trained } from '../weights';
import { hwcmToOihw, hwioToOihw, permuted } from './permute';
import type { Manifest, TfjsWeight } from './tfjs-weights';

interface Attribute {
  /** Texts are in base64. */
  readonly s?: string;
  readonly list?: { readonly i?: readonly string[]; readonly s?: string[] };
}
interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr: Readonly<Record<string, Attribute>>;
}
/** The part of a graph model's JSON that is read. */
export interface GraphModel {
  readonly modelTopology: { readonly node: readonly GraphNode[] };
  readonly weightsManifest: Manifest;
}

/** Throws `unsupported` for an op or form that is not known. */
export function networkOfGraph(
  head: Pick<Network, 'id' | 'title' | 'source'>,
  input: Shape,
  { modelTopology }: GraphModel,
  weights: ReadonlyMap<string, TfjsWeight>,
): Network {
  const b = new Builder(head);
  const values = new Map<string, Value>();
  const outputs: Value[] = [];
  const names = readableNames();

  const constant = (name: string): TfjsWeight => {
    const found = weights.get(name);
    if (!found) throw unsupported(`${head.id} has no weight "${name}".`);
    return found;
  };
  const filter = (name: string, axes: readonly number[]) => {
    const { shape, data } = constant(name);
    const turned = permuted(data, shape, axes);
    return b.weight(name, trained(turned.shape, turned.data));
  };
  const bias = (name: string) => {
    const { shape, data } = constant(name);
    return b.weight(name, trained(shape, data));
  };
  const convolved = (
    { name, input: [, weight, added], attr }: Required<GraphNode>,
    x: Value,
    depthwise: boolean,
  ): Value => {
    const taps = filter(weight, depthwise ? hwcmToOihw : hwioToOihw);
    const [, , height, width] = taps.shape;
    const { kernel: _, ...window } = windowOptions(x.shape, {
      kernel: [height, width],
      stride: numbersOf(attr.strides)[1],
      dilation: numbersOf(attr.dilations)[1],
      padding: textOf(attr.padding) === 'SAME' ? 'same' : 0,
    });
    const label = names(depthwise ? 'depthwise' : 'conv');
    const conv = b.node(
      label,
      'conv2d',
      { input: x, filter: taps, ...(added ? { bias: bias(added) } : {}) },
      { ...window, groups: depthwise ? x.shape[1] : 1 },
    );
    const fused = (attr.fused_ops?.list?.s ?? []).map(decoded);
    if (fused.some((op) => op !== 'BiasAdd' && op !== 'Relu'))
      throw unsupported(`${head.id}, ${name}: cannot fuse ${fused.join()}.`);
    return fused.includes('Relu')
      ? b.node(`${label} relu`, 'relu', { input: conv })
      : conv;
  };

  for (const node of modelTopology.node) {
    const { name, op, input: given = [], attr } = node;
    const read = (i: number): Value => values.get(given[i])!;
    const made = ((): Value | null => {
      switch (op) {
        case 'Const':
          return null;
        case 'Placeholder':
          return b.input('input', input);
        case '_FusedConv2D':
          return convolved({ ...node, input: given }, read(0), false);
        case 'DepthwiseConv2dNative':
          return convolved({ ...node, input: given }, read(0), true);
        case 'AddV2':
          return b.add(names('add'), read(0), read(1));
        case 'Relu':
          return b.node(names('relu'), 'relu', { input: read(0) });
        case 'MaxPool': {
          const kernel = numbersOf(attr.ksize)[1];
          const stride = numbersOf(attr.strides)[1];
          const padding = textOf(attr.padding) === 'SAME' ? 'same' : 0;
          const window = { kernel, stride, padding } as const;
          return b.pool(names('pool'), 'maxPool2d', read(0), window);
        }
        case 'Pad': {
          const sides = constant(given[1]).data;
          // NHWC to NCHW.
          const axes = [0, 3, 1, 2];
          return b.node(
            names('pad'),
            'pad',
            { input: read(0) },
            {
              beginningPadding: axes.map((axis) => sides[2 * axis]),
              endingPadding: axes.map((axis) => sides[2 * axis + 1]),
            },
          );
        }
        case 'Reshape': {
          const [, , length] = constant(given[1]).data;
          return b.rows(
            names(length === 1 ? 'logits' : 'boxes'),
            read(0),
            length,
          );
        }
        case 'Identity':
          outputs.push(read(0));
          return read(0);
        default:
          throw unsupported(`${head.id}, ${name}: op ${op} is not known.`);
      }
    })();
    if (made) values.set(name, made);
  }
  return b.build(...outputs);
}

/** "depthwise 3": the graph's own names say less. */
function readableNames(): (kind: string) => string {
  const counts = new Map<string, number>();
  return (kind) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return `${kind} ${count}`;
  };
}

const numbersOf = (attribute: Attribute): number[] =>
  (attribute.list?.i ?? []).map(Number);

const decoded = (base64: string): string => atob(base64);

const textOf = (attribute: Attribute): string => decoded(attribute.s ?? '');
