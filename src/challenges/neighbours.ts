import type { Challenge } from './challenge';
import { bandwidthShare } from './goals';

export const neighbours: Challenge = {
  id: 'neighbours',
  title: 'Neighbours read neighbours',
  kind: 'faster',
  level: 2,
  task:
    'Each invocation of this ReLU takes 32 elements in a row, so its neighbour ' +
    'reads 128 bytes further on, in a line of the cache of its own, of which a ' +
    'step uses 4 bytes. Let the elements of an invocation lie so that neighbours ' +
    'read neighbouring elements: reach 60 % of the bandwidth roof.',
  learns:
    'Memory is fetched in lines; invocations that run together should use whole ' +
    'lines together.',
  problem: {
    op: 'relu',
    kernel: 'naive',
    shapes: { input: [1, 64, 224, 224] },
  },
  file: 'elementwise/naive.wgsl',
  workgroups: ['ceil(elements / ELEMENTS / WORKGROUP_SIZE)'],
  start: [
    {
      from: 'const WORKGROUP_SIZE = 64u;',
      to:
        'const WORKGROUP_SIZE = 64u;\n' +
        '// Elements of an invocation.\n' +
        'const ELEMENTS = 32u;',
    },
    {
      from: '  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);\n',
      through: 'output[index] = keep_nan(x, f(x)).x;\n',
      to:
        '  let invocation = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);\n' +
        '  for (var i = 0u; i < ELEMENTS; i++) {\n' +
        '    let index = invocation * ELEMENTS + i;\n' +
        '    if (index < params.count) {\n' +
        '      let x = vec4f(input[index]);\n' +
        '      output[index] = keep_nan(x, f(x)).x;\n' +
        '    }\n' +
        '  }\n',
    },
  ],
  startOutcomes: ['right'],
  hints: [
    'Which elements do invocations 0, 1 and 2 read in the same turn of the loop? ' +
      'How far apart are they?',
    'A workgroup has WORKGROUP_SIZE × ELEMENTS elements in a row. In turn i, let its ' +
      'invocations take the i-th WORKGROUP_SIZE of them.',
    'Number the workgroup with flat_index(group_id, group_count, 0u, 1u). Then index ' +
      'is (group * ELEMENTS + i) * WORKGROUP_SIZE + lane. Fewer ELEMENTS may do ' +
      'better still.',
  ],
  goal: bandwidthShare(0.6),
  solution: [
    { from: 'const ELEMENTS = 32u;', to: 'const ELEMENTS = 8u;' },
    {
      from: '  let invocation = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);\n',
      to: '  let group = flat_index(group_id, group_count, 0u, 1u);\n',
    },
    {
      from: 'let index = invocation * ELEMENTS + i;',
      to: 'let index = (group * ELEMENTS + i) * WORKGROUP_SIZE + lane;',
    },
  ],
};
