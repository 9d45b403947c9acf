/** A network's nodes with everything that their ops say about them. */
import { invalid } from '../../errors';
import {
  inputShapesOf,
  outputShapesOf,
  type Network,
  type Node,
} from '../../networks/graph';
import { opById } from '../../ops';
import type { Op, Options } from '../../ops/op';
import type { Shape, Shapes } from '../../ops/tensor';

export interface Step {
  readonly node: Node;
  readonly op: Op;
  /** Complete. */
  readonly options: Options;
  /** Of the inputs, by role. */
  readonly shapes: Shapes;
  /** Of all outputs of the op, also of those that nobody reads. */
  readonly made: Shapes;
  /** Its output is its input under another shape: there is nothing to run. */
  readonly alias: boolean;
}

export type ValueType = 'float32' | 'int32';

/** A tensor between nodes, or one that goes in or comes out. */
export interface ValueInfo {
  readonly shape: Shape;
  readonly dtype: ValueType;
}

export interface Steps {
  readonly network: Network;
  readonly steps: readonly Step[];
  /** Inputs, weights and what nodes make, by name. */
  readonly values: ReadonlyMap<string, ValueInfo>;
}

/** Throws `invalid` where nodes do not fit, in shape, order or type. */
export function stepsOf(network: Network): Steps {
  const values = new Map<string, ValueInfo>();
  const add = (name: string, info: ValueInfo) => {
    if (values.has(name))
      throw invalid(
        `${network.id}: two values are called "${name}"; rename one of them.`,
      );
    values.set(name, info);
  };
  for (const [name, shape] of Object.entries(network.inputs))
    add(name, { shape, dtype: 'float32' });
  for (const [name, { shape }] of Object.entries(network.weights))
    add(name, { shape, dtype: 'float32' });
  const shapesByName: Record<string, Shape> = Object.fromEntries(
    [...values].map(([name, { shape }]) => [name, shape]),
  );
  const steps = network.nodes.map((node): Step => {
    const op = opById(node.op);
    const shapes = inputShapesOf(node, shapesByName);
    const made = outputShapesOf(node, shapesByName);
    for (const { name, dtype = 'float32' } of op.inputs) {
      const type = values.get(node.inputs[name])?.dtype ?? dtype;
      if (type !== dtype)
        throw invalid(
          `${node.name} reads ${type} as "${name}", which is ${dtype}; put a ` +
            `node between that converts it.`,
        );
    }
    for (const [output, value] of Object.entries(node.outputs)) {
      if (!made[output])
        throw invalid(
          `${node.name}: ${op.id} has no output "${output}"; it has ` +
            `${op.outputs.join(', ')}.`,
        );
      const dtype = op.outputTypes?.[output] ?? 'float32';
      add(value, { shape: made[output], dtype });
      shapesByName[value] = made[output];
    }
    const alias = op.id === 'reshape';
    return { node, op, options: op.options(node.options), shapes, made, alias };
  });
  for (const name of network.outputs)
    if (!values.has(name))
      throw invalid(
        `${network.id} answers with "${name}", which no node makes; correct ` +
          `its outputs.`,
      );
  return { network, steps, values };
}
