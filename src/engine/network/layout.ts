/**
 * Where everything of a network lies: which weights stay as they are and which
 * only packed, what is made once and what in every run, and which values share
 * memory. Pure; the same for the GPU and for WASM.
 */
import { invalid } from '../../errors';
import type { Constants, Plan } from '../../ops/op';
import { elementCount, type Shape } from '../../ops/tensor';
import { scratchStep } from '../backends/wasm-calls';
import {
  planMemory,
  type Lifetime,
  type MemoryOptions,
  type MemoryPlan,
  type Spot,
} from './memory';
import type { Step, Steps, ValueType } from './steps';

/** Memory comes in multiples of this on every backend. */
const alignment = 16;

/** What a GPU pass and a WASM pass have in common. */
export interface AnyPass {
  readonly buffers: readonly string[];
  readonly once?: boolean;
}

/** A step and the kernel that was chosen for it; an alias has no plan. */
export interface ChosenStep<Pass extends AnyPass = AnyPass> extends Step {
  readonly kernel: string | null;
  readonly constants: Constants;
  readonly plan: Plan<Pass> | null;
}

/**
 * weight: as the network has it. packed: made once from weights, or never
 * written at all. shared: in an arena, with others before and after.
 */
export type Place =
  | { readonly kind: 'weight'; readonly bytes: number }
  | { readonly kind: 'packed'; readonly bytes: number }
  | (Spot & { readonly kind: 'shared'; readonly bytes: number });

export interface NodeLayout<Pass extends AnyPass> {
  readonly step: ChosenStep<Pass>;
  readonly once: readonly Pass[];
  readonly each: readonly Pass[];
  /** By the name that a pass uses; an absent optional input has none. */
  readonly places: ReadonlyMap<string, string>;
  /** Weights that nothing reads after this node's `once` passes. */
  readonly spent: readonly string[];
}

/** A value that can be read after a run. */
export interface Readable {
  readonly place: string;
  readonly dtype: ValueType;
  readonly shape: Shape;
  /** The place whose first u32 says how many rows there are. */
  readonly count?: string;
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

/** The value that owns the memory: an alias has that of what it reads. */
function roots(steps: readonly Step[]): (value: string) => string {
  const of = new Map<string, string>();
  const rootOf = (value: string) => of.get(value) ?? value;
  for (const { node, alias } of steps)
    if (alias)
      for (const value of Object.values(node.outputs))
        of.set(value, rootOf(node.inputs.input));
  return rootOf;
}

/**
 * A pass that runs once may touch weights only. Where a node's weight is
 * computed by another node, its passes run every time, and so do all that use
 * what they made.
 */
function split<Pass extends AnyPass>(
  plan: Plan<Pass>,
  inputs: Readonly<Record<string, string>>,
  isWeight: (value: string) => boolean,
): { once: Pass[]; each: Pass[] } {
  const changing = new Set(
    Object.keys(inputs).filter((role) => !isWeight(inputs[role])),
  );
  const once: Pass[] = [];
  const each: Pass[] = [];
  for (const pass of plan.passes) {
    const stays =
      pass.once && !pass.buffers.some((buffer) => changing.has(buffer));
    if (stays) once.push(pass);
    else each.push(pass);
    if (pass.once && !stays)
      for (const buffer of pass.buffers)
        if (!(buffer in inputs)) changing.add(buffer);
  }
  return { once, each };
}

interface Parts<Pass extends AnyPass> {
  readonly step: ChosenStep<Pass>;
  readonly once: readonly Pass[];
  readonly each: readonly Pass[];
  readonly places: ReadonlyMap<string, string>;
}

/** What one dispatch writes must not be in a buffer with what else it has. */
function apartIn<Pass extends AnyPass>(
  nodes: readonly Parts<Pass>[],
  writes: (pass: Pass, i: number) => boolean,
): (a: string, b: string) => boolean {
  const pairs = new Map<string, Set<string>>();
  const add = (a: string, b: string) => {
    const others = pairs.get(a) ?? new Set();
    pairs.set(a, others.add(b));
  };
  for (const { each, places } of nodes)
    for (const pass of each) {
      const touched = pass.buffers.map((name) => places.get(name));
      for (const [i, a] of touched.entries())
        for (const b of touched)
          if (a !== undefined && b !== undefined && writes(pass, i)) {
            add(a, b);
            add(b, a);
          }
    }
  return (a, b) => pairs.get(a)?.has(b) ?? false;
}

/** Where a value has as many rows as the data says: where their number is. */
function countPlace<Pass extends AnyPass>(
  value: string,
  nodes: readonly Parts<Pass>[],
): string | undefined {
  for (const { step, places } of nodes)
    for (const [output, made] of Object.entries(step.node.outputs))
      if (made === value && step.op.counted?.[output])
        return places.get(step.op.counted[output]);
  return undefined;
}

/** Weights that runs read as they are. */
function heldWeights<Pass extends AnyPass>(
  nodes: readonly Parts<Pass>[],
  readable: readonly Readable[],
  weights: ReadonlySet<string>,
): Set<string> {
  const held = new Set<string>();
  const touch = (place: string | undefined) => {
    if (place !== undefined && weights.has(place)) held.add(place);
  };
  for (const { each, places } of nodes)
    for (const { buffers } of each)
      for (const name of buffers) touch(places.get(name));
  for (const { place } of readable) touch(place);
  return held;
}

/** By node: the weights whose last reader it is, of those that are not held. */
function spentAfter<Pass extends AnyPass>(
  nodes: readonly Parts<Pass>[],
  weights: ReadonlySet<string>,
  held: ReadonlySet<string>,
): string[][] {
  const last = new Map<string, number>();
  for (const [at, { once, places }] of nodes.entries())
    for (const { buffers } of once)
      for (const name of buffers) {
        const place = places.get(name);
        if (place !== undefined && weights.has(place)) last.set(place, at);
      }
  const spent: string[][] = nodes.map(() => []);
  for (const [place, at] of last) if (!held.has(place)) spent[at].push(place);
  return spent;
}
