/**
 * maxPool2d, averagePool2d and l2Pool2d: one op for each way in which a window
 * becomes a number. input [N, C, H, W] (or nhwc) → output [N, C, H', W'].
 */
import averageLib from '../../../shaders/pool2d/average.wgsl?raw';
import l2Lib from '../../../shaders/pool2d/l2.wgsl?raw';
import maxLib from '../../../shaders/pool2d/max.wgsl?raw';
import type { Formula, Op, Preset, Tolerance } from '../op';
import { elementCount } from '../tensor';
import { averageFields, poolFields } from './fields';
import { poolGeometry, type PoolGeometry, type PoolOptions } from './geometry';
import { gpuKernels } from './gpu-kernels';
import { plainPoolOptions, poolOptions, poolProblem } from './options';
import { averagePresets, l2Presets, maxPresets } from './presets';
import { averageScale, poolReference, type Reduction } from './reference';
import { wasmKernels, type ReductionName } from './wasm-kernels';

interface Pooling {
  readonly id: string;
  readonly summary: string;
  /** In float64, in WGSL, and the name in the WASM module. */
  readonly reduction: Reduction;
  readonly shader: string;
  readonly wasm: ReductionName;
  /** Of one tap, and whether these are multiply-adds. */
  readonly flopsPerTap: number;
  readonly tolerance: (taps: number, options: PoolOptions) => Tolerance;
  readonly presets: readonly Preset[];
  /** Whether padding may count as taps. */
  readonly counts?: true;
}

const pool2d = (pooling: Pooling): Op<PoolOptions> => ({
  id: pooling.id,
  title: pooling.id,
  family: 'Pooling',
  summary: pooling.summary,
  source: 'https://www.w3.org/TR/webnn/#api-mlgraphbuilder-pool2d',
  inputs: [{ name: 'input' }],
  outputs: ['output'],
  fields: pooling.counts ? averageFields : poolFields,
  presets: pooling.presets,
  problem: poolProblem,
  options: pooling.counts ? poolOptions : plainPoolOptions,
  shapes: (shapes, options) => ({
    output: poolGeometry(shapes, options).outputShape,
  }),
  cost(shapes, options) {
    const { taps, outputs } = poolGeometry(shapes, options);
    const { flopsPerTap } = pooling;
    return {
      macs: flopsPerTap === 2 ? taps * outputs : 0,
      flops: flopsPerTap * taps * outputs,
      params: 0,
      bytesRead: 4 * elementCount(shapes.input),
      bytesWritten: 4 * outputs,
      bytesNoReuse: 4 * (taps + 1) * outputs,
    };
  },
  formulas(shapes, options) {
    const g = poolGeometry(shapes, options);
    const { flopsPerTap } = pooling;
    return [
      sideFormula('height', 0, g, options),
      sideFormula('width', 1, g, options),
      {
        name: 'FLOPs',
        text:
          `${flopsPerTap} · ${g.windowHeight}·${g.windowWidth} taps · ` +
          `${g.outputs} outputs`,
        value: flopsPerTap * g.taps * g.outputs,
      },
    ];
  },
  tolerance: (shapes, options) =>
    pooling.tolerance(poolGeometry(shapes, options).taps, options),
  planeAxes: ({ layout }) => (layout === 'nchw' ? [2, 3] : [1, 2]),
  reference: (inputs, options) =>
    poolReference(pooling.reduction, inputs, options),
  kernels: [...gpuKernels(pooling.shader), ...wasmKernels(pooling.wasm)],
  // A barrier costs an emulated GPU more than it shares out.
  prefer: (_shapes, _options, { software }) =>
    software
      ? ['channels', 'row', 'naive', 'simd']
      : ['channels', 'row', 'split', 'simd'],
});

/** "⌊(112+1+1−3)/2⌋+1 = 56" and its kin. */
function sideFormula(
  name: string,
  axis: 0 | 1,
  g: PoolGeometry,
  { padding, strides, dilations, outputShapeRounding }: PoolOptions,
): Formula {
  const window = axis === 0 ? g.windowHeight : g.windowWidth;
  const input = axis === 0 ? g.inHeight : g.inWidth;
  const [before, after] = [padding[2 * axis], padding[2 * axis + 1]];
  const [open, close] = outputShapeRounding === 'floor' ? '⌊⌋' : '⌈⌉';
  return {
    name: `output ${name}`,
    text:
      `${open}(${input}+${before}+${after}−${dilations[axis]}·(${window}−1)−1)` +
      `/${strides[axis]}${close}+1`,
    value: axis === 0 ? g.outHeight : g.outWidth,
  };
}

export const poolOps = [
  pool2d({
    id: 'maxPool2d',
    summary: 'The largest number of each window.',
    reduction: { start: -Infinity, take: Math.max, finish: (best) => best },
    shader: maxLib,
    wasm: 'Max',
    flopsPerTap: 1,
    tolerance: () => ({ ulp: 0, why: 'comparisons do not round' }),
    presets: maxPresets,
  }),
  pool2d({
    id: 'averagePool2d',
    summary: 'The mean of each window; padding counts only where asked.',
    reduction: {
      start: 0,
      take: (sum, x) => sum + x,
      finish: (sum, taps) => sum / taps,
    },
    shader: averageLib,
    wasm: 'Average',
    flopsPerTap: 1,
    tolerance: (taps, options) => ({
      ulp: taps + 2,
      why: `${taps} additions + 2 for the division`,
      scale: (inputs) => averageScale(inputs, options),
    }),
    presets: averagePresets,
    counts: true,
  }),
  pool2d({
    id: 'l2Pool2d',
    summary: 'The root of the sum of squares of each window.',
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
