/**
 * roiPool: the largest value in each bin of each region of a feature map.
 *
 * input [N, C, H, W] (or nhwc), boxes [K, 5] = image, x1, y1, x2, y2 in pixels
 * before the spatial scale → output [K, C, oh, ow]. Corners are rounded half
 * away from zero and belong to the region; an empty bin is 0.
 */
import type { Op } from '../op';
import { elementCount } from '../tensor';
import { roiPoolFields, roiProblem } from './fields';
import { generateRois } from './generate';
import { outputShape, roiGeometry } from './geometry';
import { poolKernels } from './gpu-kernels';
import { roiPoolOptions, type RoiPoolOptions } from './options';
import { roiPoolPresets } from './presets';
import { roiPoolReference } from './reference';
import { poolWasmKernels } from './wasm-kernels';

/**
 * Pixels of an average bin: the regions that are generated span a fifth of
 * the map along each side, and each bin shares a row with its neighbour.
 */
const pixelsPerBin = (sides: readonly number[], bins: readonly number[]) =>
  sides.reduce((pixels, side, i) => pixels * (1 + (0.28 * side) / bins[i]), 1);

export const roiPool: Op<RoiPoolOptions> = {
  id: 'roiPool',
  title: 'ROI pool',
  family: 'Detection',
  summary: 'The largest value in each bin of a region, rounded to pixels.',
  source: 'https://arxiv.org/abs/1504.08083',
  inputs: [{ name: 'input' }, { name: 'boxes' }],
  outputs: ['output'],
  fields: roiPoolFields,
  presets: roiPoolPresets,
  problem: (workload) => roiProblem(workload, roiPoolOptions),
  options: roiPoolOptions,
  shapes: (shapes, options) => ({
    output: outputShape(roiGeometry('roiPool', shapes, options), options),
  }),
  cost(shapes, options) {
    const g = roiGeometry('roiPool', shapes, options);
    const outputs = g.rois * g.output.n;
    const pixels = pixelsPerBin([g.height, g.width], g.bins);
    return {
      macs: 0,
      flops: Math.round(outputs * pixels),
      params: 0,
      bytesRead: 4 * (elementCount(shapes.input) + 5 * g.rois),
      bytesWritten: 4 * outputs,
      bytesNoReuse: Math.round(4 * outputs * (pixels + 1)),
    };
  },
  generate: generateRois,
  formulas(shapes, options) {
    const g = roiGeometry('roiPool', shapes, options);
    const outputs = g.rois * g.output.n;
    const pixels = pixelsPerBin([g.height, g.width], g.bins);
    return [
      {
        name: 'outputs',
        text: `${g.rois}·${g.channels}·${g.bins.join('·')}`,
        value: outputs,
      },
      {
        name: 'FLOPs',
        text: `about ${pixels.toFixed(1)} pixels a bin, of regions as generated`,
        value: Math.round(outputs * pixels),
      },
    ];
  },
  tolerance: () => ({
    ulp: 0,
    why: 'the largest value is one of the input’s, and bins are whole numbers',
  }),
  planeAxes: ({ inputLayout }) => (inputLayout === 'nchw' ? [2, 3] : [1, 2]),
  reference: roiPoolReference,
  kernels: [...poolKernels, ...poolWasmKernels],
  prefer: () => ['packed', 'simd'],
};
