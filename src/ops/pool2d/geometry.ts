/**
 * The arithmetic every part of the pooling ops shares.
 *
 * Source: W3C WebNN API, `pool2d`. Padding is [top, bottom, left, right].
 */
import { invalid } from '../../errors';
import {
  axes,
  axisStrides,
  type AxisStrides,
  type inputLayouts,
  type Pair,
} from '../conv2d/geometry';
import type { Options } from '../op';
import type { Shapes } from '../tensor';

export const roundings = ['floor', 'ceil'] as const;

export interface PoolOptions extends Options {
  /** null: the whole plane, which is global pooling. */
  readonly windowDimensions: Pair | null;
  readonly padding: readonly [
    top: number,
    bottom: number,
    left: number,
    right: number,
  ];
  readonly strides: Pair;
  readonly dilations: Pair;
  readonly layout: (typeof inputLayouts)[number];
  readonly outputShapeRounding: (typeof roundings)[number];
  /** Overrides the rounding; must be one of its two results. */
  readonly outputSizes: Pair | null;
  /**
   * Of averagePool2d: a mean is over what lies in the padding too, as zeros, but
   * not over what lies beyond it. ONNX's and torch's; WebNN has none.
   */
  readonly countIncludePad: boolean;
}

export interface PoolGeometry {
  readonly batch: number;
  readonly channels: number;
  readonly inHeight: number;
  readonly inWidth: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly windowHeight: number;
  readonly windowWidth: number;
  /** Taps of a window, padding included. */
  readonly taps: number;
  readonly outputs: number;
  readonly input: AxisStrides<'n' | 'c' | 'h' | 'w'>;
  readonly output: AxisStrides<'n' | 'c' | 'h' | 'w'>;
  readonly outputShape: number[];
}

/** Throws `invalid` when shape and options do not fit each other. */
export function poolGeometry(
  shapes: Shapes,
  options: PoolOptions,
): PoolGeometry {
  const { layout } = options;
  const { n, c, h, w } = axes(shapes, 'input', layout);
  const [windowHeight, windowWidth] = options.windowDimensions ?? [h, w];
  const outHeight = outSide('height', 0, h, windowHeight, options);
  const outWidth = outSide('width', 1, w, windowWidth, options);
  const lengths: Record<string, number> = { n, c, h: outHeight, w: outWidth };
  return {
    batch: n,
    channels: c,
    inHeight: h,
    inWidth: w,
    outHeight,
    outWidth,
    windowHeight,
    windowWidth,
    taps: windowHeight * windowWidth,
    outputs: n * c * outHeight * outWidth,
    input: axisStrides(layout, { n, c, h, w }),
    output: axisStrides(layout, lengths),
    outputShape: [...layout].map((axis) => lengths[axis]),
  };
}

function outSide(
  name: string,
  axis: 0 | 1,
  input: number,
  window: number,
  options: PoolOptions,
): number {
  const { padding, outputShapeRounding, outputSizes } = options;
  const dilation = options.dilations[axis];
  const span = (window - 1) * dilation + 1;
  const room = input + padding[2 * axis] + padding[2 * axis + 1];
  if (span > room)
    throw invalid(
      `window ${name} ${window} with dilation ${dilation} spans ${span}: the ` +
        `padded input ${name} is only ${room}; add padding or use a smaller ` +
        `window.`,
    );
  const steps = (room - span) / options.strides[axis];
  const sizes = { floor: Math.floor(steps) + 1, ceil: Math.ceil(steps) + 1 };
  const asked = outputSizes?.[axis] ?? sizes[outputShapeRounding];
  if (asked !== sizes.floor && asked !== sizes.ceil)
    throw invalid(
      `output ${name} ${asked}: these windows make ${sizes.floor} (floor) or ` +
        `${sizes.ceil} (ceil); use one of the two.`,
    );
  return asked;
}
