/** The numbers of a convolution, where src/wasm/assembly/geometry.ts looks. */
import type { Plan, WasmPass } from '../op';
import { clampBounds, type Conv2dGeometry, type ConvOptions } from './geometry';

/** Puts them into a buffer of that name, before everything else. */
export function withGeometry(
  g: Conv2dGeometry,
  options: ConvOptions,
  plan: Plan<WasmPass>,
  name = 'geometry',
): Plan<WasmPass> {
  const ints = geometryInts(g, options);
  const floats = clampBounds(options);
  return {
    ...plan,
    temporaries: {
      ...plan.temporaries,
      [name]: 4 * (ints.length + floats.length),
    },
    passes: [
      ...setInts(name, ints),
      ...floats.map((value, i) =>
        set('setFloat', name, ints.length + i, value),
      ),
      ...plan.passes,
    ],
  };
}

export const setInts = (name: string, values: readonly number[]) =>
  values.map((value, i) => set('setInt', name, i, value));

const set = (
  fn: 'setInt' | 'setFloat',
  name: string,
  index: number,
  value: number,
): WasmPass => ({ fn, buffers: [name], args: [index, value], once: true });

/** In the order of the fields of `Geometry`. */
const geometryInts = (
  g: Conv2dGeometry,
  { groups, padding, strides, dilations, activation }: ConvOptions,
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
  // The residual, which the kernel finds itself.
  0,
];

export const roundUp = (value: number, step: number) =>
  Math.ceil(value / step) * step;
