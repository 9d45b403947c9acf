/** The WASM ladder of convTranspose2d, simplest first: src/wasm/assembly. */
import { withGeometry } from '../conv2d/wasm-geometry';
import type { WasmKernel } from '../op';
import {
  convTranspose2dGeometry,
  type ConvTranspose2dOptions,
} from './geometry';
import { planSimd } from './wasm-simd';

export const wasmKernels: readonly WasmKernel<ConvTranspose2dOptions>[] = [
  {
    id: 'scalar',
    backend: 'wasm',
    title: 'Scalar',
    idea: 'One output after the other, which tries every tap of the filter.',
    supports: () => true,
    plan(shapes, options) {
      const g = convTranspose2dGeometry(shapes, options);
      return withGeometry(g, options, {
        passes: [
          {
            fn: 'convTransposeScalar',
            buffers: ['geometry', 'input', 'filter', 'bias', 'output'],
            args: [],
            units: g.batch * g.outChannels,
          },
        ],
      });
    },
  },
  {
    id: 'phases-simd',
    backend: 'wasm',
    title: 'SIMD phase by phase, 8 pixels × 4 channels',
    idea:
      'Each phase is an ordinary convolution: inputs are gathered once, and ' +
      'the phases of a row are interleaved when it is stored.',
    supports: () => true,
    plan: (shapes, options, { threads }) => planSimd(shapes, options, threads),
  },
];
