import type { Challenge } from './challenge';
import { right } from './goals';

export const missingBarrier: Challenge = {
  id: 'missing-barrier',
  title: 'The barrier that is missing',
  kind: 'fix',
  level: 2,
  task:
    'In this softmax 256 invocations share a line: each leaves a part of the sum ' +
    'in workgroup memory, then they add up in halves. One of them reads before ' +
    'another has written. Depending on the device the answers are wrong, or differ ' +
    'from run to run. Put the barrier back where it belongs.',
  learns:
    'Between a write to workgroup memory and another invocation’s read there has ' +
    'to be a workgroupBarrier() that all of them meet.',
  problem: {
    op: 'softmax',
    kernel: 'rows',
    shapes: { input: [64, 1000] },
    options: { axis: 1 },
    constants: { PARTS: 256 },
  },
  file: 'softmax/rows.wgsl',
  start: [
    {
      from: '  partial[lane] = sum;\n  workgroupBarrier();\n  for',
      to: '  partial[lane] = sum;\n  for',
    },
  ],
  startOutcomes: ['wrong', 'unstable'],
  hints: [
    'The largest number and the sum are found in the same way. Compare the two ' +
      'halves of the kernel line by line.',
    'Each invocation writes partial[lane] and then reads partial[lane + half], ' +
      'which is another one’s. What stands between the two?',
    'After the first partial[lane] = sum; and before the loop over half there has ' +
      'to be a workgroupBarrier();',
  ],
  goal: right,
  solution: 'shipped',
};
