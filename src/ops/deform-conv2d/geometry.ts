/**
 * A deformConv2d as a convolution whose taps are moved.
 *
 * Source: torchvision.ops.deform_conv2d, ONNX DeformConv: offsets are (dy, dx)
 * for each tap in row-major order, for each offset group.
 */
import { invalid } from '../../errors';
import {
  conv2dGeometry,
  type Conv2dGeometry,
  type Conv2dOptions,
} from '../conv2d/geometry';
import { conv2dOptions } from '../conv2d/options';
import type { Problem } from '../op';
import type { Shape, Shapes } from '../tensor';
import type { DeformConv2dOptions } from './options';

export interface DeformGeometry extends Conv2dGeometry {
  readonly offsetGroups: number;
  /** Input channels that share their offsets. */
  readonly perOffsetGroup: number;
  readonly taps: number;
  /** Of an output plane. */
  readonly pixels: number;
  /** Rows of the matrix of samples: a tap of an input channel each. */
  readonly columnRows: number;
}

/** Throws `invalid` when shapes and options do not fit each other. */
export function deformGeometry(
  shapes: Shapes,
  { offsetGroups, ...options }: DeformConv2dOptions,
): DeformGeometry {
  const { input, filter, bias } = shapes;
  const given = { input, filter, ...(bias && { bias }) };
  const g = conv2dGeometry(given, conv2dOptions(options));
  if (g.inChannels % offsetGroups !== 0)
    throw invalid(
      `offsetGroups ${offsetGroups}: does not divide the ${g.inChannels} ` +
        `input channels; choose a divisor.`,
    );
  const taps = g.kernelHeight * g.kernelWidth;
  const places = offsetGroups * taps;
  expect(shapes, 'offset', [g.batch, 2 * places, g.outHeight, g.outWidth]);
  if (shapes.mask)
    expect(shapes, 'mask', [g.batch, places, g.outHeight, g.outWidth]);
  return {
    ...g,
    offsetGroups,
    perOffsetGroup: g.inChannels / offsetGroups,
    taps,
    pixels: g.outHeight * g.outWidth,
    columnRows: g.inChannels * taps,
  };
}

function expect(shapes: Shapes, role: string, wanted: Shape): void {
  const shape: Shape | undefined = shapes[role];
  if (!shape)
    throw invalid(
      `deformConv2d has no ${role}; pass a tensor [${wanted.join(', ')}].`,
    );
  if (shape.length !== 4 || shape.some((side, i) => side !== wanted[i]))
    throw invalid(
      `${role} of shape [${shape.join(', ')}]: this filter, stride and ` +
        `padding need [${wanted.join(', ')}].`,
    );
}

/** What is left when the samples lie in memory: a pointwise convolution. */
export function productOf(
  shapes: Shapes,
  options: DeformConv2dOptions,
): Problem<Conv2dOptions> {
  const g = deformGeometry(shapes, options);
  return {
    shapes: {
      input: [g.batch, g.columnRows, g.outHeight, g.outWidth],
      filter: [g.outChannels, g.terms, 1, 1],
      ...(shapes.bias && { bias: shapes.bias }),
    },
    options: conv2dOptions({ groups: options.groups }),
  };
}
