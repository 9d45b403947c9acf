/**
 * separableConv2d: a depthwise k×k convolution, then a pointwise 1×1 one, as
 * one op, so that a kernel may keep what lies between them to itself.
 *
 * input [N, C, H, W] (or nhwc), depthwiseFilter [C·multiplier, 1, kH, kW],
 * depthwiseBias [C·multiplier], pointwiseFilter [O, C·multiplier, 1, 1],
 * bias [O], residual like the output → output [N, O, H', W'], the residual
 * added before the last activation.
 */
import { conv2dOutputShape } from '../conv2d/geometry';
import type { Op } from '../op';
import { elementCount } from '../tensor';
import { separableCost, separableFormulas, separableTolerance } from './cost';
import { separableFields } from './fields';
import {
  separableGeometry,
  separableSteps,
  type SeparableOptions,
} from './geometry';
import { gpuKernels } from './gpu-kernels';
import { separableOptions, separableProblem } from './options';
import { firstSeparable, separablePresets } from './presets';
import { separableReference } from './reference';
import { separableSweeps } from './sweeps';
import { wasmKernels } from './wasm-kernels';

/** An intermediate of more than this leaves the L2 cache between two passes. */
const CACHE_BYTES = 1.5 * 2 ** 20;

export const separableConv2d: Op<SeparableOptions> = {
  id: 'separableConv2d',
  title: 'separable conv2d',
  family: 'Convolution',
  summary:
    'A depthwise filter for each channel, then a 1×1 convolution that mixes ' +
    'them: the block of MobileNets and Xception.',
  source: 'https://arxiv.org/abs/1704.04861',
  inputs: [
    { name: 'input' },
    { name: 'depthwiseFilter', weight: true },
    { name: 'depthwiseBias', optional: true, weight: true },
    { name: 'pointwiseFilter', weight: true },
    { name: 'bias', optional: true, weight: true },
    { name: 'residual', optional: true },
  ],
  outputs: ['output'],
  fields: separableFields,
  presets: [firstSeparable, ...separablePresets],
  sweeps: separableSweeps,
  problem: separableProblem,
  options: separableOptions,
  shapes: (shapes, options) => ({
    output: conv2dOutputShape(
      separableGeometry(shapes, options).pointwise,
      options.inputLayout,
    ),
  }),
  cost: separableCost,
  formulas: separableFormulas,
  tolerance: separableTolerance,
  planeAxes: ({ inputLayout }) => (inputLayout === 'nchw' ? [2, 3] : [1, 2]),
  reference: separableReference,
  kernels: [...gpuKernels, ...wasmKernels],
  prefer(shapes, options) {
    const g = separableGeometry(shapes, options);
    // Fused GPU kernels make depthwise values again for more channels out.
    const onGpu = g.pointwise.outChannels <= 32 ? ['fused-quad'] : [];
    const between = separableSteps(shapes, options).pointwise.shapes.input;
    const onCpu = 4 * elementCount(between) > CACHE_BYTES ? ['fused-simd'] : [];
    return [...onGpu, 'two-pass', ...onCpu, 'two-pass-simd'];
  },
};
