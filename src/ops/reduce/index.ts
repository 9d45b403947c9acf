/** reduceMean, reduceSum, reduceMax, reduceMin and reduceL2. */
import averageLib from '../../../shaders/pool2d/average.wgsl?raw';
import l2Lib from '../../../shaders/pool2d/l2.wgsl?raw';
import maxLib from '../../../shaders/pool2d/max.wgsl?raw';
import minLib from '../../../shaders/reduce/min.wgsl?raw';
import sumLib from '../../../shaders/reduce/sum.wgsl?raw';
import { reducing } from './define';
import {
  l2Presets,
  maxPresets,
  meanPresets,
  minPresets,
  sumPresets,
} from './presets';
import { sumScale } from './reference';

const exact = () => ({ ulp: 0, why: 'comparisons do not round' });

export const reduceOps = [
  reducing({
    id: 'reduceMean',
    summary: 'The mean over some axes: global average pooling.',
    reduction: {
      start: 0,
      take: (sum, x) => sum + x,
      finish: (sum, taps) => sum / taps,
    },
    shader: averageLib,
    wasm: 'Mean',
    flopsPerTap: 1,
    tolerance: (taps, options) => ({
      ulp: taps + 2,
      why: `${taps} additions + 2 for the division`,
      scale: (inputs) => sumScale(inputs, options, true),
    }),
    presets: meanPresets,
  }),
  reducing({
    id: 'reduceSum',
    summary: 'The sum over some axes.',
    reduction: {
      start: 0,
      take: (sum, x) => sum + x,
      finish: (sum) => sum,
    },
    shader: sumLib,
    wasm: 'Sum',
    flopsPerTap: 1,
    tolerance: (taps, options) => ({
      ulp: taps,
      why: `${taps} additions`,
      scale: (inputs) => sumScale(inputs, options, false),
    }),
    presets: sumPresets,
  }),
  reducing({
    id: 'reduceMax',
    summary: 'The largest number over some axes.',
    reduction: { start: -Infinity, take: Math.max, finish: (best) => best },
    shader: maxLib,
    wasm: 'Max',
    flopsPerTap: 1,
    tolerance: exact,
    presets: maxPresets,
  }),
  reducing({
    id: 'reduceMin',
    summary: 'The smallest number over some axes.',
    reduction: { start: Infinity, take: Math.min, finish: (best) => best },
    shader: minLib,
    wasm: 'Min',
    flopsPerTap: 1,
    tolerance: exact,
    presets: minPresets,
  }),
  reducing({
    id: 'reduceL2',
    summary: 'The root of the sum of squares over some axes.',
    reduction: {
      start: 0,
      take: (sum, x) => sum + x * x,
      finish: Math.sqrt,
    },
    shader: l2Lib,
    wasm: 'L2',
    flopsPerTap: 2,
    tolerance: (taps) => ({
      ulp: taps + 5,
      why: `${taps} multiply-adds + 5 for WGSL's square root`,
    }),
    presets: l2Presets,
  }),
];
