import type { Challenge } from './challenge';
import { fasterThanShipped } from './goals';

export const vec4Loads: Challenge = {
  id: 'vec4-loads',
  title: 'Four at a time',
  kind: 'faster',
  level: 2,
  task:
    'A dense layer: each output is the dot product of two rows of 1,024 numbers that ' +
    'lie one after the other in memory. This kernel loads them one by one. Bind a ' +
    'and b as array<vec4f> and load four with each: a quarter of the loads, and a ' +
    'quarter of the turns.',
  learns:
    'A load of 16 bytes costs little more than one of 4, where what is needed lies ' +
    'side by side.',
  problem: {
    op: 'gemm',
    kernel: 'naive',
    shapes: { a: [64, 1024], b: [512, 1024] },
    options: { bTranspose: true },
  },
  file: 'product/naive.wgsl',
  start: [],
  startOutcomes: ['right'],
  hints: [
    'Here a_term and b_term are 1: the terms of a row are neighbours. 1,024 is a ' +
      'multiple of four, and so is the begin of every row.',
    'With array<vec4f> an index counts fours: divide in_a, in_b and the number of ' +
      'terms by 4, and step by 1.',
    'sum += dot(a[in_a / 4u + term], b[in_b / 4u + term]), for term from 0 to ' +
      'params.terms / 4u; or gather four sums in a vec4f and add them up at the end.',
  ],
  goal: fasterThanShipped(1.3),
  solution: [
    {
      from: 'read> a: array<f32>;',
      to: 'read> a: array<vec4f>;',
    },
    {
      from: 'read> b: array<f32>;',
      to: 'read> b: array<vec4f>;',
    },
    {
      from: '  var in_a = pair.a',
      through: '    in_b += params.b_term;\n  }\n',
      to:
        '  let in_a = (pair.a + row * params.a_row) / 4u;\n' +
        '  let in_b = (pair.b + column * params.b_column) / 4u;\n' +
        '  var sums = vec4f();\n' +
        '  for (var term = 0u; term < params.terms / 4u; term++) {\n' +
        '    sums += a[in_a + term] * b[in_b + term];\n' +
        '  }\n' +
        '  let sum = sums.x + sums.y + sums.z + sums.w;\n',
    },
  ],
};
