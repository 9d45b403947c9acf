import type { Challenge } from './challenge';
import { right } from './goals';

export const maxOfNegatives: Challenge = {
  id: 'max-of-negatives',
  title: 'The maximum of negative numbers',
  kind: 'fix',
  level: 1,
  task:
    'After a ReLU this max-pooling is right; on other numbers about one window ' +
    'in sixteen comes out as 0, which is not even in it. Find out what a maximum ' +
    'has to begin with.',
  learns:
    'A reduction begins with the number that changes nothing: 0 for a sum, 1 for ' +
    'a product, minus infinity for a maximum.',
  problem: {
    op: 'maxPool2d',
    kernel: 'naive',
    shapes: { input: [1, 8, 32, 32] },
    options: { windowDimensions: [2, 2], strides: [2, 2] },
  },
  file: 'pool2d/naive.wgsl',
  start: [
    {
      from: 'fn start() -> f32 {',
      through: '\n}',
      to: 'fn start() -> f32 {\n  return 0.0;\n}',
    },
  ],
  startOutcomes: ['wrong'],
  hints: [
    'Which windows are wrong? Look at the signs of the four numbers in one.',
    'All four are negative, and 0 is larger than any of them. start() below the ' +
      'kernel gives the number that the maximum begins with.',
    'It should be minus infinity. WGSL takes no infinite constant; the bits of ' +
      'it are: let bits = 0xff800000u; return bitcast<f32>(bits);',
  ],
  goal: right,
  solution: 'shipped',
};
