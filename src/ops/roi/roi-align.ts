/**
 * roiAlign: bilinear samples in each bin of each region of a feature map.
 *
 * input [N, C, H, W] (or nhwc), boxes [K, 5] = image, x1, y1, x2, y2 in pixels
 * before the spatial scale → output [K, C, oh, ow]. A sample more than a pixel
 * before the first one or beyond the side is 0.
 */
import type { Op, Problem } from '../op';
import { elementCount, type Shapes } from '../tensor';
import { regionsSweep, roiAlignFields, roiProblem } from './fields';
import { generateRois } from './generate';
import { outputShape, roiGeometry, type RoiGeometry } from './geometry';
import { alignKernels } from './gpu-kernels';
import { roiAlignOptions, type RoiAlignOptions } from './options';
import { roiAlignPresets } from './presets';
import { roiAlignReference } from './reference';
import { roiAlignTolerance } from './tolerance';
import { alignWasmKernels } from './wasm-kernels';

/** Along a side of a bin; of regions as generated where it is adaptive. */
const samplesAlong = (
  { height, width, bins }: RoiGeometry,
  { samplingRatio }: RoiAlignOptions,
): readonly [number, number] =>
  samplingRatio > 0
    ? [samplingRatio, samplingRatio]
    : [
        Math.ceil((0.28 * height) / bins[0]),
        Math.ceil((0.28 * width) / bins[1]),
      ];

function counts(shapes: Shapes, options: RoiAlignOptions) {
  const g = roiGeometry('roiAlign', shapes, options);
  const outputs = g.rois * g.output.n;
  const [down, across] = samplesAlong(g, options);
  return { g, outputs, down, across, macs: 4 * down * across * outputs };
}

export const roiAlign: Op<RoiAlignOptions> = {
  id: 'roiAlign',
  title: 'ROI align',
  family: 'Detection',
  summary: 'Bilinear samples in each bin of a region, nothing rounded.',
  source: 'https://arxiv.org/abs/1703.06870',
  inputs: [{ name: 'input' }, { name: 'boxes' }],
  outputs: ['output'],
  fields: roiAlignFields,
  presets: roiAlignPresets,
  sweeps: [regionsSweep],
  problem: (workload): Problem<RoiAlignOptions> =>
    roiProblem(workload, roiAlignOptions, {
      samplingRatio: workload.ratio,
      convention: workload.convention,
      mode: workload.mode,
    }),
  options: roiAlignOptions,
  shapes: (shapes, options) => ({
    output: outputShape(roiGeometry('roiAlign', shapes, options), options),
  }),
  cost(shapes, options) {
    const { g, outputs, macs } = counts(shapes, options);
    return {
      macs,
      flops: 2 * macs,
      params: 0,
      bytesRead: 4 * (elementCount(shapes.input) + 5 * g.rois),
      bytesWritten: 4 * outputs,
      bytesNoReuse: 4 * (macs + outputs),
    };
  },
  generate: generateRois,
  formulas(shapes, options) {
    const { g, outputs, down, across, macs } = counts(shapes, options);
    return [
      {
        name: 'outputs',
        text: `${g.rois}·${g.channels}·${g.bins.join('·')}`,
        value: outputs,
      },
      {
        name: 'MACs',
        text: `${down}·${across} samples of 4 corners each, per output`,
        value: macs,
      },
    ];
  },
  tolerance: (_, options) => roiAlignTolerance(options),
  planeAxes: ({ inputLayout }) => (inputLayout === 'nchw' ? [2, 3] : [1, 2]),
  reference: roiAlignReference,
  kernels: [...alignKernels, ...alignWasmKernels],
  prefer: () => ['packed', 'simd'],
};
