import type { Challenge } from './challenge';
import { bandwidthShare } from './goals';

export const depthwiseRoof: Challenge = {
  id: 'depthwise-roof',
  title: 'A depthwise kernel at its roof',
  kind: 'faster',
  level: 3,
  task:
    'A depthwise 3×3 convolution does 9 multiply-adds for one input and one ' +
    'output, so memory is its limit. But in this kernel neighbours work in ' +
    'different rows, each input is loaded nine times, and each tap asks whether it ' +
    'is padding. Make it reach 60 % of your bandwidth roof: give neighbours ' +
    'neighbouring pixels, let an invocation make COLUMNS × ROWS outputs, and keep ' +
    'rows of inputs in registers. The dispatch follows the two constants.',
  learns:
    'A kernel bound by memory is done when each input is loaded nearly once: a ' +
    'window that slides down in registers does that without a barrier.',
  problem: {
    op: 'conv2d',
    kernel: 'naive',
    shapes: { input: [1, 16, 256, 256], filter: [16, 1, 3, 3] },
    options: { padding: [1, 1, 1, 1], groups: 16 },
  },
  file: 'conv2d/naive.wgsl',
  workgroups: [
    'min(batch * out_channels * ceil(out_height / ROWS) * ceil(out_width / COLUMNS) / WORKGROUP_SIZE, 65535)',
    'ceil(batch * out_channels * ceil(out_height / ROWS) * ceil(out_width / COLUMNS) / WORKGROUP_SIZE / 65535)',
  ],
  start: [
    {
      from: 'const WORKGROUP_SIZE = 64u;',
      to:
        'const WORKGROUP_SIZE = 64u;\n' +
        '// Outputs of an invocation.\n' +
        'const COLUMNS = 1u;\n' +
        'const ROWS = 1u;',
    },
    {
      from:
        '  let x = index % params.out_width;\n' +
        '  let y = index / params.out_width % params.out_height;\n',
      to:
        '  let y = index % params.out_height;\n' +
        '  let x = index / params.out_height % params.out_width;\n',
    },
  ],
  startOutcomes: ['right'],
  hints: [
    'x should come from the remainder of index, so that neighbours read ' +
      'neighbouring pixels. Then four outputs of a row need six inputs of each of ' +
      'three rows: 18 loads, not 36.',
    'Going down ROWS outputs, two of the three input rows are there already: only ' +
      'the lowest is new. That is 6 loads for 4 outputs.',
    'A function that loads one row gives a mat3x4f: column k holds tap k of the four ' +
      'outputs. Then the sums are top * w0 + mid * w1 + low * w2, w0 … w2 being the ' +
      'rows of the filter; and top = mid; mid = low; for the next one.',
  ],
  goal: bandwidthShare(0.6),
  solution: [
    { from: 'const COLUMNS = 1u;', to: 'const COLUMNS = 4u;' },
    { from: 'const ROWS = 1u;', to: 'const ROWS = 8u;' },
    {
      from: '@compute @workgroup_size(WORKGROUP_SIZE)\n',
      to:
        '// Column k: tap k of four outputs, zero outside of the input.\n' +
        'fn load_taps(source: u32, y: u32, x: u32) -> mat3x4f {\n' +
        '  let row = source + min(y, params.in_height - 1u) * params.input_h;\n' +
        '  let columns = x + vec4u(0u, 1u, 2u, 3u);\n' +
        '  let last = vec4u(params.in_width - 1u);\n' +
        '  let at = row + min(columns, last) * params.input_w;\n' +
        '  let ends = row + min(columns + 4u, last) * params.input_w;\n' +
        '  let inside = vec4<bool>(y < params.in_height);\n' +
        '  let a = select(\n' +
        '    vec4f(),\n' +
        '    vec4f(input[at.x], input[at.y], input[at.z], input[at.w]),\n' +
        '    inside & (columns <= last),\n' +
        '  );\n' +
        '  let b = select(\n' +
        '    vec2f(),\n' +
        '    vec2f(input[ends.x], input[ends.y]),\n' +
        '    inside.xy & (columns.xy + 4u <= last.xy),\n' +
        '  );\n' +
        '  return mat3x4f(a, vec4f(a.yzw, b.x), vec4f(a.zw, b));\n' +
        '}\n' +
        '\n' +
        'fn load_weights(channel: u32, ky: u32) -> vec3f {\n' +
        '  let at = channel * params.filter_o + ky * params.filter_h;\n' +
        '  return vec3f(\n' +
        '    filters[at],\n' +
        '    filters[at + params.filter_w],\n' +
        '    filters[at + 2u * params.filter_w],\n' +
        '  );\n' +
        '}\n' +
        '\n' +
        '@compute @workgroup_size(WORKGROUP_SIZE)\n',
    },
    {
      from: '  let y = index % params.out_height;\n',
      through: '  output[at] = epilogue(plus_residual(sum, at), channel);\n',
      to:
        '  let across = (params.out_width + COLUMNS - 1u) / COLUMNS;\n' +
        '  let down = (params.out_height + ROWS - 1u) / ROWS;\n' +
        '  let x = index % across * COLUMNS;\n' +
        '  let first_y = index / across % down * ROWS;\n' +
        '  let plane = index / (across * down);\n' +
        '  let channel = plane % params.out_channels;\n' +
        '  let image = plane / params.out_channels;\n' +
        '  if (image >= params.batch) {\n' +
        '    return;\n' +
        '  }\n' +
        '\n' +
        '  let w0 = load_weights(channel, 0u);\n' +
        '  let w1 = load_weights(channel, 1u);\n' +
        '  let w2 = load_weights(channel, 2u);\n' +
        '  let source = image * params.input_n + channel * params.input_c;\n' +
        '  let in_x = x - params.pad_left;\n' +
        '  var in_y = first_y - params.pad_top;\n' +
        '  var top = load_taps(source, in_y, in_x);\n' +
        '  var mid = load_taps(source, in_y + 1u, in_x);\n' +
        '  for (var y = first_y; y < min(first_y + ROWS, params.out_height); y++) {\n' +
        '    let low = load_taps(source, in_y + 2u, in_x);\n' +
        '    let sums = finish(top * w0 + mid * w1 + low * w2, channel);\n' +
        '    for (var c = 0u; c < COLUMNS && x + c < params.out_width; c++) {\n' +
        '      output[output_offset(image, channel, y, x + c)] = sums[c];\n' +
        '    }\n' +
        '    top = mid;\n' +
        '    mid = low;\n' +
        '    in_y += 1u;\n' +
        '  }\n',
    },
  ],
};
