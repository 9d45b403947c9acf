/**
 * squeezeExcitation: each channel of an image times a factor that the means of
 * all channels decide.
 *
 * input [N, C, H, W] (or nhwc), reduceFilter [R, C], reduceBias [R],
 * expandFilter [C, R], expandBias [C] → output as the input:
 * input · gate(expand · activation(reduce · mean(input))).
 *
 * Source: Hu et al. 2018, "Squeeze-and-Excitation Networks"; the hard sigmoid:
 * Howard et al. 2019, "Searching for MobileNetV3".
 */
import type { Op, Tolerance } from '../op';
import { elementCount, type Shapes } from '../tensor';
import { squeezeExcitationFields, squeezeExcitationProblem } from './fields';
import { generateSqueeze } from './generate';
import { squeezeGeometry } from './geometry';
import { gpuKernels } from './gpu-kernels';
import {
  squeezeExcitationOptions,
  type SqueezeExcitationOptions,
} from './options';
import { squeezeExcitationPresets } from './presets';
import {
  squeezeExcitationReference,
  squeezeExcitationScale,
} from './reference';
import { wasmKernels } from './wasm-kernels';

export const squeezeExcitation: Op<SqueezeExcitationOptions> = {
  id: 'squeezeExcitation',
  title: 'Squeeze-and-excite',
  family: 'Attention',
  summary: 'Scales each channel by what the means of all channels say.',
  source: 'https://arxiv.org/abs/1709.01507',
  inputs: [
    { name: 'input' },
    { name: 'reduceFilter', weight: true },
    { name: 'reduceBias', optional: true, weight: true },
    { name: 'expandFilter', weight: true },
    { name: 'expandBias', optional: true, weight: true },
  ],
  outputs: ['output'],
  fields: squeezeExcitationFields,
  presets: squeezeExcitationPresets,
  problem: squeezeExcitationProblem,
  options: squeezeExcitationOptions,
  shapes(shapes, options) {
    squeezeGeometry(shapes, options);
    return { output: [...shapes.input] };
  },
  cost(shapes, options) {
    const g = squeezeGeometry(shapes, options);
    const params = paramCount(shapes);
    const macs = 2 * g.batch * g.channels * g.reduced;
    return {
      macs,
      // A sum and a product for each element, besides.
      flops: 2 * macs + 2 * g.elements,
      params,
      bytesRead: 4 * (g.elements + params),
      bytesWritten: 4 * g.elements,
      bytesNoReuse: 8 * macs + 16 * g.elements,
    };
  },
  generate: generateSqueeze,
  formulas(shapes, options) {
    const { batch, channels, reduced, elements } = squeezeGeometry(
      shapes,
      options,
    );
    const biases =
      (shapes.reduceBias ? `+${reduced}` : '') +
      (shapes.expandBias ? `+${channels}` : '');
    return [
      {
        name: 'params',
        text: `2·${channels}·${reduced}${biases}`,
        value: paramCount(shapes),
      },
      {
        name: 'MACs',
        text: `2·${batch}·${channels}·${reduced}`,
        value: 2 * batch * channels * reduced,
      },
      {
        name: 'FLOPs',
        text: `4·${batch}·${channels}·${reduced}+2·${elements}`,
        value: 4 * batch * channels * reduced + 2 * elements,
      },
    ];
  },
  tolerance: toleranceOf,
  planeAxes: ({ inputLayout }) => (inputLayout === 'nchw' ? [2, 3] : [1, 2]),
  reference: squeezeExcitationReference,
  kernels: [...gpuKernels, ...wasmKernels],
  // A barrier costs an emulated GPU more than it shares out.
  prefer: (_shapes, _options, { software }) =>
    software
      ? ['split', 'naive', 'simd']
      : ['workgroup', 'split', 'naive', 'simd'],
};

const paramCount = (shapes: Shapes): number =>
  ['reduceFilter', 'reduceBias', 'expandFilter', 'expandBias']
    .filter((role) => shapes[role])
    .reduce((sum, role) => sum + elementCount(shapes[role]), 0);

function toleranceOf(
  shapes: Shapes,
  options: SqueezeExcitationOptions,
): Tolerance {
  const { channels, reduced, pixels } = squeezeGeometry(shapes, options);
  const ulp = pixels + 2 * channels + 2 * reduced + 16;
  return {
    ulp,
    why:
      `${pixels} additions, 2 × ${channels} and 2 × ${reduced} ` +
      'multiply-adds, 16 for both activations and the division, each carried ' +
      'on to the output at the size that it has there',
    scale: (inputs) => squeezeExcitationScale(inputs, options, ulp),
  };
}
