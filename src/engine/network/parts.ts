/** What the passes of a network's nodes read and write, and when. Pure. */
import type { Constants, Plan } from '../../ops/op';
import type { Shape } from '../../ops/tensor';
import type { Step, ValueType } from './steps';

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

/** A node with its passes, and where their buffers lie. */
export interface Parts<Pass extends AnyPass> {
  readonly step: ChosenStep<Pass>;
  readonly once: readonly Pass[];
  readonly each: readonly Pass[];
  /** By the name that a pass uses; an absent optional input has none. */
  readonly places: ReadonlyMap<string, string>;
}

/** A value that can be read after a run. */
export interface Readable {
  readonly place: string;
  readonly dtype: ValueType;
  readonly shape: Shape;
  /** The place whose first u32 says how many rows there are. */
  readonly count?: string;
}

/** The value that owns the memory: an alias has that of what it reads. */
export function roots(steps: readonly Step[]): (value: string) => string {
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
export function split<Pass extends AnyPass>(
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

/** What one dispatch writes must not be in a buffer with what else it has. */
export function apartIn<Pass extends AnyPass>(
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
export function countPlace<Pass extends AnyPass>(
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
export function heldWeights<Pass extends AnyPass>(
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
export function spentAfter<Pass extends AnyPass>(
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
