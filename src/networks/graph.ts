/**
 * A network is data: named values, and nodes of ops between them. Everything
 * is NCHW unless a node's options say otherwise; shapes are known beforehand,
 * so another resolution or batch is another graph.
 */
import { invalid } from '../errors';
import { opById } from '../ops';
import type { Cost, Options } from '../ops/op';
import type { Shape, Shapes } from '../ops/tensor';

/** What was learned, or stands for it: made when it is needed, not before. */
export interface Weight {
  readonly shape: Shape;
  /** The same numbers for the same seed; trained ones ignore it. */
  values(seed: number): Float32Array;
}

export interface Node {
  /** "block 3 / expand": unique, and how the page groups them. */
  readonly name: string;
  readonly op: string;
  /** By role: the name of a value. */
  readonly inputs: Readonly<Record<string, string>>;
  /** By the op's name of the output: the value that it makes. */
  readonly outputs: Readonly<Record<string, string>>;
  /** As a caller of the op would give them. */
  readonly options: Options;
  /** Names of the nodes that a rewrite has put into this one. */
  readonly fused?: readonly string[];
}

export interface Network {
  readonly id: string;
  readonly title: string;
  /** Paper, or where the trained weights come from. */
  readonly source: string;
  readonly inputs: Shapes;
  readonly weights: Readonly<Record<string, Weight>>;
  /** Each after those whose values it reads. */
  readonly nodes: readonly Node[];
  /** Values that a run answers with. */
  readonly outputs: readonly string[];
}

/** Shapes of every value. Throws `invalid` where two nodes do not fit. */
export function shapesOfValues(network: Network): Record<string, Shape> {
  const shapes: Record<string, Shape> = { ...network.inputs };
  for (const [name, { shape }] of Object.entries(network.weights))
    shapes[name] = shape;
  for (const node of network.nodes) {
    const made = outputShapesOf(node, shapes);
    for (const [output, value] of Object.entries(node.outputs))
      shapes[value] = made[output];
  }
  return shapes;
}

/** Of a node's inputs, by role. */
export function inputShapesOf(node: Node, shapes: Shapes): Shapes {
  return Object.fromEntries(
    Object.entries(node.inputs).map(([role, value]) => {
      if (!shapes[value])
        throw invalid(
          `${node.name} reads "${value}", which no earlier node makes; ` +
            `put the nodes in order.`,
        );
      return [role, shapes[value]];
    }),
  );
}

export function outputShapesOf(node: Node, shapes: Shapes): Shapes {
  const op = opById(node.op);
  try {
    return op.shapes(inputShapesOf(node, shapes), op.options(node.options));
  } catch (error) {
    throw invalid(`${node.name}: ${(error as Error).message}`);
  }
}

export function costOf(node: Node, shapes: Shapes): Cost {
  const op = opById(node.op);
  return op.cost(inputShapesOf(node, shapes), op.options(node.options));
}

/** How many nodes read each value, and the network's callers once. */
export function readersOf(network: Network): Map<string, number> {
  const readers = new Map<string, number>();
  const read = (value: string) =>
    readers.set(value, (readers.get(value) ?? 0) + 1);
  for (const node of network.nodes) Object.values(node.inputs).forEach(read);
  network.outputs.forEach(read);
  return readers;
}
