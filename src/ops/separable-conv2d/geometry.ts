/**
 * A separable convolution as the two convolutions it is made of: a depthwise
 * k×k one and a pointwise one, each in conv2d's own terms.
 *
 * Source: Howard et al. 2017, "MobileNets" (arXiv:1704.04861), section 3.1.
 */
import { invalid } from '../../errors';
import {
  conv2dGeometry,
  conv2dOutputShape,
  type Conv2dGeometry,
  type Conv2dOptions,
} from '../conv2d/geometry';
import type { Options, Problem } from '../op';
import { elementCount, type Shape, type Shapes } from '../tensor';

/** Padding, strides and dilations are the depthwise step's. */
export interface SeparableOptions
  extends
    Options,
    Pick<
      Conv2dOptions,
      'padding' | 'strides' | 'dilations' | 'inputLayout' | 'activation'
    > {
  /** Between the two steps; `activation` comes after the pointwise one. */
  readonly depthwiseActivation: Conv2dOptions['activation'];
  /** Bounds of a depthwise activation `clamp`. */
  readonly depthwiseMinValue: number;
  readonly depthwiseMaxValue: number;
  /** Bounds of an activation `clamp`. */
  readonly minValue: number;
  readonly maxValue: number;
}

export interface SeparableGeometry {
  readonly depthwise: Conv2dGeometry;
  readonly pointwise: Conv2dGeometry;
  /** Depthwise outputs of each input channel. */
  readonly multiplier: number;
}

/** The two steps as problems of conv2d; throws `invalid`. */
export function separableSteps(
  shapes: Shapes,
  options: SeparableOptions,
): { depthwise: Problem<Conv2dOptions>; pointwise: Problem<Conv2dOptions> } {
  const input = sides('input', shapes.input);
  const depthwiseFilter = sides('depthwiseFilter', shapes.depthwiseFilter);
  const pointwiseFilter = sides('pointwiseFilter', shapes.pointwiseFilter);
  const { inputLayout } = options;
  const inChannels = input[inputLayout.indexOf('c')];
  const [channels, perGroup] = depthwiseFilter;
  if (perGroup !== 1 || channels % inChannels !== 0)
    throw invalid(
      `depthwiseFilter of shape [${depthwiseFilter.join(', ')}]: needs ` +
        `[${inChannels} × multiplier, 1, height, width] for the ` +
        `${inChannels} input channels.`,
    );
  biasFits('depthwiseBias', shapes.depthwiseBias, channels);
  const [outChannels, inPerPixel, height, width] = pointwiseFilter;
  if (inPerPixel !== channels || height !== 1 || width !== 1)
    throw invalid(
      `pointwiseFilter of shape [${pointwiseFilter.join(', ')}]: needs ` +
        `[channels out, ${channels}, 1, 1] for the ${channels} depthwise ` +
        `channels.`,
    );
  biasFits('bias', shapes.bias, outChannels);

  const depthwise: Problem<Conv2dOptions> = {
    shapes: {
      input,
      filter: depthwiseFilter,
      ...(shapes.depthwiseBias && { bias: shapes.depthwiseBias }),
    },
    options: {
      ...plain,
      inputLayout,
      padding: options.padding,
      strides: options.strides,
      dilations: options.dilations,
      groups: inChannels,
      activation: options.depthwiseActivation,
      minValue: options.depthwiseMinValue,
      maxValue: options.depthwiseMaxValue,
    },
  };
  const between = conv2dGeometry(depthwise.shapes, depthwise.options);
  return {
    depthwise,
    pointwise: {
      shapes: {
        input: conv2dOutputShape(between, inputLayout),
        filter: pointwiseFilter,
        ...(shapes.bias && { bias: shapes.bias }),
        ...(shapes.residual && { residual: shapes.residual }),
      },
      options: {
        ...plain,
        inputLayout,
        activation: options.activation,
        minValue: options.minValue,
        maxValue: options.maxValue,
      },
    },
  };
}

/** Throws `invalid` when shapes and options do not fit each other. */
export function separableGeometry(
  shapes: Shapes,
  options: SeparableOptions,
): SeparableGeometry {
  const steps = separableSteps(shapes, options);
  const depthwise = conv2dGeometry(
    steps.depthwise.shapes,
    steps.depthwise.options,
  );
  return {
    depthwise,
    pointwise: conv2dGeometry(steps.pointwise.shapes, steps.pointwise.options),
    multiplier: depthwise.outPerGroup,
  };
}

/** What a pointwise convolution has and a depthwise one replaces. */
const plain = {
  padding: [0, 0, 0, 0],
  strides: [1, 1],
  dilations: [1, 1],
  groups: 1,
  filterLayout: 'oihw',
} as const;

function sides(role: string, shape: Shape | undefined): Shape {
  if (!shape)
    throw invalid(
      `separableConv2d has no ${role}; pass a tensor of 4 dimensions.`,
    );
  if (shape.length !== 4 || shape.some((side) => !(side >= 1)))
    throw invalid(
      `${role} of shape [${shape.join(', ')}]: needs 4 sides of at least 1.`,
    );
  return shape;
}

function biasFits(role: string, shape: Shape | undefined, channels: number) {
  if (shape && elementCount(shape) !== channels)
    throw invalid(
      `${role} of shape [${shape.join(', ')}]: needs one value for each of ` +
        `the ${channels} channels.`,
    );
}
