import type { Challenge } from './challenge';
import { right } from './goals';

export const missingBias: Challenge = {
  id: 'missing-bias',
  title: 'The bias that nobody adds',
  kind: 'fix',
  level: 1,
  task:
    'This convolution comes out wrong everywhere, and in each channel by the ' +
    'same amount: the bias, one number for each output channel, is bound but ' +
    'never added. Add it where the finished sum is still in a register.',
  learns:
    'An epilogue adds bias and activation before the one store, so neither ' +
    'costs another pass over memory.',
  problem: {
    op: 'conv2d',
    kernel: 'naive',
    shapes: { input: [1, 8, 28, 28], filter: [16, 8, 3, 3], bias: [16] },
    options: { padding: [1, 1, 1, 1] },
  },
  file: 'conv2d/naive.wgsl',
  start: [
    {
      from:
        '  // An absent bias is a buffer of zeros.\n' +
        '  let y = sums + bias[channel];\n',
      to: '  let y = sums;\n',
    },
  ],
  startOutcomes: ['wrong'],
  hints: [
    'Look at the error map: every pixel of a channel is off. What is the same ' +
      'for all pixels of a channel?',
    'The sums meet the activation in finish(), in the shared part below the ' +
      'kernel. It gets the channel, and uses it for nothing.',
    'In finish(), y begins as the sums alone. It should begin as the sums plus ' +
      'bias[channel].',
  ],
  goal: right,
  solution: 'shipped',
};
