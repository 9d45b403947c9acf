/** The numbers of a convolution, where src/wasm/assembly/geometry.ts looks. */
import type { Plan, WasmPass } from '../op';
import {
  clampBounds,
  type Conv2dGeometry,
  type Conv2dOptions,
} from './geometry';

/** Puts them there, before everything else. */
export function withGeometry(
  g: Conv2dGeometry,
  options: Conv2dOptions,
  plan: Plan<WasmPass>,
): Plan<WasmPass> {
  const ints = geometryInts(g, options);
  const floats = clampBounds(options);
  const set = (fn: string, index: number, value: number): WasmPass => ({
    fn,
    buffers: ['geometry'],
    args: [index, value],
    once: true,
  });
  return {
    ...plan,
    temporaries: {
      ...plan.temporaries,
      geometry: 4 * (ints.length + floats.length),
    },
    passes: [
      ...ints.map((value, i) => set('setInt', i, value)),
      ...floats.map((value, i) => set('setFloat', ints.length + i, value)),
      ...plan.passes,
    ],
  };
}

/** In the order of the fields of `Geometry`. */
const geometryInts = (
  g: Conv2dGeometry,
  { groups, padding, strides, dilations, activation }: Conv2dOptions,
): number[] => [
  g.batch,
  groups,
  g.inPerGroup,
  g.inHeight,
  g.inWidth,
  g.outPerGroup,
  g.outHeight,
  g.outWidth,
  g.kernelHeight,
  g.kernelWidth,
  padding[0],
  padding[2],
  ...strides,
  ...dilations,
  ...[g.input.n, g.input.c, g.input.h, g.input.w],
  ...[g.filter.o, g.filter.i, g.filter.h, g.filter.w],
  ...[g.output.n, g.output.c, g.output.h, g.output.w],
  activation === 'hard-swish' ? 1 : 0,
];

export const roundUp = (value: number, step: number) =>
  Math.ceil(value / step) * step;
