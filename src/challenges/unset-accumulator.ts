import type { Challenge } from './challenge';
import { right } from './goals';

export const unsetAccumulator: Challenge = {
  id: 'unset-accumulator',
  title: 'A sum that begins with rubbish',
  kind: 'fix',
  level: 2,
  task:
    'This matrix product adds up in its output buffer. Run it once on a fresh ' +
    'buffer and it may well be right; run it again and it is not. Make every run ' +
    'give the same answer.',
  learns:
    'A variable of a function begins with zero, a buffer with whatever the last ' +
    'run left in it; and a register costs no traffic.',
  problem: {
    op: 'matmul',
    kernel: 'naive',
    shapes: { a: [48, 64], b: [64, 40] },
  },
  file: 'product/naive.wgsl',
  start: [
    { from: '  var sum = 0.0;\n', to: '' },
    {
      from: 'sum += a[in_a] * b[in_b];',
      to: 'output[index] += a[in_a] * b[in_b];',
    },
    {
      from: 'finish(vec4f(sum), vec4f(added)).x',
      to: 'finish(vec4f(output[index]), vec4f(added)).x',
    },
  ],
  startOutcomes: ['unstable'],
  hints: [
    'The same inputs, two answers: something other than the inputs comes into ' +
      'the sum. Where does the sum live, and what is there before the first +=?',
    'Nobody sets output[index] before the loop adds to it.',
    'Declare var sum = 0.0; before the loop, add to sum in it, and store finish() ' +
      'of sum once at the end.',
  ],
  goal: right,
  solution: 'shipped',
};
