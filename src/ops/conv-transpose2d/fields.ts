/** What a user may set: conv2d's fields, those that mean something else anew. */
import { conv2dFields } from '../conv2d/fields';
import type { Field, Fields } from '../fields';
import { filterLayouts } from './geometry';

const padding: Field = {
  kind: 'ints',
  id: 'pads',
  label: 'Padding',
  help: 'Rows and columns cropped from each side of the output.',
  parts: ['top', 'bottom', 'left', 'right'],
  min: 0,
  max: 256,
  initial: [0, 0, 0, 0],
};
const outputPadding: Field = {
  kind: 'ints',
  id: 'more',
  label: 'Output padding',
  help: 'Rows and columns added at the end of the output; below the stride.',
  parts: ['height', 'width'],
  min: 0,
  max: 15,
  initial: [0, 0],
};

/** By the id of conv2d's field; none where conv2d's has no meaning here. */
const own: Readonly<Record<string, Fields>> = {
  k: [
    {
      kind: 'ints',
      id: 'k',
      label: 'Kernel',
      help: 'Height and width of what each input pixel spreads to.',
      parts: ['height', 'width'],
      min: 1,
      max: 31,
      initial: [2, 2],
    },
  ],
  s: [
    {
      kind: 'ints',
      id: 's',
      label: 'Stride',
      help: 'Output pixels from one input to the next, down and across.',
      parts: ['height', 'width'],
      min: 1,
      max: 16,
      initial: [2, 2],
    },
  ],
  d: [
    {
      kind: 'ints',
      id: 'd',
      label: 'Dilation',
      help: 'Output pixels from one tap to the next.',
      parts: ['height', 'width'],
      min: 1,
      max: 64,
      initial: [1, 1],
    },
  ],
  pad: [],
  res: [],
  pads: [padding, outputPadding],
  filter: [
    {
      kind: 'choice',
      id: 'filter',
      label: 'Filter layout',
      help: 'Order of the filter axes: i in, o out, h and w the kernel.',
      choices: filterLayouts,
      initial: 'iohw',
    },
  ],
};

export const convTranspose2dFields: Fields = conv2dFields.flatMap(
  (field) => own[field.id] ?? [field],
);
