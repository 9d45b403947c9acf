/**
 * Where everything of a network lies: which weights stay as they are and which
 * only packed, what is made once and what in every run, and which values share
 * memory. Pure; the same for the GPU and for WASM.
 */
import { invalid } from '../../errors';
import { elementCount, type Shape } from '../../ops/tensor';
import { scratchStep } from '../backends/wasm-calls';
import {
  planMemory,
  type Lifetime,
  type MemoryOptions,
  type MemoryPlan,
  type Spot,
} from './memory';
import {
  apartIn,
  countPlace,
  heldWeights,
  roots,
  spentAfter,
  split,
  type AnyPass,
  type ChosenStep,
  type Parts,
  type Readable,
} from './parts';
import type { Steps } from './steps';

export type { AnyPass, ChosenStep, Readable } from './parts';

/** Memory comes in multiples of this on every backend. */
const alignment = 16;

/**
 * weight: as the network has it. packed: made once from weights, or never
 * written at all. shared: in an arena, with others before and after.
 */
export type Place =
  | { readonly kind: 'weight'; readonly bytes: number }
  | { readonly kind: 'packed'; readonly bytes: number }
  | (Spot & { readonly kind: 'shared'; readonly bytes: number });

export interface NodeLayout<Pass extends AnyPass> extends Parts<Pass> {
  /** Weights that nothing reads after this node's `once` passes. */
  readonly spent: readonly string[];
}

export interface Layout<Pass extends AnyPass> {
  readonly nodes: readonly NodeLayout<Pass>[];
  readonly places: ReadonlyMap<string, Place>;
  readonly memory: MemoryPlan;
  /** What is held beside the arenas between runs: raw and packed weights. */
  readonly weightBytes: number;
  /** Inputs, outputs and what was asked to be kept. */
  readonly readable: ReadonlyMap<string, Readable>;
}

export interface LayoutOptions<Pass extends AnyPass> extends Pick<
  MemoryOptions,
  'reuse' | 'alignment' | 'mostBytes'
> {
  /** Values to be had after a run beside the network's outputs. */
  readonly keep?: readonly string[];
  /** How many each have their own scratch. */
  readonly threads?: number;
  /**
   * Whether a pass writes its i-th buffer. Where this is known, what a pass
   * writes is in another arena than all else that it touches.
   */
  writes?(pass: Pass, i: number): boolean;
}

/** Throws `invalid` for a value to be kept that is not there. */
export function layOut<Pass extends AnyPass>(
  { network, values }: Steps,
  chosen: readonly ChosenStep<Pass>[],
  options: LayoutOptions<Pass> = {},
): Layout<Pass> {
  const { keep = [], threads = 1, writes = () => true } = options;
  for (const name of keep)
    if (!values.has(name) || name in network.weights)
      throw invalid(
        `value "${name}" cannot be kept: ${network.id} has none of that ` +
          `name; use an output of one of its layers.`,
      );
  const rootOf = roots(chosen);
  const isWeight = (value: string) => rootOf(value) in network.weights;
  const end = chosen.length;
  const lifetimes = new Map<string, { first: number; last: number }>();
  const sizes = new Map<string, number>();
  const packed = new Set<string>();
  const usedWeights = new Set<string>();
  const hold = (place: string, bytes: number, first: number, last = first) => {
    sizes.set(place, aligned(bytes));
    const known = lifetimes.get(place);
    lifetimes.set(place, {
      first: Math.min(first, known?.first ?? first),
      last: Math.max(last, known?.last ?? last),
    });
  };
  const bytesOf = (shape: Shape) => 4 * elementCount(shape);

  // The next run may come without new ones: inputs are live all the time.
  for (const [name, shape] of Object.entries(network.inputs))
    hold(name, bytesOf(shape), -1, end);

  const nodes = chosen.map((step, at) => {
    const { node, op, plan, made } = step;
    const places = new Map<string, string>();
    for (const [role, value] of Object.entries(node.inputs)) {
      const root = rootOf(value);
      places.set(role, root);
      if (!isWeight(value)) hold(root, sizes.get(root)!, at);
    }
    if (!plan) return { step, once: [], each: [], places };
    for (const output of op.outputs) {
      const value = node.outputs[output];
      const place = value ?? `${node.name} (${output})`;
      const isRole = op.inputs.some(({ name }) => name === output);
      places.set(isRole ? `output.${output}` : output, place);
      hold(place, bytesOf(made[output]), at);
    }
    const { once, each } = split(plan, node.inputs, isWeight);
    const written = new Set(
      each.flatMap((pass) => pass.buffers.filter((_, i) => writes(pass, i))),
    );
    const madeOnce = new Set(once.flatMap(({ buffers }) => buffers));
    for (const [name, bytes] of Object.entries(plan.temporaries ?? {})) {
      const place = `${node.name} (${name})`;
      places.set(name, place);
      if (madeOnce.has(name) || !written.has(name)) {
        sizes.set(place, aligned(bytes));
        packed.add(place);
      } else hold(place, bytes, at);
    }
    for (const [name, bytes] of Object.entries(plan.scratch ?? {})) {
      const place = `${node.name} (${name})`;
      places.set(name, place);
      hold(place, threads * scratchStep(bytes), at);
    }
    for (const { buffers } of [...once, ...each])
      for (const name of buffers) {
        const place = places.get(name);
        if (place !== undefined && place in network.weights) {
          usedWeights.add(place);
          sizes.set(place, aligned(bytesOf(network.weights[place].shape)));
        }
      }
    return { step, once, each, places };
  });

  const readable = new Map<string, Readable>();
  for (const name of new Set([...network.outputs, ...keep])) {
    const root = rootOf(name);
    const { shape, dtype } = values.get(name)!;
    if (!isWeight(name)) hold(root, sizes.get(root)!, end);
    else {
      usedWeights.add(root);
      sizes.set(root, aligned(bytesOf(shape)));
    }
    const count = countPlace(name, nodes);
    if (count !== undefined) hold(count, sizes.get(count)!, end);
    readable.set(name, { place: root, shape, dtype, count });
  }

  const memory = planMemory(
    [...lifetimes].map(([name, { first, last }]): Lifetime => ({
      ...{ name, first, last },
      bytes: sizes.get(name)!,
    })),
    { ...options, apart: options.writes && apartIn(nodes, options.writes) },
  );
  const held = heldWeights(nodes, [...readable.values()], usedWeights);
  const places = new Map<string, Place>();
  for (const [name, spot] of memory.spots)
    places.set(name, { kind: 'shared', bytes: sizes.get(name)!, ...spot });
  for (const name of packed)
    places.set(name, { kind: 'packed', bytes: sizes.get(name)! });
  for (const name of usedWeights)
    places.set(name, { kind: 'weight', bytes: sizes.get(name)! });
  const weightBytes = [...packed, ...held].reduce(
    (sum, name) => sum + sizes.get(name)!,
    0,
  );
  const spent = spentAfter(nodes, usedWeights, held);
  return {
    nodes: nodes.map((node, at) => ({ ...node, spent: spent[at] })),
    places,
    memory,
    weightBytes,
    readable,
  };
}

const aligned = (bytes: number) =>
  Math.max(alignment, alignment * Math.ceil(bytes / alignment));
