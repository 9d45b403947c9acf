/**
 * Element-wise ops of two inputs that broadcast: a row of a table becomes an
 * op. Any ranks; the output has the broadcast shape.
 */
import { invalid } from '../../errors';
import { fromFloat64, toFloat64 } from '../numbers';
import type { Op, Options } from '../op';
import { random } from '../random';
import { elementCount, type Shape, type Shapes, type Tensors } from '../tensor';
import { broadcastShape, collapsedAxes } from './broadcast';
import { binaryFields, shapesOf } from './fields';
import { rolesOf, type BinaryFunction, type Range } from './function';
import { gpuKernels } from './gpu-kernels';
import { wasmKernels } from './wasm-kernels';

export function binary(fn: BinaryFunction): Op {
  const [a, b] = rolesOf(fn);
  return {
    id: fn.id,
    title: fn.id,
    family: 'Element-wise',
    summary: fn.summary,
    source: fn.source,
    inputs: [{ name: a }, { name: b, weight: fn.learned }],
    outputs: ['output'],
    fields: binaryFields,
    presets: fn.presets,
    problem(workload) {
      const [first, second] = shapesOf(workload);
      return { shapes: { [a]: first, [b]: second }, options: {} };
    },
    options: (given) => noOptions(fn, given),
    shapes: (shapes) => ({ output: outputShape(fn, shapes) }),
    cost(shapes) {
      const elements = elementCount(outputShape(fn, shapes));
      return {
        macs: 0,
        flops: fn.operations * elements,
        params: fn.learned ? elementCount(shapes[b]) : 0,
        bytesRead: 4 * (elementCount(shapes[a]) + elementCount(shapes[b])),
        bytesWritten: 4 * elements,
        bytesNoReuse: 12 * elements,
      };
    },
    formulas(shapes) {
      const shape = outputShape(fn, shapes);
      const elements = elementCount(shape);
      return [
        { name: 'elements', text: shape.join('·') || '1', value: elements },
        {
          name: 'FLOPs',
          text: `${fn.operations} in ${fn.formula}, per element`,
          value: fn.operations * elements,
        },
      ];
    },
    ...(fn.ranges && {
      generate: (shapes, seed) => generate(fn.ranges!, [a, b], shapes, seed),
    }),
    tolerance: () => ({ ulp: fn.ulp, why: fn.why }),
    reference: (inputs) => reference(fn, inputs),
    kernels: [...gpuKernels(fn), ...wasmKernels(fn)],
    prefer: () => ['vec4', 'gather', 'naive', 'simd'],
  };
}

/** Elements between two looks at whether the run is still wanted. */
const stepElements = 2 ** 18;

function* reference(
  fn: BinaryFunction,
  inputs: Tensors,
): Generator<number, Tensors> {
  const [a, b] = rolesOf(fn).map((role) => inputs[role]);
  const [x, y] = [toFloat64(a), toFloat64(b)];
  const axes = collapsedAxes(a.shape, b.shape);
  const shape = broadcastShape(a.shape, b.shape);
  const values = new Float64Array(elementCount(shape));
  for (let start = 0; start < values.length; start += stepElements) {
    const end = Math.min(start + stepElements, values.length);
    for (let i = start; i < end; i++) {
      let [rest, atA, atB] = [i, 0, 0];
      for (const axis of axes) {
        const place = rest % axis.size;
        rest = (rest - place) / axis.size;
        atA += place * axis.a;
        atB += place * axis.b;
      }
      values[i] = fn.value(x[atA], y[atB]);
    }
    yield end / values.length;
  }
  return { output: fromFloat64(values, shape, a.dtype) };
}

function outputShape(fn: BinaryFunction, shapes: Shapes): number[] {
  const [a, b] = rolesOf(fn);
  for (const role of [a, b])
    if (!shapes[role])
      throw invalid(`${fn.id} has no ${role}; pass a tensor of any rank.`);
  const output = broadcastShape(shapes[a], shapes[b]);
  if (fn.learned && !isSame(output, shapes[a]))
    throw invalid(
      `${b} [${shapes[b].join(', ')}]: does not broadcast to the ${a} ` +
        `[${shapes[a].join(', ')}]; give it no larger side than that has.`,
    );
  return output;
}

const isSame = (a: Shape, b: Shape) => a.join() === b.join();

function noOptions({ id }: BinaryFunction, given: Options): Options {
  const [name] = Object.keys(given);
  if (name !== undefined)
    throw invalid(`${id} has no option "${name}": it has none.`);
  return {};
}

const generate = (
  ranges: readonly [Range, Range],
  roles: readonly string[],
  shapes: Shapes,
  seed: number,
): Tensors =>
  Object.fromEntries(
    roles.map((role, i) => {
      const next = random(seed + i * 0x9e3779b9);
      const [from, to] = ranges[i];
      const values = new Float64Array(elementCount(shapes[role]));
      for (let j = 0; j < values.length; j++)
        values[j] = from + next() * (to - from);
      return [role, fromFloat64(values, shapes[role], 'float32')];
    }),
  );
