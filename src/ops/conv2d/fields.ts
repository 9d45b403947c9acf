/** What a user may set for a conv2d: the form, the link, the validation. */
import type { Fields } from '../fields';
import { activations, filterLayouts, inputLayouts } from './geometry';

const side = { kind: 'ints', parts: ['height', 'width'] } as const;

export const conv2dFields: Fields = [
  {
    ...side,
    id: 'in',
    label: 'Input H × W',
    help: 'Height and width of the input, in pixels.',
    min: 1,
    max: 2048,
    initial: [28, 28],
  },
  {
    kind: 'int',
    id: 'cin',
    label: 'Channels in',
    help: 'Feature planes of the input.',
    min: 1,
    max: 4096,
    initial: 64,
  },
  {
    kind: 'int',
    id: 'cout',
    label: 'Channels out',
    help: 'Feature planes of the output: the number of filters.',
    min: 1,
    max: 4096,
    initial: 64,
  },
  {
    ...side,
    id: 'k',
    label: 'Kernel',
    help: 'Height and width of each filter.',
    min: 1,
    max: 31,
    initial: [3, 3],
  },
  {
    ...side,
    id: 's',
    label: 'Stride',
    help: 'Input pixels from one output to the next, down and across.',
    min: 1,
    max: 16,
    initial: [1, 1],
  },
  {
    ...side,
    id: 'd',
    label: 'Dilation',
    help: 'Input pixels from one tap to the next; above 1 the kernel has holes.',
    min: 1,
    max: 64,
    initial: [1, 1],
  },
  {
    kind: 'choice',
    id: 'pad',
    label: 'Padding',
    help:
      'same: output = input / stride, the odd row or column at the end ' +
      '(upper) or the beginning (lower). valid: none. explicit: as given.',
    choices: ['same-upper', 'same-lower', 'valid', 'explicit'],
    initial: 'same-upper',
  },
  {
    kind: 'ints',
    id: 'pads',
    label: 'Padding sides',
    help: 'Rows and columns of zeros around the input.',
    when: ['pad', 'explicit'],
    parts: ['top', 'bottom', 'left', 'right'],
    min: 0,
    max: 256,
    initial: [0, 0, 0, 0],
  },
  {
    kind: 'int',
    id: 'g',
    label: 'Groups',
    help:
      'Channels in and out are split into this many independent parts; ' +
      'groups = channels in is a depthwise convolution.',
    min: 1,
    max: 4096,
    initial: 1,
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
    kind: 'flag',
    id: 'bias',
    label: 'Bias',
    help: 'Adds one number to each output channel.',
    initial: true,
  },
  {
    kind: 'flag',
    id: 'res',
    label: 'Residual',
    help:
      'Adds a tensor like the output before the activation: the shortcut of ' +
      'ResNet and MobileNetV2, without a pass of its own.',
    initial: false,
  },
  {
    kind: 'choice',
    id: 'act',
    label: 'Activation',
    help: 'Applied to each sum before it is stored, at no extra traffic.',
    choices: activations,
    initial: 'none',
  },
  {
    kind: 'ints',
    id: 'clamp',
    label: 'Clamp bounds',
    help: 'Lowest and highest value that is kept.',
    when: ['act', 'clamp'],
    parts: ['lowest', 'highest'],
    min: -1000,
    max: 1000,
    initial: [-1, 1],
  },
  {
    kind: 'choice',
    id: 'layout',
    label: 'Layout',
    help: 'Order of the axes in memory: channels first or channels last.',
    choices: inputLayouts,
    initial: 'nchw',
  },
  {
    kind: 'choice',
    id: 'filter',
    label: 'Filter layout',
    help: 'Order of the filter axes: o out, i in, h and w the kernel.',
    choices: filterLayouts,
    initial: 'oihw',
  },
];
