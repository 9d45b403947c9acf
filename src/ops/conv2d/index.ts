/**
 * conv2d: dense, pointwise, grouped, depthwise, dilated, strided; one op.
 *
 * input [N, C, H, W] (or nhwc), filter [O, C/groups, kH, kW] (or another
 * order), bias [O], residual like the output → output [N, O, H', W'] =
 * activation(conv + bias + residual).
 */
import type { Formula, Op } from '../op';
import { elementCount, type Shapes } from '../tensor';
import { conv2dFields } from './fields';
import {
  conv2dGeometry,
  conv2dOutputShape,
  type Conv2dGeometry,
  type Conv2dOptions,
} from './geometry';
import { gpuKernels } from './gpu-kernels';
import { conv2dHint } from './hint';
import { conv2dOptions, conv2dProblem } from './options';
import { conv2dPreference } from './preference';
import { conv2dPresets, firstVisitWorkload } from './presets';
import { conv2dReference } from './reference';
import { conv2dSweeps } from './sweeps';
import { conv2dTolerance } from './tolerance';
import { wasmKernels } from './wasm-kernels';

export const conv2d: Op<Conv2dOptions> = {
  id: 'conv2d',
  title: 'conv2d',
  family: 'Convolution',
  summary:
    'Slides filters over an image: dense, pointwise, grouped, depthwise, ' +
    'dilated or strided.',
  source: 'https://www.w3.org/TR/webnn/#api-mlgraphbuilder-conv2d-method',
  inputs: [
    { name: 'input' },
    { name: 'filter', weight: true },
    { name: 'bias', optional: true, weight: true },
    { name: 'residual', optional: true },
  ],
  outputs: ['output'],
  fields: conv2dFields,
  presets: [firstVisitWorkload, ...conv2dPresets],
  sweeps: conv2dSweeps,
  problem: conv2dProblem,
  options: conv2dOptions,
  shapes: (shapes, options) => ({
    output: conv2dOutputShape(
      conv2dGeometry(shapes, options),
      options.inputLayout,
    ),
  }),
  cost(shapes, options) {
    const g = conv2dGeometry(shapes, options);
    const params = paramCount(shapes);
    const outputs = outputCount(g);
    const macs = g.terms * outputs;
    const residual = shapes.residual ? 4 * outputs : 0;
    return {
      macs,
      // Bias, residual and activation are not counted.
      flops: 2 * macs,
      params,
      bytesRead: 4 * (elementCount(shapes.input) + params) + residual,
      bytesWritten: 4 * outputs,
      bytesNoReuse: 8 * macs + 4 * outputs + residual,
    };
  },
  formulas: conv2dFormulas,
  tolerance: conv2dTolerance,
  planeAxes: ({ inputLayout }) => (inputLayout === 'nchw' ? [2, 3] : [1, 2]),
  reference: conv2dReference,
  kernels: [...gpuKernels, ...wasmKernels],
  hint: conv2dHint,
  prefer: conv2dPreference,
};

const outputCount = (g: Conv2dGeometry) =>
  g.batch * g.outChannels * g.outHeight * g.outWidth;

const paramCount = (shapes: Shapes) =>
  elementCount(shapes.filter) + (shapes.bias ? elementCount(shapes.bias) : 0);

/** "(28 + 1 + 1 − 2·(3 − 1) − 1) / 1 + 1 = 26" and its kin. */
function conv2dFormulas(
  shapes: Shapes,
  options: Conv2dOptions,
): readonly Formula[] {
  const g = conv2dGeometry(shapes, options);
  const { padding, strides, dilations, groups } = options;
  const sideFormula = (
    name: string,
    axis: 0 | 1,
    input: number,
    kernel: number,
    value: number,
  ): Formula => {
    const [before, after] = [padding[2 * axis], padding[2 * axis + 1]];
    const span = `${dilations[axis]}·(${kernel}−1)`;
    return {
      name: `output ${name}`,
      text: `⌊(${input}+${before}+${after}−${span}−1)/${strides[axis]}⌋+1`,
      value,
    };
  };
  const perOutput = `${g.inPerGroup}·${g.kernelHeight}·${g.kernelWidth}`;
  const bias = shapes.bias ? `+${g.outChannels}` : '';
  const batch = g.batch > 1 ? `${g.batch}·` : '';
  return [
    sideFormula('height', 0, g.inHeight, g.kernelHeight, g.outHeight),
    sideFormula('width', 1, g.inWidth, g.kernelWidth, g.outWidth),
    {
      name: 'params',
      text:
        groups > 1
          ? `(${g.inChannels}/${groups})·${g.kernelHeight}·${g.kernelWidth}` +
            `·${g.outChannels}${bias}`
          : `${perOutput}·${g.outChannels}${bias}`,
      value: paramCount(shapes),
    },
    {
      name: 'MACs',
      text: `${perOutput}·${batch}${g.outChannels}·${g.outHeight}·${g.outWidth}`,
      value: g.terms * outputCount(g),
    },
  ];
}
