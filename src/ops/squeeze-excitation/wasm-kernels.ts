/** The WASM kernel of squeezeExcitation: src/wasm/assembly/squeeze.ts. */
import type { WasmKernel, WasmPass } from '../op';
import { activations } from './activations';
import { squeezeGeometry, type SqueezeGeometry } from './geometry';
import type { SqueezeExcitationOptions } from './options';

/** Elements of the output in a part that threads share, about. */
const PART = 8192;

export const wasmKernels: readonly WasmKernel<SqueezeExcitationOptions>[] = [
  {
    id: 'simd',
    backend: 'wasm',
    title: 'SIMD, 4 elements at once',
    idea:
      'Sums, products and scales take four neighbours at once: pixels of a ' +
      'plane (nchw) or channels (nhwc).',
    supports: () => true,
    plan(shapes, options) {
      const g = squeezeGeometry(shapes, options);
      const { batch, channels, reduced } = g;
      const { reduceActivation, gate, alpha, beta, inputLayout } = options;
      const [squeeze, excite] =
        inputLayout === 'nchw' ? planes(g) : lastChannels(g);
      return {
        temporaries: {
          means: 4 * batch * channels,
          hidden: 4 * batch * reduced,
          gates: 4 * batch * channels,
        },
        passes: [
          squeeze,
          {
            fn: 'squeezeProduct',
            buffers: ['means', 'reduceFilter', 'reduceBias', 'hidden'],
            args: [reduced, channels, activations[reduceActivation], 0, 0],
            units: batch * reduced,
          },
          {
            fn: 'squeezeProduct',
            buffers: ['hidden', 'expandFilter', 'expandBias', 'gates'],
            args: [channels, reduced, activations[gate], alpha, beta],
            units: batch * channels,
          },
          excite,
        ],
      };
    },
  },
];

const planes = ({ batch, channels, pixels }: SqueezeGeometry): WasmPass[] => [
  {
    fn: 'squeezePlanes',
    buffers: ['input', 'means'],
    args: [pixels],
    units: batch * channels,
  },
  {
    fn: 'excitePlanes',
    buffers: ['input', 'gates', 'output'],
    args: [pixels],
    units: batch * channels,
  },
];

function lastChannels({
  batch,
  channels,
  pixels,
}: SqueezeGeometry): WasmPass[] {
  const bandPixels = Math.max(1, Math.floor(PART / channels));
  return [
    {
      fn: 'squeezeChannels',
      buffers: ['input', 'means'],
      args: [channels, pixels],
      units: batch * Math.ceil(channels / 16),
    },
    {
      fn: 'exciteChannels',
      buffers: ['input', 'gates', 'output'],
      args: [channels, pixels, bandPixels],
      units: batch * Math.ceil(pixels / bandPixels),
    },
  ];
}
