/**
 * convTranspose2d: the up-convolution of U-Net, FCN and GANs.
 *
 * input [N, C, H, W] (or nhwc), filter [C, O/groups, kH, kW] (or another
 * order), bias [O] → output [N, O, H', W'].
 */
import { mebibytes } from '../../words';
import { conv2dOutputShape } from '../conv2d/geometry';
import { conv2dSweeps } from '../conv2d/sweeps';
import type { Op } from '../op';
import { elementCount, type Shapes } from '../tensor';
import { convTranspose2dFields } from './fields';
import { convTranspose2dFormulas } from './formulas';
import {
  convTranspose2dGeometry,
  type ConvTranspose2dOptions,
} from './geometry';
import { gpuKernels } from './gpu-kernels';
import { convTranspose2dOptions, convTranspose2dProblem } from './options';
import { convTranspose2dPresets } from './presets';
import { convTranspose2dReference, convTranspose2dScale } from './reference';
import { wasmKernels } from './wasm-kernels';

export const convTranspose2d: Op<ConvTranspose2dOptions> = {
  id: 'convTranspose2d',
  title: 'convTranspose2d',
  family: 'Convolution',
  summary:
    'Spreads each input pixel over the output, filter by filter: the adjoint ' +
    'of conv2d, used to make images larger.',
  source:
    'https://www.w3.org/TR/webnn/#api-mlgraphbuilder-convtranspose2d-method',
  inputs: [
    { name: 'input' },
    { name: 'filter', weight: true },
    { name: 'bias', optional: true, weight: true },
  ],
  outputs: ['output'],
  fields: convTranspose2dFields,
  presets: convTranspose2dPresets,
  sweeps: conv2dSweeps,
  problem: convTranspose2dProblem,
  options: convTranspose2dOptions,
  shapes: (shapes, options) => ({
    output: conv2dOutputShape(
      convTranspose2dGeometry(shapes, options),
      options.inputLayout,
    ),
  }),
  /**
   * Every input pixel meets every weight of its channel once. What padding
   * crops is counted too, as conv2d counts the taps that lie in its padding.
   */
  cost(shapes, options) {
    const g = convTranspose2dGeometry(shapes, options);
    const params = paramCount(shapes);
    const macs =
      elementCount(shapes.input) *
      (g.outPerGroup * g.kernelHeight * g.kernelWidth);
    const outputs = g.batch * g.output.n;
    return {
      macs,
      flops: 2 * macs,
      params,
      bytesRead: 4 * (elementCount(shapes.input) + params),
      bytesWritten: 4 * outputs,
      bytesNoReuse: 8 * macs + 4 * outputs,
    };
  },
  formulas: convTranspose2dFormulas,
  /**
   * An output sums at most `terms` products, each rounded once and added with
   * another rounding; every rounding is half an ULP of a partial sum, whose
   * size `scale` allows for, so two a term leaves a factor of two.
   */
  tolerance(shapes, options) {
    const { terms } = convTranspose2dGeometry(shapes, options);
    const bias = shapes.bias ? 1 : 0;
    const activation = options.activation === 'hard-swish' ? 4 : 0;
    return {
      ulp: 2 * terms + bias + activation,
      why:
        `2 × ${terms} multiply-adds, the most that one output sums` +
        (bias ? ' + 1 for the bias' : '') +
        (activation ? ' + 4 for hard-swish' : ''),
      scale: (inputs) => convTranspose2dScale(inputs, options),
    };
  },
  planeAxes: ({ inputLayout }) => (inputLayout === 'nchw' ? [2, 3] : [1, 2]),
  reference: convTranspose2dReference,
  kernels: [...gpuKernels, ...wasmKernels],
  /** What follows reads each output once, from memory where it is large. */
  hint(shapes, options, bound) {
    if (bound === 'compute') return null;
    const g = convTranspose2dGeometry(shapes, options);
    const bytes = mebibytes(4 * g.batch * g.output.n);
    return `fusing the next layer would save writing and reading back ${bytes}`;
  },
  prefer: () => ['quad', 'blocks', 'phases-simd'],
};

const paramCount = (shapes: Shapes) =>
  elementCount(shapes.filter) + (shapes.bias ? elementCount(shapes.bias) : 0);
