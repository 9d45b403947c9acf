/**
 * deformConv2d: a convolution whose taps are moved, at each pixel, by offsets
 * that are an input; with a mask (version 2) they are weighted too.
 *
 * input [N, C, H, W], offset [N, 2·G·kH·kW, H', W'], filter [O, C/groups, kH,
 * kW], mask [N, G·kH·kW, H', W'], bias [O] → output [N, O, H', W'], G offset
 * groups. Between pixels it is bilinear, outside the input 0.
 *
 * Source: Dai et al. 2017, "Deformable Convolutional Networks"; Zhu et al.
 * 2019, "Deformable ConvNets v2".
 */
import { conv2d } from '../conv2d';
import { conv2dOptions } from '../conv2d/options';
import type { Op } from '../op';
import { elementCount } from '../tensor';
import { deformConv2dFields, deformConv2dProblem } from './fields';
import { generateDeform } from './generate';
import { deformGeometry } from './geometry';
import { gpuKernels } from './gpu-kernels';
import { deformConv2dOptions, type DeformConv2dOptions } from './options';
import { deformConv2dPresets } from './presets';
import { deformConv2dReference, deformConv2dScale } from './reference';
import { wasmKernels } from './wasm-kernels';

export const deformConv2d: Op<DeformConv2dOptions> = {
  id: 'deformConv2d',
  title: 'deformConv2d',
  family: 'Convolution',
  summary:
    'A convolution whose taps are moved at each pixel, as an input says.',
  source: 'https://arxiv.org/abs/1811.11168',
  inputs: [
    { name: 'input' },
    { name: 'offset' },
    { name: 'filter', weight: true },
    { name: 'mask', optional: true },
    { name: 'bias', optional: true, weight: true },
  ],
  outputs: ['output'],
  fields: deformConv2dFields,
  presets: deformConv2dPresets,
  problem: deformConv2dProblem,
  options: deformConv2dOptions,
  shapes(shapes, options) {
    const g = deformGeometry(shapes, options);
    return { output: [g.batch, g.outChannels, g.outHeight, g.outWidth] };
  },
  cost(shapes, options) {
    const g = deformGeometry(shapes, options);
    const outputs = g.batch * g.outChannels * g.pixels;
    const samples = g.batch * g.columnRows * g.pixels;
    // Four pixels make a sample, which all output channels share.
    const macs = g.terms * outputs + 4 * samples;
    const { filter, bias, input, offset, mask } = shapes;
    const count = (shape?: readonly number[]) =>
      shape ? elementCount(shape) : 0;
    const params = count(filter) + count(bias);
    return {
      macs,
      flops: 2 * macs,
      params,
      bytesRead: 4 * (count(input) + count(offset) + count(mask) + params),
      bytesWritten: 4 * outputs,
      bytesNoReuse: 8 * macs + 4 * outputs,
    };
  },
  generate: generateDeform,
  formulas(shapes, options) {
    const g = deformGeometry(shapes, options);
    const { input, filter, bias } = shapes;
    const { offsetGroups: _, ...rest } = options;
    const sides = conv2d
      .formulas({ input, filter, ...(bias && { bias }) }, conv2dOptions(rest))
      .filter(({ name }) => name !== 'MACs');
    const plane = `${g.outHeight}·${g.outWidth}`;
    const perOutput = `${g.inPerGroup}·${g.kernelHeight}·${g.kernelWidth}`;
    const perSample = `4·${g.inChannels}·${g.kernelHeight}·${g.kernelWidth}`;
    return [
      ...sides,
      {
        name: 'MACs',
        text:
          `${g.batch}·(${perOutput}·${g.outChannels}·${plane}` +
          `+${perSample}·${plane})`,
        value:
          g.batch * g.pixels * (g.terms * g.outChannels + 4 * g.columnRows),
      },
    ];
  },
  tolerance(shapes, options) {
    const { terms } = deformGeometry(shapes, options);
    const bias = shapes.bias ? 1 : 0;
    return {
      ulp: 2 * terms + 8 + bias,
      why:
        `2 × ${terms} multiply-adds + 8 for a sample: its weights, ` +
        'products and sums' +
        (bias ? ' + 1 for the bias' : ''),
      scale: (inputs) => deformConv2dScale(inputs, options),
    };
  },
  planeAxes: () => [2, 3],
  reference: deformConv2dReference,
  kernels: [...gpuKernels, ...wasmKernels],
  // A barrier costs an emulated GPU more than the loads that it saves.
  prefer: (_shapes, _options, { software }) =>
    software
      ? ['columns', 'packed-simd']
      : ['columns-tiled', 'columns', 'packed-simd'],
};
