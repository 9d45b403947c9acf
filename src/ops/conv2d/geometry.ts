/**
 * The arithmetic every part of conv2d shares: sides, channels and the element
 * strides of each layout, checked once.
 *
 * Source: W3C WebNN API, `conv2d`. Padding is [top, bottom, left, right].
 */
import { invalid } from '../../errors';
import type { Options } from '../op';
import { elementCount, type Shape, type Shapes } from '../tensor';

export const inputLayouts = ['nchw', 'nhwc'] as const;
export const filterLayouts = ['oihw', 'hwio', 'ohwi', 'ihwo'] as const;
export const activations = [
  'none',
  'relu',
  'relu6',
  'clamp',
  'hard-swish',
] as const;

export type Pair = readonly [height: number, width: number];
/** Applied to sum + bias before the store. */
export interface Activation {
  readonly activation: (typeof activations)[number];
  /** Bounds of activation `clamp`. */
  readonly minValue: number;
  readonly maxValue: number;
}
/** What conv2d and convTranspose2d have in common. */
export interface ConvOptions extends Options, Activation {
  readonly padding: readonly [
    top: number,
    bottom: number,
    left: number,
    right: number,
  ];
  readonly strides: Pair;
  readonly dilations: Pair;
  readonly groups: number;
  readonly inputLayout: (typeof inputLayouts)[number];
}
export interface Conv2dOptions extends ConvOptions {
  readonly filterLayout: (typeof filterLayouts)[number];
}

/** Elements to skip for one step along each axis. */
export type AxisStrides<Axis extends string> = Readonly<Record<Axis, number>>;

export interface Conv2dGeometry {
  readonly batch: number;
  readonly inChannels: number;
  readonly inHeight: number;
  readonly inWidth: number;
  readonly outChannels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly inPerGroup: number;
  readonly outPerGroup: number;
  /** Terms summed into one output element. */
  readonly terms: number;
  readonly input: AxisStrides<'n' | 'c' | 'h' | 'w'>;
  readonly filter: AxisStrides<'o' | 'i' | 'h' | 'w'>;
  readonly output: AxisStrides<'n' | 'c' | 'h' | 'w'>;
}

/** Throws `invalid` when shapes and options do not fit each other. */
export function conv2dGeometry(
  shapes: Shapes,
  options: Conv2dOptions,
): Conv2dGeometry {
  const input = axes(shapes, 'input', options.inputLayout);
  const filter = axes(shapes, 'filter', options.filterLayout);
  const { padding, strides, dilations, groups } = options;

  if (input.c % groups !== 0 || filter.o % groups !== 0)
    throw invalid(
      `groups ${groups}: must divide both the ${input.c} input channels and ` +
        `the ${filter.o} output channels; choose a common divisor.`,
    );
  if (filter.i !== input.c / groups)
    throw invalid(
      `filter has ${filter.i} input channels: ${input.c} channels in ` +
        `${groups} groups need ${input.c / groups}; change the filter's ` +
        `shape, its layout (${options.filterLayout}) or groups.`,
    );
  if (shapes.bias && elementCount(shapes.bias) !== filter.o)
    throw invalid(
      `bias of shape [${shapes.bias.join(', ')}]: needs one value for each ` +
        `of the ${filter.o} output channels of the filter.`,
    );

  const outHeight = convSide(
    'height',
    input.h,
    filter.h,
    padding[0] + padding[1],
    strides[0],
    dilations[0],
  );
  const outWidth = convSide(
    'width',
    input.w,
    filter.w,
    padding[2] + padding[3],
    strides[1],
    dilations[1],
  );
  const outLengths = { n: input.n, c: filter.o, h: outHeight, w: outWidth };
  fitsOutput(shapes.residual, outLengths, options.inputLayout);

  return {
    batch: input.n,
    inChannels: input.c,
    inHeight: input.h,
    inWidth: input.w,
    outChannels: filter.o,
    outHeight,
    outWidth,
    kernelHeight: filter.h,
    kernelWidth: filter.w,
    inPerGroup: filter.i,
    outPerGroup: filter.o / groups,
    terms: filter.i * filter.h * filter.w,
    input: axisStrides(options.inputLayout, input),
    filter: axisStrides(options.filterLayout, filter),
    output: axisStrides(options.inputLayout, outLengths),
  };
}

