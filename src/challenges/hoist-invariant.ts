import type { Challenge } from './challenge';
import { asFastAsShipped } from './goals';

export const hoistInvariant: Challenge = {
  id: 'hoist-invariant',
  title: 'The same answer, found 64 times',
  kind: 'faster',
  level: 1,
  task:
    'Softmax subtracts the largest number of a line from each of its 64 numbers. ' +
    'This kernel looks for the largest one anew for each of them. Move what does not ' +
    'change out of the loop.',
  learns:
    'A compiler moves an invariant expression out of a loop, but seldom a whole ' +
    'loop: from n² steps to n is up to you.',
  problem: {
    op: 'softmax',
    kernel: 'naive',
    shapes: { input: [1, 64, 32, 32] },
    options: { axis: 1 },
  },
  file: 'softmax/naive.wgsl',
  start: [
    {
      from:
        '  var largest = smallest();\n' +
        '  for (var i = first; i < end; i += params.inner) {\n' +
        '    largest = larger(largest, vec4f(input[i]));\n' +
        '  }\n',
      to: '  var largest: vec4f;\n',
    },
    {
      from: '    let e = exponential(vec4f(input[i]) - largest).x;\n',
      to:
        '    largest = smallest();\n' +
        '    for (var j = first; j < end; j += params.inner) {\n' +
        '      largest = larger(largest, vec4f(input[j]));\n' +
        '    }\n' +
        '    let e = exponential(vec4f(input[i]) - largest).x;\n',
    },
  ],
  startOutcomes: ['right'],
  hints: [
    'How often does the innermost loop run for a line of 64 numbers? How often ' +
      'would it have to?',
    'The loop over j reads the whole line and uses nothing of i: it finds the same ' +
      'number each time.',
    'Move largest = smallest(); and the loop over j in front of the loop over i.',
  ],
  goal: asFastAsShipped,
  solution: 'shipped',
};
