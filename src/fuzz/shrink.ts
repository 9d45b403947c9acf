/** Makes a failing case smaller, one greedy step after the other. */
import { opById } from '../ops';
import type { FieldValue, Workload } from '../ops/fields';
import type { Op } from '../ops/op';
import { problemFrom } from './draw-problem';
import type { FuzzCase } from './fuzz-case';

/** The smallest case found that `fails`; asks it for at most `budgetMs`. */
export async function shrunk(
  first: FuzzCase,
  fails: (one: FuzzCase) => Promise<boolean>,
  budgetMs = 30_000,
): Promise<FuzzCase> {
  const end = performance.now() + budgetMs;
  let best = first;
  for (let improved = true; improved;) {
    improved = false;
    for (const candidate of smaller(best)) {
      if (performance.now() > end) return best;
      if (!(await fails(candidate))) continue;
      best = candidate;
      improved = true;
      break;
    }
  }
  return best;
}

function* smaller(one: FuzzCase): Generator<FuzzCase> {
  const op = opById(one.op);
  const { values } = one;
  if (values.dtype !== 'float32')
    yield { ...one, values: { ...values, dtype: 'float32' } };
  if (values.mode !== 'usual')
    yield { ...one, values: { ...values, mode: 'usual' } };
  if (values.seed !== 1) yield { ...one, values: { ...values, seed: 1 } };
  if (one.workload) yield* smallerWorkloads(op, one, one.workload);
  else yield* smallerProblems(op, one);
}

function* smallerWorkloads(
  op: Op,
  one: FuzzCase,
  workload: Workload,
): Generator<FuzzCase> {
  for (const field of op.fields)
    for (const value of simpler(
      field.kind === 'flag' ? false : least(field),
      workload[field.id],
    )) {
      const next = { ...workload, [field.id]: value };
      const problem = problemFrom(op, next);
      if (problem)
        yield {
          ...one,
          workload: next,
          shapes: problem.shapes,
          options: { ...problem.options },
        };
    }
}

const least = (field: Op['fields'][number]): FieldValue =>
  field.kind === 'choice'
    ? field.choices[0]
    : field.kind === 'ints'
      ? field.parts.map(() => Math.max(field.min, 0))
      : field.kind === 'flag'
        ? false
        : Math.max(field.min, 0);

/** From the least towards the value; the value itself is none of them. */
function simpler(from: FieldValue, value: FieldValue): FieldValue[] {
  if (typeof value === 'number' && typeof from === 'number')
    return numbers(from, value);
  if (Array.isArray(value) && Array.isArray(from))
    return value.flatMap((part: number, i) =>
      numbers(from[i] as number, part).map((less) => value.with(i, less)),
    );
  return from === value ? [] : [from];
}

function numbers(from: number, value: number): number[] {
  const steps = [from, Math.floor((from + value) / 2), value - 1];
  return [...new Set(steps)].filter((step) => step >= from && step < value);
}

/** Equal numbers shrink together: the channels of an input and its filter. */
function* smallerProblems(op: Op, one: FuzzCase): Generator<FuzzCase> {
  const known = new Set(Object.values(one.shapes).flat());
  for (const value of [...known].sort((a, b) => b - a))
    for (const less of numbers(1, value)) {
      const swap = (side: number) => (side === value ? less : side);
      const shapes = Object.fromEntries(
        Object.entries(one.shapes).map(([role, shape]) => [
          role,
          shape.map(swap),
        ]),
      );
      for (const options of [one.options, mappedNumbers(one.options, swap)])
        if (isValid(op, shapes, options)) yield { ...one, shapes, options };
    }
  for (const [role, shape] of Object.entries(one.shapes))
    for (const [axis, side] of shape.entries())
      for (const less of numbers(1, side)) {
        const shapes = { ...one.shapes, [role]: shape.with(axis, less) };
        if (isValid(op, shapes, one.options)) yield { ...one, shapes };
      }
  const defaults = defaultsOf(op);
  for (const [name, value] of Object.entries(one.options)) {
    if (!(name in defaults)) continue;
    if (JSON.stringify(value) === JSON.stringify(defaults[name])) continue;
    const options = { ...one.options, [name]: defaults[name] };
    if (isValid(op, one.shapes, options)) yield { ...one, options };
  }
}

/** None where an option has no default. */
function defaultsOf(op: Op): FuzzCase['options'] {
  try {
    return op.options({});
  } catch {
    return {};
  }
}

const mappedNumbers = (
  options: FuzzCase['options'],
  swap: (side: number) => number,
): FuzzCase['options'] =>
  Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? value.map(swap)
        : typeof value === 'number'
          ? swap(value)
          : value,
    ]),
  );

function isValid(
  op: Op,
  shapes: FuzzCase['shapes'],
  options: FuzzCase['options'],
): boolean {
  try {
    op.shapes(shapes, op.options(options));
    return true;
  } catch {
    return false;
  }
}