export function conv2dOutputShape(
  geometry: Conv2dGeometry,
  layout: Conv2dOptions['inputLayout'],
): number[] {
  const lengths = {
    n: geometry.batch,
    c: geometry.outChannels,
    h: geometry.outHeight,
    w: geometry.outWidth,
  };
  return axisNames(layout).map((axis) => lengths[axis]);
}

/**
 * Explicit padding for TensorFlow's and ONNX's automatic modes.
 * `same-upper` puts the odd row or column at the end, `same-lower` at the
 * beginning. Sides are [height, width].
 */
export function autoPadding(
  mode: 'same-upper' | 'same-lower' | 'valid',
  input: Pair,
  kernel: Pair,
  strides: Pair,
  dilations: Pair,
): Conv2dOptions['padding'] {
  const [top, bottom] = autoSide(mode, 0);
  const [left, right] = autoSide(mode, 1);
  return [top, bottom, left, right];

  function autoSide(mode: string, axis: 0 | 1): [number, number] {
    if (mode === 'valid') return [0, 0];
    const out = Math.ceil(input[axis] / strides[axis]);
    const span = (kernel[axis] - 1) * dilations[axis] + 1;
    const total = Math.max(0, (out - 1) * strides[axis] + span - input[axis]);
    const small = Math.floor(total / 2);
    return mode === 'same-upper'
      ? [small, total - small]
      : [total - small, small];
  }
}

function convSide(
  name: string,
  input: number,
  kernel: number,
  padding: number,
  stride: number,
  dilation: number,
): number {
  const span = (kernel - 1) * dilation + 1;
  const room = input + padding;
  if (span > room)
    throw invalid(
      `kernel ${name} ${kernel} with dilation ${dilation} spans ${span}: the ` +
        `padded input ${name} is only ${room}; add padding or use a smaller ` +
        `kernel.`,
    );
  return Math.floor((room - span) / stride) + 1;
}

function fitsOutput(
  residual: Shape | undefined,
  lengths: Readonly<Record<string, number>>,
  layout: string,
): void {
  const output = [...layout].map((axis) => lengths[axis]);
  if (residual && residual.join() !== output.join())
    throw invalid(
      `residual of shape [${residual.join(', ')}]: is added to the output, ` +
        `whose shape is [${output.join(', ')}] (${layout}); give it that shape.`,
    );
}

const axisNames = (layout: string) => [...layout] as ('n' | 'c' | 'h' | 'w')[];

/** A tensor's sides by axis; throws `invalid` when it is not such a tensor. */
export function axes(shapes: Shapes, role: string, layout: string) {
  const shape: Shape | undefined = shapes[role];
  if (!shape)
    throw invalid(`there is no ${role}; pass a tensor of 4 dimensions.`);
  if (shape.length !== 4 || shape.some((side) => !(side >= 1)))
    throw invalid(
      `${role} of shape [${shape.join(', ')}]: needs 4 sides of at least 1, ` +
        `in the order ${layout}.`,
    );
  return Object.fromEntries(
    [...layout].map((axis, i) => [axis, shape[i]]),
  ) as Record<string, number>;
}

export function axisStrides<Axis extends string>(
  layout: string,
  lengths: Readonly<Record<string, number>>,
): AxisStrides<Axis> {
  const strides: Record<string, number> = {};
  let step = 1;
  for (const axis of [...layout].reverse()) {
    strides[axis] = step;
    step *= lengths[axis];
  }
  return strides as AxisStrides<Axis>;
}

/** Every activation but hard-swish is a clamp: its bounds, in float32. */
export function clampBounds({
  activation,
  minValue,
  maxValue,
}: Activation): [min: number, max: number] {
  switch (activation) {
    case 'relu':
      return [0, Infinity];
    case 'relu6':
      return [0, 6];
    case 'clamp':
      return [minValue, maxValue];
    default:
      return [-Infinity, Infinity];
  }
}

/** Flat index of an output → batch, channel, row and column, in any layout. */
export function placeOf(
  { outChannels, outHeight, outWidth, output }: Conv2dGeometry,
  index: number,
): [n: number, c: number, y: number, x: number] {
  return [
    Math.floor(index / output.n),
    Math.floor(index / output.c) % outChannels,
    Math.floor(index / output.h) % outHeight,
    Math.floor(index / output.w) % outWidth,
  ];
}
