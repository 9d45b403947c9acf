/** Valid problems of an op: from its fields, and from its tests' problems. */
import fc from 'fast-check';
import { RidgepointError } from '../errors';
import {
  checkWorkload,
  type Field,
  type FieldValue,
  type Workload,
} from '../ops/fields';
import type { Op, Problem } from '../ops/op';
import { elementCount } from '../ops/tensor';
import type { Draw } from './draw';
import { casesOf } from './problems/cases';

export interface DrawnProblem {
  readonly problem: Problem;
  readonly workload: Workload | null;
}

/** What an emulated GPU and the oracle do in a moment. */
const mostWork = 4e5;
const mostElements = 2 ** 16;
const tries = 60;

export function drawProblem(op: Op, draw: Draw): DrawnProblem {
  const { awkward, random } = casesOf[op.id];
  const source = draw.share();
  if (source < 0.55) {
    const drawn = drawFromFields(op, draw);
    if (drawn) return drawn;
  }
  if (source < 0.85) {
    // The last of a few: the first ones are the simplest.
    const drawn = fc.sample(random, { seed: draw.seed(), numRuns: 9 });
    return { problem: drawn.at(-1), workload: null };
  }
  const small = awkward.filter(({ problem }) => isSmall(op, problem));
  return { problem: draw.pick(small).problem, workload: null };
}

function drawFromFields(op: Op, draw: Draw): DrawnProblem | null {
  for (let i = 0; i < tries; i++) {
    const workload = drawWorkload(op, draw);
    const problem = problemFrom(op, workload);
    if (problem && isSmall(op, problem)) return { problem, workload };
  }
  return null;
}

/** null where the op refuses it. */
export function problemFrom(op: Op, workload: Workload): Problem | null {
  try {
    const problem = op.problem(checkWorkload(op.fields, workload));
    op.shapes(problem.shapes, problem.options);
    return problem;
  } catch (error) {
    if (error instanceof RidgepointError) return null;
    throw error;
  }
}

export function isSmall(op: Op, { shapes, options }: Problem): boolean {
  const all = { ...shapes, ...op.shapes(shapes, options) };
  const elements = Object.values(all).map(elementCount);
  const { macs, bytesNoReuse } = op.cost(shapes, options);
  return (
    Math.max(...elements) <= mostElements &&
    Math.max(macs, bytesNoReuse / 32) <= mostWork
  );
}

/** Values of fields that leave something of a small image. */
const largest: Readonly<Record<string, number>> = {
  ...{ in: 40, out: 20, k: 5, s: 3, d: 3, pads: 4, more: 2, n: 3, g: 4 },
  ...{ start: 3, size: 12, og: 3, r: 12, perm: 3, ratio: 4, b: 5 },
};
/** Where the same letter counts rows of a matrix or boxes, not images. */
const rows = new Set(['gemm', 'matmul', 'fullyConnected']);
const usualLargest = 40;
const mostBoxes = 300;

function drawWorkload(op: Op, draw: Draw): Workload {
  const boxes = op.inputs.some(({ name }) => /^(boxes1?|scores)$/.test(name));
  const limit = ({ id, kind }: Field) => {
    if (kind === 'int' && rows.has(op.id)) return 90;
    if (kind === 'int' && boxes && /^[nmk]$|^max$/.test(id)) return mostBoxes;
    return largest[id] ?? usualLargest;
  };
  const workload: Record<string, FieldValue> = Object.fromEntries(
    op.fields.map((field) => [field.id, drawField(field, limit(field), draw)]),
  );
  // A group divides the channels; each may have a group of its own.
  if (typeof workload.g === 'number') {
    const { g } = workload;
    const own = draw.chance(0.3);
    for (const id of ['c', 'cin', 'cout'])
      if (id in workload) workload[id] = own ? g : g * draw.side(1, 20);
    if (own && 'cin' in workload) {
      const channels = draw.side(1, 40);
      Object.assign(workload, { g: channels, cin: channels, cout: channels });
    }
  }
  if ('perm' in workload) workload.perm = shuffled([0, 1, 2, 3], draw);
  return workload;
}

function drawField(field: Field, most: number, draw: Draw): FieldValue {
  switch (field.kind) {
    case 'int':
      return draw.side(field.min, Math.min(field.max, most));
    case 'ints': {
      const least = Math.max(field.min, -9);
      const end = Math.min(field.max, field.min < 0 ? 9 : most);
      return field.parts.map(() => draw.side(least, end));
    }
    case 'number': {
      const values = [field.initial, 0, 1, -1, 0.5, 9 * draw.share() - 3];
      const fits = (value: number) => value >= field.min && value <= field.max;
      return draw.pick(values.filter(fits));
    }
    case 'choice':
      return draw.pick(field.choices);
    case 'flag':
      return draw.chance(0.5);
  }
}

function shuffled<T>(values: readonly T[], draw: Draw): T[] {
  const rest = [...values];
  return values.map(() => rest.splice(draw.int(0, rest.length - 1), 1)[0]);
}
