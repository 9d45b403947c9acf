/**
 * resample2d: two axes of a tensor stretched or shrunk.
 *
 * input of 4 dimensions → output of the same, but for the two `axes`; the
 * nearest element, or four weighted by their distance. Shrinking does not
 * filter: what lies between the coordinates is not seen.
 */
import type { Formula, Op, Tolerance } from '../op';
import { resample2dFields, resample2dProblem } from './fields';
import {
  resampleGeometry,
  sourceOf,
  type AxisMap,
  type ResampleGeometry,
} from './geometry';
import { gpuKernels } from './gpu-kernels';
import { resample2dOptions, type Resample2dOptions } from './options';
import { resample2dPresets } from './presets';
import { resample2dReference, resample2dScale } from './reference';
import { wasmKernels } from './wasm-kernels';

export const resample2d: Op<Resample2dOptions> = {
  id: 'resample2d',
  title: 'resample2d',
  family: 'Resampling',
  summary: 'Resizes an image: the nearest pixel, or four of them, weighted.',
  source: 'https://www.w3.org/TR/webnn/#api-mlgraphbuilder-resample2d-method',
  inputs: [{ name: 'input' }],
  outputs: ['output'],
  fields: resample2dFields,
  presets: resample2dPresets,
  problem: resample2dProblem,
  options: resample2dOptions,
  shapes: (shapes, options) => ({
    output: resampleGeometry(shapes, options).outputShape,
  }),
  cost(shapes, options) {
    const g = resampleGeometry(shapes, options);
    const taps = tapsOf(options);
    const macs = options.mode === 'linear' ? taps * g.outputs : 0;
    return {
      macs,
      flops: 2 * macs,
      params: 0,
      bytesRead: 4 * elementsRead(g, options),
      bytesWritten: 4 * g.outputs,
      bytesNoReuse: 4 * (taps + 1) * g.outputs,
    };
  },
  formulas(shapes, options) {
    const g = resampleGeometry(shapes, options);
    return [
      scaleFormula('down', g.rows),
      scaleFormula('across', g.columns),
      {
        name: 'MACs',
        text: `${options.mode === 'linear' ? 4 : 0}·${g.outputShape.join('·')}`,
        value: options.mode === 'linear' ? 4 * g.outputs : 0,
      },
    ];
  },
  tolerance: (_, options) => toleranceOf(options),
  planeAxes: ({ axes: [a, b] }) => [Math.min(a, b), Math.max(a, b)],
  reference: resample2dReference,
  kernels: [...gpuKernels, ...wasmKernels],
  prefer: () => ['channels', 'fours', 'planes', 'naive', 'simd'],
};

const tapsOf = ({ mode }: Resample2dOptions) => (mode === 'linear' ? 4 : 1);

/** Shrinking leaves out whole rows and columns. */
function elementsRead(g: ResampleGeometry, options: Resample2dOptions): number {
  const read = (axis: AxisMap) => {
    const seen = new Set<number>();
    for (let o = 0; o < axis.output; o++) {
      const { low, high, weight } = sourceOf(axis, o);
      seen.add(low);
      if (options.mode === 'linear' && weight > 0) seen.add(high);
    }
    return seen.size;
  };
  return g.outer * read(g.rows) * g.middle * read(g.columns) * g.inner;
}

const toleranceOf = (options: Resample2dOptions): Tolerance =>
  options.mode === 'nearest-neighbor'
    ? { ulp: 0, why: 'coordinates are whole numbers, and nothing is added' }
    : {
        ulp: 16,
        why:
          'a weight’s division rounds 2.5, at the difference of two elements, ' +
          'which is twice as large; difference, product and sum round 3 ' +
          'more; along 2 axes',
        scale: (inputs) => resample2dScale(inputs, options),
      };

const scaleFormula = (name: string, { input, output }: AxisMap): Formula => ({
  name: `scale ${name}`,
  text: `${output}/${input}`,
  value: output / input,
});
