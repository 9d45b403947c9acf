/** The form of a separable convolution: conv2d's fields and the first step's. */
import { conv2dFields } from '../conv2d/fields';
import { activations } from '../conv2d/geometry';
import type { Field, Fields } from '../fields';

const shared = (...ids: string[]): Field[] =>
  ids.map((id) => conv2dFields.find((field) => field.id === id)!);

export const separableFields: Fields = [
  ...shared('in', 'cin'),
  {
    kind: 'int',
    id: 'mult',
    label: 'Depth multiplier',
    help: 'Depthwise outputs of each input channel.',
    min: 1,
    max: 8,
    initial: 1,
  },
  ...shared('cout', 'k', 's', 'd', 'pad', 'pads', 'n'),
  {
    kind: 'flag',
    id: 'dwbias',
    label: 'Depthwise bias',
    help: 'Adds one number to each channel between the two steps.',
    initial: true,
  },
  {
    kind: 'choice',
    id: 'dwact',
    label: 'Depthwise activation',
    help:
      'Applied between the two steps: MobileNets have one here, Xception has ' +
      'none.',
    choices: activations,
    initial: 'none',
  },
  {
    kind: 'ints',
    id: 'dwclamp',
    label: 'Depthwise clamp bounds',
    help: 'Lowest and highest value that is kept between the two steps.',
    when: ['dwact', 'clamp'],
    parts: ['lowest', 'highest'],
    min: -1000,
    max: 1000,
    initial: [-1, 1],
  },
  ...shared('bias', 'res', 'act', 'clamp', 'layout'),
];
