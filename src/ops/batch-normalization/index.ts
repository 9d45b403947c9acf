/**
 * batchNormalization in inference: with the statistics as inputs. Input of any
 * rank from 1; mean, variance, scale and bias [C]; output as the input.
 */
import type { Op } from '../op';
import { randomInputs } from '../random';
import {
  normalizationGeometry,
  statistics,
  type NormalizationOptions,
} from './geometry';
import { gpuKernels } from './gpu-kernels';
import {
  normalizationFields,
  normalizationOptions,
  normalizationProblem,
} from './options';
import { presets } from './presets';
import { normalizationReference, termScale } from './reference';
import { wasmKernels } from './wasm-kernels';

const inputs = [
  { name: 'input' },
  { name: 'mean', weight: true },
  { name: 'variance', weight: true },
  { name: 'scale', optional: true, weight: true },
  { name: 'bias', optional: true, weight: true },
];

/** A difference, a product and a sum; the factor is a channel's, not theirs. */
const operations = 3;

export const batchNormalization: Op<NormalizationOptions> = {
  id: 'batchNormalization',
  title: 'batchNormalization',
  family: 'Normalisation',
  summary: 'Each channel minus its mean, over its deviation.',
  source: 'https://www.w3.org/TR/webnn/#api-mlgraphbuilder-batchnorm',
  inputs,
  outputs: ['output'],
  fields: normalizationFields,
  presets,
  problem: normalizationProblem,
  options: normalizationOptions,
  shapes(shapes, options) {
    normalizationGeometry(shapes, options);
    return { output: [...shapes.input] };
  },
  cost(shapes, options) {
    const { count, channels } = normalizationGeometry(shapes, options);
    const found = statistics.filter((name) => shapes[name]).length;
    return {
      macs: 0,
      flops: operations * count,
      params: found * channels,
      bytesRead: 4 * (count + found * channels),
      bytesWritten: 4 * count,
      bytesNoReuse: 4 * (2 + found) * count,
    };
  },
  formulas(shapes, options) {
    const { count, channels } = normalizationGeometry(shapes, options);
    const found = statistics.filter((name) => shapes[name]).length;
    return [
      {
        name: 'parameters',
        text: `${found}·${channels}`,
        value: found * channels,
      },
      {
        name: 'FLOPs',
        text: `${operations} in (x − mean) · factor + bias, per element`,
        value: operations * count,
      },
    ];
  },
  generate(shapes, seed) {
    const plain = { ...batchNormalization, generate: undefined };
    const tensors = randomInputs(plain, shapes, seed);
    const { variance } = tensors;
    // It is not negative, and near 0 it would blow everything up.
    const data = Float32Array.from(
      variance.data as Float32Array,
      (value) => Math.abs(value) + 0.1,
    );
    return { ...tensors, variance: { ...variance, data } };
  },
  tolerance: (_, options) => ({
    ulp: 6,
    why:
      'WGSL allows 2 for 1 / √; the sum below it, the difference, two ' +
      'products and the bias round, at the larger term',
    scale: (tensors) => termScale(tensors, options),
  }),
  reference: normalizationReference,
  kernels: [...gpuKernels, ...wasmKernels],
  prefer: () => ['vec4', 'simd'],
};
