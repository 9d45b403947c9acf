import type { Challenge } from './challenge';
import { asFastAsShipped } from './goals';

export const workgroupSize: Challenge = {
  id: 'workgroup-size',
  title: 'How large is a workgroup?',
  kind: 'understand',
  level: 1,
  task:
    'This resampling starts one workgroup for each output, of a single invocation. ' +
    'Try WORKGROUP_SIZE 1, 4, 16, 64 and 256: the number of workgroups follows by ' +
    'itself. Find a size at which the kernel is as fast as it is shipped, and note ' +
    'from where on more brings nothing.',
  learns:
    'A GPU runs 32 or 64 invocations as one; a smaller workgroup leaves the rest of ' +
    'them idle, whatever the kernel does.',
  problem: {
    op: 'resample2d',
    kernel: 'naive',
    shapes: { input: [1, 16, 64, 64] },
    options: { mode: 'linear', scales: [2, 2] },
  },
  file: 'resample2d/naive.wgsl',
  workgroups: [
    'min(ceil(elements / WORKGROUP_SIZE), 65535)',
    'ceil(elements / WORKGROUP_SIZE / 65535)',
  ],
  start: [
    {
      from: 'const WORKGROUP_SIZE = 64u;',
      to: 'const WORKGROUP_SIZE = 1u;',
    },
  ],
  startOutcomes: ['right'],
  hints: [
    'Only the number in the line const WORKGROUP_SIZE = 1u; has to change.',
    'Go up in steps of four and watch the ratio: it rises steeply at first, and ' +
      'then no more.',
    'A multiple of 32 suits most devices, of 64 nearly all; 256 is the most that ' +
      'every device takes.',
  ],
  goal: asFastAsShipped,
  solution: [
    {
      from: 'const WORKGROUP_SIZE = 1u;',
      to: 'const WORKGROUP_SIZE = 64u;',
    },
  ],
};
