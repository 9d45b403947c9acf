/** The WASM kernel: src/wasm/assembly/batch-normalization.ts. */
import type { WasmKernel, WasmPass } from '../op';
import { normalizationGeometry, type NormalizationOptions } from './geometry';

export const wasmKernels: readonly WasmKernel<NormalizationOptions>[] = [
  {
    id: 'simd',
    backend: 'wasm',
    title: 'SIMD, folded',
    idea:
      'The statistics of a channel become three numbers, once; four ' +
      'neighbouring elements (or channels, where they are last) at once.',
    supports: () => true,
    plan(shapes, options) {
      const { outer, channels, inner } = normalizationGeometry(shapes, options);
      const bytes = 4 * channels;
      const fold: WasmPass = {
        fn: 'normalizationFold',
        buffers: ['variance', 'scale', 'bias', 'factor', 'offset'],
        args: [channels, options.epsilon],
        once: true,
      };
      const buffers = ['input', 'mean', 'factor', 'offset', 'output'];
      const last = inner === 1;
      return {
        temporaries: { factor: bytes, offset: bytes },
        passes: [
          fold,
          {
            fn: last ? 'normalizeChannels' : 'normalizeRows',
            buffers,
            args: last ? [channels] : [channels, inner],
            units: last ? outer : outer * channels,
          },
        ],
      };
    },
  },
];
