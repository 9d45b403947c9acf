/** softmax: input of any rank from 1 → output of the same shape. */
import { linesOf } from '../line';
import type { Op } from '../op';
import { elementCount } from '../tensor';
import { gpuKernels } from './gpu-kernels';
import {
  softmaxFields,
  softmaxOptions,
  softmaxProblem,
  type SoftmaxOptions,
} from './options';
import { presets } from './presets';
import { softmaxReference, softmaxScale } from './reference';
import { wasmKernels } from './wasm-kernels';

/** A comparison, a difference, an exponential, a sum and a quotient. */
const operations = 5;

export const softmax: Op<SoftmaxOptions> = {
  id: 'softmax',
  title: 'softmax',
  family: 'Normalisation',
  summary: 'Exponentials along an axis, over their sum: shares of 1.',
  source: 'https://www.w3.org/TR/webnn/#api-mlgraphbuilder-softmax-method',
  inputs: [{ name: 'input' }],
  outputs: ['output'],
  fields: softmaxFields,
  presets,
  problem: softmaxProblem,
  options: softmaxOptions,
  shapes(shapes, options) {
    linesOf('softmax', shapes, options);
    return { output: [...shapes.input] };
  },
  cost({ input }) {
    const elements = elementCount(input);
    return {
      macs: 0,
      flops: operations * elements,
      params: 0,
      bytesRead: 4 * elements,
      bytesWritten: 4 * elements,
      bytesNoReuse: 16 * elements,
    };
  },
  formulas(shapes, options) {
    const { lines, length } = linesOf('softmax', shapes, options);
    return [
      {
        name: 'sums',
        text: `${lines * length}/${length}`,
        value: lines,
      },
      {
        name: 'FLOPs',
        text: `${operations} in e^(x − max) / Σ e^(x − max), per element`,
        value: operations * lines * length,
      },
    ];
  },
  tolerance(shapes, options) {
    const { length } = linesOf('softmax', shapes, options);
    return {
      ulp: Math.ceil(length / 2) + 8,
      why:
        `half an ULP for each of ${length} additions; 2 for an exponential, ` +
        'twice used; 2.5 for the division; x − max rounds',
      scale: (inputs) => softmaxScale(inputs, options),
    };
  },
  reference: softmaxReference,
  kernels: [...gpuKernels, ...wasmKernels],
  // A barrier costs an emulated GPU more than it shares out.
  prefer: (_shapes, _options, { software }) =>
    software
      ? ['columns', 'naive', 'simd']
      : ['columns', 'rows', 'naive', 'simd'],
};
