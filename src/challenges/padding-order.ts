import type { Challenge } from './challenge';
import { right } from './goals';

export const paddingOrder: Challenge = {
  id: 'padding-order',
  title: 'Padding on the wrong side',
  kind: 'fix',
  level: 1,
  task:
    'Two rows of padding above, one column on either side: a causal filter, as ' +
    'sound and video use it. The kernel passed every test with the same padding ' +
    'on all four sides, and fails here. Fix it.',
  learns:
    'A test in which all sides are equal cannot see two of them exchanged; odd ' +
    'and unequal numbers can.',
  problem: {
    op: 'conv2d',
    kernel: 'naive',
    shapes: { input: [1, 4, 20, 20], filter: [8, 4, 3, 3] },
    options: { padding: [2, 0, 1, 1] },
  },
  file: 'conv2d/naive.wgsl',
  start: [
    {
      from: 'ky * params.dilation_height - params.pad_top',
      to: 'ky * params.dilation_height - params.pad_left',
    },
    {
      from: 'kx * params.dilation_width - params.pad_left',
      to: 'kx * params.dilation_width - params.pad_top',
    },
  ],
  startOutcomes: ['wrong'],
  hints: [
    'The picture comes out shifted. In which direction, and by how much?',
    'Rows are shifted by the padding above, columns by the padding on the left. ' +
      'Which of the two does in_y subtract?',
    'in_y subtracts params.pad_top and in_x subtracts params.pad_left.',
  ],
  goal: right,
  solution: 'shipped',
};
