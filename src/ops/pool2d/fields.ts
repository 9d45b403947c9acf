/** What a user may set for a pooling op: the form, the link, the validation. */
import { inputLayouts } from '../conv2d/geometry';
import type { Fields } from '../fields';
import { roundings } from './geometry';

const side = { kind: 'ints', parts: ['height', 'width'] } as const;

export const poolFields: Fields = [
  {
    ...side,
    id: 'in',
    label: 'Input H × W',
    help: 'Height and width of the input, in pixels.',
    min: 1,
    max: 2048,
    initial: [112, 112],
  },
  {
    kind: 'int',
    id: 'c',
    label: 'Channels',
    help: 'Feature planes; each is pooled by itself.',
    min: 1,
    max: 4096,
    initial: 64,
  },
  {
    kind: 'flag',
    id: 'global',
    label: 'Whole plane',
    help: 'Global pooling: the window is the plane.',
    initial: false,
  },
  {
    ...side,
    id: 'k',
    label: 'Window',
    help: 'Height and width of what becomes one number.',
    when: ['global', false],
    min: 1,
    max: 256,
    initial: [3, 3],
  },
  {
    ...side,
    id: 's',
    label: 'Stride',
    help: 'Input pixels from one window to the next, down and across.',
    min: 1,
    max: 256,
    initial: [2, 2],
  },
  {
    ...side,
    id: 'd',
    label: 'Dilation',
    help: 'Input pixels from one tap to the next; above 1 the window has holes.',
    min: 1,
    max: 64,
    initial: [1, 1],
  },
  {
    kind: 'ints',
    id: 'pads',
    label: 'Padding',
    help: 'Rows and columns around the input that count as not there.',
    parts: ['top', 'bottom', 'left', 'right'],
    min: 0,
    max: 256,
    initial: [1, 1, 1, 1],
  },
  {
    kind: 'choice',
    id: 'round',
    label: 'Rounding',
    help: 'Whether a last window that does not fit is left out or cut off.',
    choices: roundings,
    initial: 'floor',
  },
  {
    kind: 'int',
    id: 'n',
    label: 'Batch',
    help: 'Images in one call.',
    min: 1,
    max: 64,
    initial: 1,
  },
  {
    kind: 'choice',
    id: 'layout',
    label: 'Layout',
    help: 'Order of the axes in memory: channels first or channels last.',
    choices: inputLayouts,
    initial: 'nchw',
  },
];

export const averageFields: Fields = [
  ...poolFields,
  {
    kind: 'flag',
    id: 'counted',
    label: 'Count padding',
    help: 'The mean is over the padding too, as zeros.',
    initial: false,
  },
];
