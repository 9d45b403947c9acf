/** An op of the family: everything follows from what work a call is. */
import type { Fields } from '../fields';
import type { Formula, Op, Options, Preset, Problem, Role, Sweep } from '../op';
import { elementCount, type Shapes, type Tensors } from '../tensor';
import type { Workload } from '../fields';
import { gpuKernels } from './gpu/kernels';
import { nmsReference } from './reference';
import { wasmKernels } from './wasm-kernels';
import { pairsOf, type Work } from './work';

/**
 * Of a pair: two maxima and minima for the corners, two lengths, two clamps,
 * the product, the union's two sums, the quotient and the comparison.
 */
const operations = 13;

interface Definition<O extends Options> {
  readonly id: string;
  readonly summary: string;
  readonly source: string;
  readonly inputs: readonly Role[];
  readonly fields: Fields;
  readonly presets: readonly Preset[];
  readonly sweeps?: readonly Sweep[];
  problem(workload: Workload): Problem<O>;
  options(given: Options): O;
  /** Throws `invalid` for shapes that do not fit each other. */
  work(shapes: Shapes, options: O): Work;
  generate(shapes: Shapes, seed: number): Tensors;
  /** Pairs that one box takes part in are of its class only. */
  readonly evenClasses: number;
}

export function nmsOp<O extends Options>(definition: Definition<O>): Op<O> {
  const { work, evenClasses, ...own } = definition;
  const pairs = (shapes: Shapes, options: O) =>
    Math.round(pairsOf(work(shapes, options)) / evenClasses);
  return {
    ...own,
    title: definition.id,
    family: 'Detection',
    outputs: ['output', 'validCount'],
    outputTypes: { output: 'int32', validCount: 'int32' },
    counted: { output: 'rows' },
    shapes(shapes, options) {
      const { rows, columns } = work(shapes, options);
      return {
        output: columns === 1 ? [rows] : [rows, columns],
        validCount: [1],
      };
    },
    /**
     * At least: each box is held against one other. How many pairs there are
     * to judge depends on the boxes; bytesNoReuse counts all of a class.
     */
    cost(shapes, options) {
      const { rows, columns, segments, boxes } = work(shapes, options);
      const count = segments * boxes;
      const read = Object.values(shapes).reduce(
        (sum, shape) => sum + elementCount(shape),
        0,
      );
      return {
        // inter − threshold · union, were it one.
        macs: count,
        flops: operations * count,
        params: 0,
        bytesRead: 4 * read,
        bytesWritten: 4 * (rows * columns + 1),
        bytesNoReuse: 2 * 16 * pairs(shapes, options),
      };
    },
    formulas: (shapes, options) =>
      formulas(work(shapes, options), pairs(shapes, options), evenClasses),
    tolerance: () => ({
      ulp: 0,
      why: 'indices are exact: every pair is decided in the same rounded steps',
    }),
    reference: (inputs, options) =>
      nmsReference(inputs, work(shapesFrom(inputs), options)),
    kernels: [...gpuKernels(work), ...wasmKernels(work)],
    prefer: () => ['blocks', 'grid'],
  };
}

const shapesFrom = (inputs: Tensors): Shapes =>
  Object.fromEntries(
    Object.entries(inputs).map(([role, { shape }]) => [role, shape]),
  );

function formulas(
  { segments, boxes, rows }: Work,
  pairs: number,
  classes: number,
): Formula[] {
  const each = segments > 1 ? `${segments}·` : '';
  const split = classes > 1 ? `, if ${classes} classes are alike` : '';
  return [
    { name: 'boxes', text: `${each}${boxes}`, value: segments * boxes },
    { name: 'output rows', text: `at most ${rows}`, value: rows },
    {
      name: 'pairs',
      text: `${each}${boxes}·(${boxes}−1)/2${classes > 1 ? `/${classes}` : ''}${split}`,
      value: pairs,
    },
    {
      name: 'FLOPs',
      text: `${operations} of a pair, one pair for each box at least`,
      value: operations * segments * boxes,
    },
  ];
}
