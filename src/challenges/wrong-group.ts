import type { Challenge } from './challenge';
import { right } from './goals';

export const wrongGroup: Challenge = {
  id: 'wrong-group',
  title: 'The wrong group of channels',
  kind: 'fix',
  level: 2,
  task:
    'Eight input channels in four groups: output channels 0 to 3 read inputs 0 ' +
    'and 1, channels 4 to 7 read inputs 2 and 3, and so on. This kernel never ' +
    'reads outside of its input, and yet most channels read another group’s. ' +
    'Find the first input channel of a group.',
  learns:
    'The channels of a group lie together, so a group is a quotient of the ' +
    'channel’s number, not its remainder.',
  problem: {
    op: 'conv2d',
    kernel: 'naive',
    shapes: { input: [1, 8, 14, 14], filter: [16, 2, 3, 3] },
    options: { padding: [1, 1, 1, 1], groups: 4 },
  },
  file: 'conv2d/naive.wgsl',
  start: [
    {
      from: 'channel / params.out_per_group * params.in_per_group',
      to: 'channel % params.out_per_group * params.in_per_group',
    },
  ],
  startOutcomes: ['wrong'],
  hints: [
    'Some channels are right. Which ones, and what do they have in common?',
    'Write down first_in for channels 0, 1, 4 and 5, as the kernel computes it ' +
      'and as the task says it.',
    'The number of a channel’s group is channel / params.out_per_group; first_in ' +
      'is that times params.in_per_group.',
  ],
  goal: right,
  solution: 'shipped',
};
