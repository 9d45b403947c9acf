/** The WASM kernels of both ops: src/wasm/assembly/roi-*.ts. */
import { setInts } from '../conv2d/wasm-geometry';
import type { Plan, WasmKernel, WasmPass } from '../op';
import type { Shapes } from '../tensor';
import { roiGeometry } from './geometry';
import { modes, type RoiAlignOptions, type RoiPoolOptions } from './options';
import { packedLayout } from './packed';

/** After those that both ops have: samples, mode; shift, least size. */
interface Own {
  readonly fn: string;
  readonly ints: readonly [samplingRatio: number, mode: number];
  readonly floats: readonly [shift: number, leastSize: number];
  /** Scratch of each thread, in bytes. */
  readonly scratch: Readonly<Record<string, number>>;
}

function planOf(
  id: string,
  shapes: Shapes,
  options: RoiPoolOptions,
  { fn, ints, floats, scratch }: Own,
): Plan<WasmPass> {
  const g = roiGeometry(id, shapes, options);
  const { strides, bytes, inPlace } = packedLayout(g, options);
  const fours = Math.ceil(g.channels / 4);
  const allInts = [
    ...[g.batch, g.channels, g.height, g.width, ...g.bins],
    ...[g.input.n, g.input.c, g.input.h, g.input.w],
    ...[strides.n, strides.c, strides.h, strides.w],
    ...[g.output.n, g.output.c, g.output.h, g.output.w],
    ...ints,
  ];
  const allFloats = [options.spatialScale, ...floats];
  return {
    temporaries: {
      rois: 4 * (allInts.length + allFloats.length),
      ...(inPlace ? {} : { packed: bytes }),
    },
    scratch,
    passes: [
      ...setInts('rois', allInts),
      ...allFloats.map((value, i) => ({
        fn: 'setFloat',
        buffers: ['rois'],
        args: [allInts.length + i, value],
        once: true,
      })),
      ...(inPlace
        ? []
        : [
            {
              fn: 'packFours',
              buffers: ['rois', 'input', 'packed'],
              args: [],
              units: g.batch * fours,
            },
          ]),
      {
        fn,
        buffers: [
          'rois',
          ...[inPlace ? 'input' : 'packed', 'boxes', 'output'],
          ...Object.keys(scratch),
        ],
        args: [],
        units: g.rois * g.bins[0],
      },
    ],
  };
}

export const poolWasmKernels: readonly WasmKernel<RoiPoolOptions>[] = [
  {
    id: 'simd',
    backend: 'wasm',
    title: 'SIMD, 4 channels at once',
    idea: 'Four channels to a vector; a bin’s window is found once for all.',
    supports: () => true,
    plan: (shapes, options) =>
      planOf('roiPool', shapes, options, {
        fn: 'poolRows',
        ints: [0, 0],
        floats: [0, 0],
        scratch: {},
      }),
  },
];

export const alignWasmKernels: readonly WasmKernel<RoiAlignOptions>[] = [
  {
    id: 'simd',
    backend: 'wasm',
    title: 'SIMD, merged samples',
    idea:
      'Four channels to a vector; the samples of a bin become a weight for ' +
      'each row and each column of pixels, so that each pixel is read once.',
    supports: () => true,
    plan(shapes, options) {
      const { aligned, mode, samplingRatio } = options;
      const g = roiGeometry('roiAlign', shapes, options);
      const most = Math.max(samplingRatio, 0);
      return planOf('roiAlign', shapes, options, {
        fn: mode === 'avg' ? 'alignRows' : 'alignMaximumRows',
        ints: [most, modes.indexOf(mode)],
        floats: aligned ? [0.5, -1e30] : [0, 1],
        // Pixel and weight; a region of negative size may repeat its pixels.
        scratch:
          mode === 'avg'
            ? {
                rows: 8 * (g.height + 2 * most),
                columns: 8 * (g.width + 2 * most),
              }
            : { maxima: 16 * Math.ceil(g.channels / 4) },
      });
    },
  },
];
