/** The WASM ladder of conv2d, simplest first: src/wasm/assembly. */
import type { WasmKernel } from '../op';
import {
  conv2dGeometry,
  type Conv2dGeometry,
  type Conv2dOptions,
} from './geometry';
import { planInPlace, planPacked } from './wasm-dense';
import { planDepthwise, planThree } from './wasm-depthwise';
import { withGeometry } from './wasm-geometry';
import { winogradKernel } from './wasm-winograd';

export const wasmKernels: readonly WasmKernel<Conv2dOptions>[] = [
  {
    id: 'scalar',
    backend: 'wasm',
    title: 'Scalar',
    idea: 'One output after the other, straight from the definition.',
    supports: () => true,
    plan: (shapes, options) =>
      withGeometry(conv2dGeometry(shapes, options), options, {
        passes: [
          {
            fn: 'convScalar',
            buffers: [
              ...['geometry', 'input', 'filter'],
              ...['bias', 'residual', 'output'],
            ],
            args: [],
            units:
              shapes.input[0] * conv2dGeometry(shapes, options).outChannels,
          },
        ],
      }),
  },
  {
    id: 'in-place-simd',
    backend: 'wasm',
    title: 'SIMD in place, 8 pixels × 4 channels',
    idea:
      'Inputs are padded and sorted by stride once; a tile of 32 sums in ' +
      'SIMD registers then reads them where they lie.',
    supports: () => true,
    plan: (shapes, options, { threads }) =>
      planInPlace(conv2dGeometry(shapes, options), options, threads),
  },
  {
    id: 'packed-simd',
    backend: 'wasm',
    title: 'Packed SIMD, 8 pixels × 4 channels',
    idea:
      'A block of inputs is gathered once in the order in which the tile ' +
      'reads it, and stays in the cache for all output channels.',
    supports: () => true,
    plan: (shapes, options, { threads }) =>
      planPacked(conv2dGeometry(shapes, options), options, threads),
  },
  winogradKernel,
  {
    id: 'depthwise-simd',
    backend: 'wasm',
    title: 'Depthwise SIMD',
    idea:
      'One channel meets one filter, so the SIMD lanes hold neighbouring ' +
      'pixels (nchw) or channels (nhwc).',
    supports(shapes, options) {
      const { inPerGroup, outPerGroup } = conv2dGeometry(shapes, options);
      if (inPerGroup > 1)
        return `${inPerGroup} input channels per group, not 1 (depthwise)`;
      return (
        options.inputLayout === 'nchw' ||
        outPerGroup === 1 ||
        `${outPerGroup} outputs for each channel, not 1 (nhwc)`
      );
    },
    plan: (shapes, options) =>
      planDepthwise(conv2dGeometry(shapes, options), options),
  },
  {
    id: 'depthwise3-simd',
    backend: 'wasm',
    title: 'Depthwise 3×3 SIMD',
    idea:
      'The nine weights stay in registers along a row of outputs, four of ' +
      'which are summed at once.',
    supports(shapes, options) {
      const g = conv2dGeometry(shapes, options);
      if (g.inPerGroup > 1)
        return `${g.inPerGroup} input channels per group, not 1 (depthwise)`;
      if (g.kernelHeight !== 3 || g.kernelWidth !== 3)
        return `the kernel is ${g.kernelHeight}×${g.kernelWidth}, not 3×3`;
      // Its loop has no register left, and no network needs one here.
      if (shapes.residual) return 'a residual is to be added';
      if (options.inputLayout !== 'nchw')
        return `the layout is ${options.inputLayout}, not nchw`;
      return (
        g.outWidth >= 4 || `rows of ${g.outWidth} outputs: needs at least 4`
      );
    },
    plan: (shapes, options) =>
      planThree(conv2dGeometry(shapes, options), options),
  },
];

/** Ids, best guess first. */
export function preferredWasm(g: Conv2dGeometry): readonly string[] {
  if (g.inPerGroup === 1)
    return ['depthwise3-simd', 'depthwise-simd', 'in-place-simd'];
  // Gathering pays when many output channels read what was gathered.
  return g.outPerGroup > 8
    ? ['winograd-simd', 'packed-simd']
    : ['in-place-simd'];
}
