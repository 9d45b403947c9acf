/**
 * The arithmetic every part of convTranspose2d shares, checked once.
 *
 * Source: W3C WebNN API, `convTranspose2d`. Padding is [top, bottom, left,
 * right] and crops the output.
 */
import { invalid } from '../../errors';
import {
  axes,
  axisStrides,
  type Conv2dGeometry,
  type ConvOptions,
  type Pair,
} from '../conv2d/geometry';
import { elementCount, type Shapes } from '../tensor';

export const filterLayouts = ['iohw', 'hwoi', 'ohwi'] as const;

export interface ConvTranspose2dOptions extends ConvOptions {
  readonly filterLayout: (typeof filterLayouts)[number];
  /** Rows and columns added at the end of the output. */
  readonly outputPadding: Pair;
  /** Height and width of the output; overrides outputPadding. */
  readonly outputSizes: Pair | null;
}

/**
 * The numbers of a conv2d, `o` and `outPerGroup` counted within a group and
 * `i` over all channels, as the filter has them here.
 */
export interface ConvTranspose2dGeometry extends Conv2dGeometry {
  /** Most products that any output sums: not every tap meets every output. */
  readonly terms: number;
  readonly rows: Phases;
  readonly columns: Phases;
}

/**
 * Output y gets from tap k what lies at (y + padding − k·dilation) / stride,
 * where that is whole. So outputs of one residue (a phase) see the same taps,
 * every `period`-th, and each next one lies `step` pixels before the last.
 */
export interface Phases {
  readonly count: number;
  readonly period: number;
  readonly step: number;
  /** Most taps that one phase has. */
  readonly taps: number;
}

/** Throws `invalid` when shapes and options do not fit each other. */
export function convTranspose2dGeometry(
  shapes: Shapes,
  options: ConvTranspose2dOptions,
): ConvTranspose2dGeometry {
  const input = axes(shapes, 'input', options.inputLayout);
  const filter = axes(shapes, 'filter', options.filterLayout);
  const { strides, dilations, groups } = options;

  if (filter.i !== input.c)
    throw invalid(
      `filter has ${filter.i} input channels: the input has ${input.c}; ` +
        `change the filter's shape or its layout (${options.filterLayout}).`,
    );
  if (input.c % groups !== 0)
    throw invalid(
      `groups ${groups}: does not divide the ${input.c} input channels; ` +
        `choose a divisor.`,
    );
  const outChannels = filter.o * groups;
  if (shapes.bias && elementCount(shapes.bias) !== outChannels)
    throw invalid(
      `bias of shape [${shapes.bias.join(', ')}]: needs one value for each ` +
        `of the ${outChannels} output channels of the filter.`,
    );

  const outHeight = outputSide(0, input.h, filter.h, options);
  const outWidth = outputSide(1, input.w, filter.w, options);
  const outLengths = { n: input.n, c: outChannels, h: outHeight, w: outWidth };
  const rows = phases(filter.h, strides[0], dilations[0]);
  const columns = phases(filter.w, strides[1], dilations[1]);
  const inPerGroup = input.c / groups;

  return {
    batch: input.n,
    inChannels: input.c,
    inHeight: input.h,
    inWidth: input.w,
    outChannels,
    outHeight,
    outWidth,
    kernelHeight: filter.h,
    kernelWidth: filter.w,
    inPerGroup,
    outPerGroup: filter.o,
    terms: inPerGroup * rows.taps * columns.taps,
    rows,
    columns,
    input: axisStrides(options.inputLayout, input),
    filter: axisStrides(options.filterLayout, filter),
    output: axisStrides(options.inputLayout, outLengths),
  };
}

/** Padding crops what the input spreads; output padding adds at the end. */
function outputSide(
  axis: 0 | 1,
  input: number,
  kernel: number,
  options: ConvTranspose2dOptions,
): number {
  const { padding, strides, dilations, outputPadding, outputSizes } = options;
  const name = axis === 0 ? 'height' : 'width';
  const stride = strides[axis];
  const [before, after] = padding.slice(2 * axis);
  const spread = (input - 1) * stride + (kernel - 1) * dilations[axis] + 1;
  const least = spread - before - after;
  if (outputSizes) {
    const given = outputSizes[axis];
    if (given < Math.max(1, least) || given >= least + stride)
      throw invalid(
        `output ${name} ${given}: stride ${stride} and padding ${before} + ` +
          `${after} allow ${Math.max(1, least)} to ${least + stride - 1}; ` +
          `change outputSizes or padding.`,
      );
    return given;
  }
  const side = least + outputPadding[axis];
  if (side < 1)
    throw invalid(
      `padding ${before} + ${after} crops the output ${name} ` +
        `${spread + outputPadding[axis]} to ${side}; use less padding.`,
    );
  return side;
}

function phases(kernel: number, stride: number, dilation: number): Phases {
  const shared = gcd(stride, dilation);
  const period = stride / shared;
  return {
    count: stride,
    period,
    step: dilation / shared,
    taps: Math.ceil(kernel / period),
  };
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
