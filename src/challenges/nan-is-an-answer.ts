import type { Challenge } from './challenge';
import { right } from './goals';

export const nanIsAnAnswer: Challenge = {
  id: 'nan-is-an-answer',
  title: 'NaN is an answer',
  kind: 'fix',
  level: 3,
  task:
    'Half of these inputs are negative, and the root of a negative number is NaN: ' +
    'whoever trains a network wants to see it. Somebody made the NaNs go away by ' +
    'clamping. Bring them back, in a language that has no NaN to write down.',
  learns:
    'WGSL promises NaN neither as a constant nor through min, max and arithmetic; ' +
    'made of its bits at run time it is safe.',
  problem: {
    op: 'sqrt',
    kernel: 'naive',
    shapes: { input: [1, 4, 32, 32] },
  },
  file: 'elementwise/naive.wgsl',
  start: [
    {
      from: '  return select(sqrt(x), not_a_number(), x < vec4f());',
      to: '  return sqrt(max(x, vec4f()));',
    },
    {
      from: 'fn not_a_number() -> vec4f {',
      through: '\n}\n',
      to: '',
    },
  ],
  startOutcomes: ['wrong'],
  hints: [
    'square_root() turns every negative number into 0. Which inputs should give ' +
      'NaN, and how does select() pick between two answers, lane by lane?',
    '0.0 / 0.0 does not compile: a constant may not be NaN. Its bits are ' +
      '0x7fc00000, and bitcast makes a float of them.',
    'Write let bits = vec4u(0x7fc00000u); then return select(sqrt(x), ' +
      'bitcast<vec4f>(bits), x < vec4f());',
  ],
  goal: right,
  solution: 'shipped',
};
