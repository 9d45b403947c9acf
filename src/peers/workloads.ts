/**
 * What is compared: presets of our own ops, by name, so that the Bench page
 * opens the very same layer; and whole networks.
 */
import { costOf, shapesOfValues } from '../networks/graph';
import { defaultSwitches, optimise } from '../networks/rewrite';
import { checkWorkload } from '../ops/fields';
import { ops } from '../ops';
import type { Cost, Op, Preset } from '../ops/op';
import { random, randomInputs } from '../ops/random';
import { elementCount } from '../ops/tensor';
import { comparedNetwork, exported } from './export';
import type { PeerProblem } from './peer';

/** Of inputs and weights alike. */
export const seed = 1;
/** In place of an op's id. */
const networkOp = 'network';

export interface PeerWorkload {
  readonly id: string;
  /** "network": the preset is a network's id. */
  readonly op: string;
  readonly preset: string;
  /**
   * A call's overhead is shown beside the layers and counts for no mean; nor
   * does nms, whose ratios are those of another algorithm and not of a layer;
   * nor does a network, which is many layers again.
   */
  readonly counts: boolean;
}

const workload = (id: string, op: string, counts = true): PeerWorkload => ({
  ...{ id, op, counts },
  preset: `peers-${id}`,
});

export const workloads: readonly PeerWorkload[] = [
  workload('0a', 'relu', false),
  workload('0b', 'relu', false),
  ...Array.from({ length: 16 }, (_, i) => workload(String(i + 1), 'conv2d')),
  workload('17', 'convTranspose2d'),
  ...['18a', '18b', '18c'].map((id) => workload(id, 'nms', false)),
  { id: 'M', op: networkOp, preset: 'mobilenet-v2', counts: false },
];

/** A workload whose op and preset this version has. */
export interface Available extends PeerWorkload {
  readonly title: string;
  readonly cost: Cost;
}

export interface Selection {
  readonly available: readonly Available[];
  /** What is left out, and why. */
  readonly skipped: readonly { readonly id: string; readonly why: string }[];
}

/** Throws for an id that names no workload; absent ids mean all. */
export function selectWorkloads(ids?: readonly string[]): Selection {
  for (const id of ids ?? [])
    if (!workloads.some((each) => each.id === id))
      throw new Error(
        `workload "${id}" is not known; use one of ` +
          `${workloads.map((each) => each.id).join(', ')}.`,
      );
  const available: Available[] = [];
  const skipped: { id: string; why: string }[] = [];
  for (const each of workloads) {
    if (ids && !ids.includes(each.id)) continue;
    if (each.op === networkOp) {
      available.push({ ...each, ...aboutNetwork(each.preset) });
      continue;
    }
    const found = find(each);
    if (typeof found === 'string') skipped.push({ id: each.id, why: found });
    else {
      const { op, preset } = found;
      const { shapes, options } = problemOf(op, preset);
      const cost = op.cost(shapes, options);
      available.push({ ...each, title: plainTitle(preset), cost });
    }
  }
  return { available, skipped };
}

/** The same numbers in every realm: they follow from shapes and seed. */
export function problemFor(each: PeerWorkload): PeerProblem {
  if (each.op === networkOp) return networkProblem(each.preset);
  const found = find(each);
  if (typeof found === 'string') throw new Error(found);
  const { shapes, options } = problemOf(found.op, found.preset);
  const outputs = found.op.shapes(shapes, options);
  return {
    op: each.op,
    inputs: randomInputs(found.op, shapes, seed),
    options,
    outputShape: outputs[found.op.outputs[0]],
  };
}

function networkProblem(id: string): PeerProblem {
  const network = comparedNetwork(id);
  const [[name, shape]] = Object.entries(network.inputs);
  const next = random(seed);
  const data = Float32Array.from(
    { length: elementCount(shape) },
    () => 2 * next() - 1,
  );
  const forPeers = exported(network, data, seed);
  const length = forPeers.outputs.reduce(
    (sum, output) => sum + elementCount(output.shape),
    0,
  );
  return {
    op: networkOp,
    inputs: { [name]: { shape: [...shape], dtype: 'float32', data } },
    options: {},
    outputShape: [length],
    network: forPeers,
  };
}

/** A page asks whenever it draws its form. */
const known = new Map<string, { title: string; cost: Cost }>();

/** Its layers as we run them, one after another. */
function aboutNetwork(id: string): { title: string; cost: Cost } {
  const before = known.get(id);
  if (before) return before;
  const network = comparedNetwork(id);
  const [[, , side]] = Object.values(network.inputs);
  const graph = optimise(network, defaultSwitches);
  const shapes = shapesOfValues(graph);
  const cost = graph.nodes
    .map((node) => costOf(node, shapes))
    .reduce((sum, each) => ({
      macs: sum.macs + each.macs,
      flops: sum.flops + each.flops,
      params: sum.params + each.params,
      bytesRead: sum.bytesRead + each.bytesRead,
      bytesWritten: sum.bytesWritten + each.bytesWritten,
      bytesNoReuse: sum.bytesNoReuse + each.bytesNoReuse,
    }));
  const about = { title: `${network.title}, whole, @${side}`, cost };
  known.set(id, about);
  return about;
}

function find(each: PeerWorkload): { op: Op; preset: Preset } | string {
  const op = ops.find(({ id }) => id === each.op);
  if (!op) return `this version has no op ${each.op}`;
  const preset = op.presets.find(({ id }) => id === each.preset);
  return preset
    ? { op, preset }
    : `${each.op} has no preset ${each.preset} in this version`;
}

const problemOf = (op: Op, { workload }: Preset) =>
  op.problem(checkWorkload(op.fields, workload));

/** Without the number that the preset's title carries in its own list. */
const plainTitle = ({ title }: Preset) => title.replace(/^\d+[a-z]? · /, '');
