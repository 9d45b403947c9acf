import type { Challenge } from './challenge';
import { right } from './goals';

export const oddSizes: Challenge = {
  id: 'odd-sizes',
  title: 'Writing past the end at odd sizes',
  kind: 'fix',
  level: 2,
  task:
    'This transpose moves tiles of 32 × 32, and its author tried it on 64 × 64. ' +
    'At 37 × 45 a tile hangs over the edge of the matrix, and what hangs over lands ' +
    'in the next row, or in the next matrix. Keep each store inside.',
  learns:
    'A dispatch is rounded up to whole tiles, so every store needs a test; a ' +
    'write past a row is no error, only a wrong element elsewhere.',
  problem: {
    op: 'transpose',
    kernel: 'tiled',
    shapes: { input: [3, 37, 45] },
    options: { permutation: [0, 2, 1] },
  },
  file: 'movement/tiled.wgsl',
  start: [
    {
      from:
        '    if (at.x < params.size_0 && at.y < params.size_1) {\n' +
        '      output[place.out_at + at.x + at.y * params.out_1] = tile[x * PITCH + y];\n' +
        '    }\n',
      to: '    output[place.out_at + at.x + at.y * params.out_1] = tile[x * PITCH + y];\n',
    },
  ],
  startOutcomes: ['wrong', 'unstable'],
  hints: [
    'Which tiles of a 37 × 45 matrix are whole, and which hang over? Look for the ' +
      'wrong elements there, and where their writes would land.',
    'The load tests at.x and at.y before it reads. The store does not.',
    'Put if (at.x < params.size_0 && at.y < params.size_1) { … } around the store.',
  ],
  goal: right,
  solution: 'shipped',
};
