/** What every rewrite is made of: find a pattern, put one node in its place. */
import type { Network, Node, Weight } from '../graph';
import { readersOf, shapesOfValues } from '../graph';
import type { Shape } from '../../ops/tensor';

export interface View {
  readonly shapes: Readonly<Record<string, Shape>>;
  weight(value: string | undefined): Weight | undefined;
  /** The node that makes a value which nobody else reads. */
  soleMaker(value: string | undefined): Node | undefined;
}

/** `node` takes the place of the node that matched; `absorbed` vanish. */
export interface Replacement {
  readonly absorbed: readonly Node[];
  readonly node: Node;
  readonly weights?: Readonly<Record<string, Weight>>;
}

/** Replaces each node for which `match` has something better. */
export function rewrite(
  network: Network,
  match: (node: Node, view: View) => Replacement | null,
): Network {
  const view = viewOf(network);
  const gone = new Set<Node>();
  const replaced = new Map<Node, Node>();
  const weights: Record<string, Weight> = { ...network.weights };
  for (const node of network.nodes) {
    const found = match(node, view);
    if (!found || found.absorbed.some((one) => gone.has(one))) continue;
    // What it absorbs must still be what the match has seen.
    if (found.absorbed.some((one) => replaced.has(one))) continue;
    found.absorbed.forEach((one) => gone.add(one));
    replaced.set(node, found.node);
    Object.assign(weights, found.weights);
  }
  if (replaced.size === 0) return network;
  const nodes = network.nodes
    .filter((node) => !gone.has(node))
    .map((node) => replaced.get(node) ?? node);
  return { ...network, nodes, weights: onlyRead(weights, nodes) };
}

/** The node that reads (`node`) becomes part of the one it reads from. */
export const absorbedInto = (
  maker: Node,
  node: Node,
  change: Partial<Node>,
): Node => ({
  ...maker,
  outputs: node.outputs,
  fused: [...(maker.fused ?? []), node.name, ...(node.fused ?? [])],
  ...change,
});

function viewOf(network: Network): View {
  const readers = readersOf(network);
  const makers = new Map<string, Node>();
  for (const node of network.nodes)
    for (const value of Object.values(node.outputs)) makers.set(value, node);
  return {
    shapes: shapesOfValues(network),
    weight: (value) => (value ? network.weights[value] : undefined),
    soleMaker: (value) =>
      value && readers.get(value) === 1 ? makers.get(value) : undefined,
  };
}

function onlyRead(
  weights: Readonly<Record<string, Weight>>,
  nodes: readonly Node[],
): Record<string, Weight> {
  const read = new Set(nodes.flatMap(({ inputs }) => Object.values(inputs)));
  return Object.fromEntries(
    Object.entries(weights).filter(([name]) => read.has(name)),
  );
}
