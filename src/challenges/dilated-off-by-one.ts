import type { Challenge } from './challenge';
import { right } from './goals';

export const dilatedOffByOne: Challenge = {
  id: 'dilated-off-by-one',
  title: 'Off by one in a dilated convolution',
  kind: 'fix',
  level: 1,
  task:
    'With dilation 2 the taps of a 3×3 filter lie two pixels apart. Whoever ' +
    'wrote this kernel took the dilation for the number of pixels left out ' +
    'between two taps, so the filter looks at the wrong pixels. Fix the step.',
  learns:
    'Dilation is the distance between two taps: 1 is an ordinary filter, and ' +
    'dilation − 1 pixels are left out.',
  problem: {
    op: 'conv2d',
    kernel: 'naive',
    shapes: { input: [1, 4, 24, 24], filter: [8, 4, 3, 3] },
    options: { padding: [2, 2, 2, 2], dilations: [2, 2] },
  },
  file: 'conv2d/naive.wgsl',
  start: [
    {
      from: 'ky * params.dilation_height - params.pad_top',
      to: 'ky * (params.dilation_height - 1u) - params.pad_top',
    },
    {
      from: 'kx * params.dilation_width - params.pad_left',
      to: 'kx * (params.dilation_width - 1u) - params.pad_left',
    },
  ],
  startOutcomes: ['wrong'],
  hints: [
    'Work it out for one output: with dilation 2, which rows should ky = 0, 1 ' +
      'and 2 read, counted from the first one?',
    'They should read rows 0, 2 and 4. The kernel reads 0, 1 and 2: look at ' +
      'what ky and kx are multiplied by.',
    'The step is params.dilation_height down and params.dilation_width across, ' +
      'without the "- 1u".',
  ],
  goal: right,
  solution: 'shipped',
};
