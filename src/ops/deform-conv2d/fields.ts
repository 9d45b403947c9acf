/** What a user may set for a deformConv2d: conv2d's, and two things more. */
import { conv2dFields } from '../conv2d/fields';
import { conv2dProblem } from '../conv2d/options';
import type { Fields, Workload } from '../fields';
import type { Problem } from '../op';
import { conv2dGeometry } from '../conv2d/geometry';
import { deformConv2dOptions, type DeformConv2dOptions } from './options';

/** Fixed here: torchvision and ONNX have one layout and no activation. */
const fixed: Workload = {
  act: 'none',
  clamp: [0, 0],
  layout: 'nchw',
  filter: 'oihw',
};

export const deformConv2dFields: Fields = [
  ...conv2dFields.filter(({ id }) => !(id in fixed)),
  {
    kind: 'int',
    id: 'og',
    label: 'Offset groups',
    help: 'Channels in are split into this many parts, each with its offsets.',
    min: 1,
    max: 256,
    initial: 1,
  },
  {
    kind: 'flag',
    id: 'mask',
    label: 'Mask',
    help: 'Each tap has a factor of its own at each pixel, too (version 2).',
    initial: true,
  },
];

/** A form's values as shapes and options. */
export function deformConv2dProblem(
  workload: Workload,
): Problem<DeformConv2dOptions> {
  const { shapes, options } = conv2dProblem({ ...workload, ...fixed });
  const { padding, strides, dilations, groups } = options;
  const g = conv2dGeometry(shapes, options);
  const places = (workload.og as number) * g.kernelHeight * g.kernelWidth;
  const { input, filter, bias } = shapes;
  return {
    shapes: {
      input,
      offset: [g.batch, 2 * places, g.outHeight, g.outWidth],
      filter,
      ...(workload.mask && {
        mask: [g.batch, places, g.outHeight, g.outWidth],
      }),
      ...(bias && { bias }),
    },
    options: deformConv2dOptions({
      ...{ padding, strides, dilations, groups },
      offsetGroups: workload.og,
    }),
  };
}
