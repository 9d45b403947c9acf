/**
 * Element-wise ops of one input: a row of a table becomes an op. Any rank,
 * from a single number on; the output has the input's shape.
 */
import { invalid } from '../../errors';
import type { Fields, Workload } from '../fields';
import { fromFloat64, toFloat64 } from '../numbers';
import type { Op, Options, Tolerance } from '../op';
import { elementCount, type Shapes, type Tensors } from '../tensor';
import {
  optionsOf,
  parameterValues,
  type ElementwiseFunction,
  type ElementwiseOptions,
  type Parameter,
} from './function';
import { gpuKernels } from './gpu-kernels';
import { wasmKernels } from './wasm-kernels';

export function elementwise(fn: ElementwiseFunction): Op<ElementwiseOptions> {
  const parameters = fn.parameters ?? [];
  return {
    id: fn.id,
    title: fn.id,
    family: 'Element-wise',
    summary: fn.summary,
    source: fn.source,
    inputs: [{ name: 'input' }],
    outputs: ['output'],
    fields: fieldsOf(parameters),
    presets: fn.presets,
    problem(workload) {
      const [h, w] = workload.in as readonly number[];
      return {
        shapes: { input: [workload.n as number, workload.c as number, h, w] },
        options: optionsOf(fn, pick(workload, parameters)),
      };
    },
    options: (given) => optionsOf(fn, given),
    shapes: (shapes) => ({ output: [...inputShape(fn.id, shapes)] }),
    cost(shapes) {
      const elements = elementCount(inputShape(fn.id, shapes));
      return {
        macs: (fn.macs ?? 0) * elements,
        flops: fn.operations * elements,
        params: 0,
        bytesRead: 4 * elements,
        bytesWritten: 4 * elements,
        bytesNoReuse: 8 * elements,
      };
    },
    formulas(shapes) {
      const shape = inputShape(fn.id, shapes);
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
    tolerance: (_, options) => toleranceOf(fn, options),
    reference: (inputs, options) => reference(fn, inputs, options),
    kernels: [...gpuKernels(fn), ...wasmKernels(fn)],
    prefer: () => ['vec4', 'simd'],
  };
}

/** Elements between two looks at whether the run is still wanted. */
const stepElements = 2 ** 18;

function* reference(
  fn: ElementwiseFunction,
  inputs: Tensors,
  options: ElementwiseOptions,
): Generator<number, Tensors> {
  const { shape, dtype } = inputs.input;
  const [alpha, beta] = parameterValues(fn, options, dtype);
  const values = toFloat64(inputs.input);
  for (let start = 0; start < values.length; start += stepElements) {
    const end = Math.min(start + stepElements, values.length);
    for (let i = start; i < end; i++)
      values[i] = fn.value(values[i], alpha, beta);
    yield end / values.length;
  }
  return { output: fromFloat64(values, shape, dtype) };
}

function toleranceOf(
  fn: ElementwiseFunction,
  options: ElementwiseOptions,
): Tolerance {
  const { ulp, why, scale } = fn;
  if (!scale) return { ulp, why };
  const [alpha, beta] = parameterValues(fn, options);
  return {
    ulp,
    why,
    scale({ input }) {
      const values = toFloat64(input);
      return (index) => scale(values[index], alpha, beta);
    },
  };
}

function inputShape(id: string, { input }: Shapes): readonly number[] {
  if (!input) throw invalid(`${id} has no input; pass a tensor of any rank.`);
  return input;
}

const pick = (workload: Workload, parameters: readonly Parameter[]): Options =>
  Object.fromEntries(parameters.map(({ name }) => [name, workload[name]]));

const fieldsOf = (parameters: readonly Parameter[]): Fields => [
  {
    kind: 'ints',
    parts: ['height', 'width'],
    id: 'in',
    label: 'Input H × W',
    help: 'Height and width of the input; no element sees another one.',
    min: 1,
    max: 4096,
    initial: [56, 56],
  },
  {
    kind: 'int',
    id: 'c',
    label: 'Channels',
    help: 'Feature planes of the input.',
    min: 1,
    max: 65536,
    initial: 64,
  },
  {
    kind: 'int',
    id: 'n',
    label: 'Batch',
    help: 'Images in one call.',
    min: 1,
    max: 64,
    initial: 1,
  },
  ...parameters.map(({ name, label, help, initial, formInitial }) => ({
    kind: 'number' as const,
    id: name,
    label,
    help,
    min: -1e6,
    max: 1e6,
    initial: formInitial ?? initial,
  })),
];
