import type { Challenge } from './challenge';
import { right } from './goals';

export const overflow: Challenge = {
  id: 'overflow',
  title: 'An exponential that overflows',
  kind: 'fix',
  level: 2,
  task:
    'x · sigmoid(200 x) is nearly a ReLU: for positive x it is x. This kernel says ' +
    'NaN for many of them, for it takes e to the power of something large, which is ' +
    'infinite, and divides it by itself. Softmax without subtracting its maximum ' +
    'fails in the same way. Write the sigmoid so that nothing overflows.',
  learns:
    'Quotients of exponentials stay the same when both are scaled; scaled so that ' +
    'the largest is 1, none can overflow.',
  problem: {
    op: 'silu',
    kernel: 'naive',
    shapes: { input: [1, 8, 32, 32] },
    options: { alpha: 200 },
  },
  file: 'elementwise/naive.wgsl',
  start: [
    {
      from:
        '// Through e^-|x| ≤ 1, which cannot overflow.\n' +
        'fn sigmoid(x: vec4f) -> vec4f {\n' +
        '  let e = exponential(-abs(x));\n' +
        '  return select(vec4f(1.0), e, x < vec4f()) / (1.0 + e);\n',
      to:
        'fn sigmoid(x: vec4f) -> vec4f {\n' +
        '  let e = exponential(x);\n' +
        '  return e / (1.0 + e);\n',
    },
  ],
  startOutcomes: ['wrong'],
  hints: [
    'float32 ends near 3.4e38, and e^89 is past that. For which x is e^x infinite, ' +
      'and what is infinity divided by infinity?',
    'e^x / (1 + e^x) is the same as 1 / (1 + e^−x). One of the two is safe for ' +
      'positive x, the other one for negative x.',
    'let e = exponential(-abs(x)); is never above 1. For x below 0 the answer is ' +
      'e / (1 + e), else 1 / (1 + e): select() picks the numerator.',
  ],
  goal: right,
  solution: 'shipped',
};
