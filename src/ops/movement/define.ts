/** Ops that only move data: a description of where things go becomes an op. */
import type { Fields, Workload } from '../fields';
import type { Cost, Op, Options, Preset, Problem, Role } from '../op';
import { elementCount, type Shapes } from '../tensor';
import type { Box } from './box';
import { gpuKernels, tiledKernel } from './gpu-kernels';
import { movementReference, type Origin } from './reference';
import { wasmKernels } from './wasm-kernels';

export interface Movement<O extends Options> {
  readonly id: string;
  readonly summary: string;
  readonly source: string;
  /** Absent: one, called `input`. */
  readonly inputs?: readonly Role[];
  readonly fields: Fields;
  readonly presets: readonly Preset[];
  problem(workload: Workload): Problem<O>;
  options(given: Options): O;
  /** Throws `invalid` where shapes and options do not fit each other. */
  outputShape(shapes: Shapes, options: O): number[];
  /** "32·28·28", whose value is the number of elements of the output. */
  count(shapes: Shapes, options: O): string;
  /** Whether neighbours may be others before and after. */
  readonly turns?: boolean;
  /** The definition: where an element of the output comes from. */
  origin(shapes: Shapes, options: O): (position: readonly number[]) => Origin;
  /** The same for the kernels. The output's shape has been checked. */
  boxes(shapes: Shapes, options: O): readonly Box[];
}

export const family = 'Data movement';

export const movement = <O extends Options>(move: Movement<O>): Op<O> => ({
  id: move.id,
  title: move.id,
  family,
  summary: move.summary,
  source: move.source,
  inputs: move.inputs ?? [{ name: 'input' }],
  outputs: ['output'],
  fields: move.fields,
  presets: move.presets,
  problem: move.problem,
  options: move.options,
  shapes: (shapes, options) => ({ output: move.outputShape(shapes, options) }),
  cost(shapes, options) {
    const elements = elementCount(move.outputShape(shapes, options));
    return movedOnce(elements);
  },
  formulas: (shapes, options) => [
    {
      name: 'elements',
      text: move.count(shapes, options),
      value: elementCount(move.outputShape(shapes, options)),
    },
  ],
  tolerance: () => exact,
  reference: (inputs, options) => movementReference(move, inputs, options),
  kernels: [
    ...gpuKernels(move),
    ...(move.turns ? [tiledKernel(move)] : []),
    ...wasmKernels(move),
  ],
  // A barrier costs an emulated GPU more than it saves.
  prefer: (_shapes, _options, { software }) =>
    software ? ['fours', 'naive', 'runs'] : ['tiled', 'fours', 'runs'],
});

/** So many elements written, and as many read where nothing else is said. */
export const movedOnce = (written: number, read = written): Cost => ({
  macs: 0,
  flops: 0,
  params: 0,
  bytesRead: 4 * read,
  bytesWritten: 4 * written,
  bytesNoReuse: 4 * (read + written),
});

export const exact = { ulp: 0, why: 'nothing is computed' };
