import type { Challenge } from './challenge';
import { asFastAsShipped } from './goals';

export const spareBarrier: Challenge = {
  id: 'spare-barrier',
  title: 'The barrier that is not needed',
  kind: 'faster',
  level: 2,
  task:
    'This tiled convolution is right, and slow: it has three barriers, and two of ' +
    'them are needed. Remove the third. Removing another one is a race, which the ' +
    'check sees.',
  learns:
    'A barrier is for a write that another invocation reads, or a read before it is ' +
    'written again; between two reads it only makes everybody wait.',
  problem: {
    op: 'conv2d',
    kernel: 'tiled',
    shapes: { input: [1, 32, 28, 28], filter: [64, 32, 3, 3] },
    options: { padding: [1, 1, 1, 1] },
  },
  file: 'conv2d/tiled.wgsl',
  start: [
    {
      from: '      sums += outer(input_tile[t * 16u + lane % 16u], filter_tile[t * 16u + row]);\n',
      to:
        '      sums += outer(input_tile[t * 16u + lane % 16u], filter_tile[t * 16u + row]);\n' +
        '      workgroupBarrier();\n',
    },
  ],
  startOutcomes: ['right'],
  hints: [
    'For each barrier, name the write before it and the read after it, or the read ' +
      'before it and the write after it. One barrier has neither.',
    'The tiles are written once per step, then only read in the loop over t.',
    'The barrier inside the loop over t can go; the one before that loop and the ' +
      'one behind it have to stay.',
  ],
  goal: asFastAsShipped,
  solution: 'shipped',
};
