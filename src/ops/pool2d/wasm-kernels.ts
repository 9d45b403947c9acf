/** The WASM ladder of the pooling ops: src/wasm/assembly/pool*.ts. */
import type { Plan, WasmKernel, WasmPass } from '../op';
import { poolGeometry, type PoolGeometry, type PoolOptions } from './geometry';

/** As the functions of src/wasm/assembly are named: poolMax…, poolL2…. */
export type ReductionName = 'Max' | 'Average' | 'L2';

export const wasmKernels = (
  name: ReductionName,
): readonly WasmKernel<PoolOptions>[] => [
  {
    id: 'scalar',
    backend: 'wasm',
    title: 'Scalar',
    idea: 'One output after the other, straight from the definition.',
    supports: () => true,
    plan(shapes, options) {
      const g = poolGeometry(shapes, options);
      return withGeometry(g, options, {
        passes: [
          {
            fn: `pool${name}Scalar`,
            buffers: ['geometry', 'input', 'output'],
            args: [],
            units: g.batch * g.channels,
          },
        ],
      });
    },
  },
  {
    id: 'simd',
    backend: 'wasm',
    title: 'SIMD, down then across',
    idea:
      'Windows are reduced down the rows, then across; four neighbouring ' +
      'columns (nchw) or channels (nhwc) at once.',
    supports: () => true,
    plan(shapes, options) {
      const g = poolGeometry(shapes, options);
      if (options.layout === 'nhwc') return planChannels(name, g, options);
      return isWholePlane(g, options)
        ? planPlanes(name, g, options)
        : planRows(name, g, options);
    },
  },
];

const isWholePlane = (g: PoolGeometry, { dilations, padding }: PoolOptions) =>
  // The window may start in the padding and leave out the end.
  padding[0] === 0 &&
  padding[2] === 0 &&
  g.windowHeight === g.inHeight &&
  g.windowWidth === g.inWidth &&
  g.outHeight * g.outWidth === 1 &&
  dilations.every((step) => step === 1);

const planPlanes = (
  name: ReductionName,
  g: PoolGeometry,
  options: PoolOptions,
): Plan<WasmPass> =>
  withGeometry(g, options, {
    passes: [
      {
        fn: `pool${name}Planes`,
        buffers: ['geometry', 'input', 'output'],
        args: [],
        units: g.batch * g.channels,
      },
    ],
  });

function planRows(
  name: ReductionName,
  g: PoolGeometry,
  options: PoolOptions,
): Plan<WasmPass> {
  const stride = options.strides[1];
  const span = (g.windowWidth - 1) * options.dilations[1] + 1;
  const columns = Math.ceil(g.outWidth / 4) * 4;
  // What the last vector reads, and what the input fills.
  const length = Math.max(
    (columns - 1) * stride + span,
    options.padding[2] + g.inWidth,
  );
  return withGeometry(g, options, {
    scratch: { row: 4 * (length + 4), counts: 4 * columns },
    passes: [
      {
        fn: `pool${name}Rows`,
        buffers: ['geometry', 'input', 'row', 'counts', 'output'],
        args: [length + 4],
        units: g.batch * g.channels,
      },
    ],
  });
}

const planChannels = (
  name: ReductionName,
  g: PoolGeometry,
  options: PoolOptions,
): Plan<WasmPass> =>
  withGeometry(g, options, {
    passes: [
      {
        fn: `pool${name}Channels`,
        buffers: ['geometry', 'input', 'output'],
        args: [],
        units: g.batch * g.outHeight,
      },
    ],
  });

/** Puts the numbers where `PoolGeometry` of the assembly expects them. */
function withGeometry(
  g: PoolGeometry,
  { strides, dilations, padding, countIncludePad }: PoolOptions,
  plan: Plan<WasmPass>,
): Plan<WasmPass> {
  const ints = [
    ...[g.channels, g.inHeight, g.inWidth, g.outHeight, g.outWidth],
    ...[g.windowHeight, g.windowWidth, padding[0], padding[2]],
    ...[...strides, ...dilations],
    ...[g.input.n, g.input.c, g.input.h, g.input.w],
    ...[g.output.n, g.output.c, g.output.h, g.output.w],
    padding[0] + g.inHeight + padding[1],
    padding[2] + g.inWidth + padding[3],
    countIncludePad ? 1 : 0,
  ];
  const passes = ints.map((value, i): WasmPass => ({
    fn: 'setInt',
    buffers: ['geometry'],
    args: [i, value],
    once: true,
  }));
  return {
    ...plan,
    temporaries: { geometry: 4 * ints.length },
    passes: [...passes, ...plan.passes],
  };
}
