/**
 * argMax and argMin: where the extreme number of a line is. Input of any rank
 * from 1 → int32 indices. The first of equals wins, and the first NaN over all.
 */
import { invalid } from '../../errors';
import { linesOf, lineStart } from '../line';
import { toFloat64 } from '../numbers';
import type { Op, Preset } from '../op';
import { elementCount, shapesOf, type Shapes, type Tensors } from '../tensor';
import { gpuKernels } from './gpu-kernels';
import { argFields, argOptions, argProblem, type ArgOptions } from './options';
import { wasmKernels } from './wasm-kernels';

export interface ArgExtreme {
  readonly id: 'argMax' | 'argMin';
  readonly summary: string;
  /** 1 for the largest number, −1 for the smallest: it is the largest of −x. */
  readonly sign: 1 | -1;
  readonly presets: readonly Preset[];
}

export const argExtreme = (own: ArgExtreme): Op<ArgOptions> => ({
  id: own.id,
  title: own.id,
  family: 'Reduction',
  summary: own.summary,
  source: 'https://www.w3.org/TR/webnn/#api-mlgraphbuilder-argminmax',
  inputs: [{ name: 'input' }],
  outputs: ['output'],
  outputTypes: { output: 'int32' },
  fields: argFields,
  presets: own.presets,
  problem: argProblem,
  options: argOptions,
  shapes: (shapes, options) => ({ output: outputShape(own, shapes, options) }),
  cost(shapes, options) {
    const { lines } = linesOf(own.id, shapes, options);
    const elements = elementCount(shapes.input);
    return {
      macs: 0,
      flops: elements,
      params: 0,
      bytesRead: 4 * elements,
      bytesWritten: 4 * lines,
      bytesNoReuse: 4 * (elements + lines),
    };
  },
  formulas(shapes, options) {
    const { lines, length } = linesOf(own.id, shapes, options);
    return [
      { name: 'indices', text: `${lines * length}/${length}`, value: lines },
      {
        name: 'FLOPs',
        text: `1 comparison, per element of ${lines} · ${length}`,
        value: lines * length,
      },
    ];
  },
  tolerance: () => ({ ulp: 0, why: 'an index is right or wrong' }),
  reference: (inputs, options) => reference(own, inputs, options),
  kernels: [...gpuKernels(own), ...wasmKernels(own)],
  // A barrier costs an emulated GPU more than it shares out.
  prefer: (_shapes, _options, { software }) =>
    software
      ? ['columns', 'naive', 'simd']
      : ['columns', 'rows', 'naive', 'simd'],
});

/** Lines between two looks at whether the run is still wanted. */
const stepLines = 256;

function* reference(
  own: ArgExtreme,
  inputs: Tensors,
  options: ArgOptions,
): Generator<number, Tensors> {
  const shapes = shapesOf(inputs);
  const geometry = linesOf(own.id, shapes, options);
  const { lines, length, inner } = geometry;
  const values = toFloat64(inputs.input);
  const data = new Int32Array(lines);
  for (let line = 0; line < lines; line++) {
    const first = lineStart(geometry, line);
    let best = values[first];
    for (let i = 1; i < length && !Number.isNaN(best); i++) {
      const x = values[first + i * inner];
      if (own.sign * x <= own.sign * best) continue;
      best = x;
      data[line] = i;
    }
    if (line % stepLines === 0) yield line / lines;
  }
  const shape = outputShape(own, shapes, options);
  return { output: { shape, dtype: 'int32', data } };
}

function outputShape(
  { id }: ArgExtreme,
  shapes: Shapes,
  options: ArgOptions,
): number[] {
  const { lines, length } = linesOf(id, shapes, options);
  const { axis, keepDimensions } = options;
  if (lines > 0 && length === 0)
    throw invalid(
      `${id} over axis ${axis} of [${shapes.input.join(', ')}] has nothing to ` +
        `choose from; give that axis at least one element.`,
    );
  return shapes.input.toSpliced(axis, 1, ...(keepDimensions ? [1] : []));
}
