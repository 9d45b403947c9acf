import type { Challenge } from './challenge';
import { fasterThanShipped } from './goals';

export const doubleIntensity: Challenge = {
  id: 'double-intensity',
  title: 'Double the arithmetic intensity',
  kind: 'understand',
  level: 3,
  task:
    'A 1×1 convolution, one output to an invocation: two loads, an input and a ' +
    'weight, for each multiply-add, so 2 FLOP to 8 bytes. Let an invocation make ' +
    'CHANNELS output channels at once, so that each input serves all of them, and ' +
    'several pixels, so that each weight does. The dispatch follows the constants ' +
    'CHANNELS and PIXELS.',
  learns:
    'Reuse in registers is what lifts a kernel along the roofline: 4 channels × 4 ' +
    'pixels make 16 multiply-adds of 8 loads.',
  problem: {
    op: 'conv2d',
    kernel: 'naive',
    shapes: { input: [1, 128, 28, 28], filter: [128, 128, 1, 1] },
  },
  file: 'conv2d/naive.wgsl',
  workgroups: [
    'batch * ceil(out_channels / CHANNELS) * out_height * ceil(out_width / PIXELS) / WORKGROUP_SIZE',
  ],
  start: [
    {
      from: 'const WORKGROUP_SIZE = 64u;',
      to:
        'const WORKGROUP_SIZE = 64u;\n' +
        '// Of an invocation: output channels, and pixels of a row.\n' +
        'const CHANNELS = 1u;\n' +
        'const PIXELS = 1u;',
    },
  ],
  startOutcomes: ['right'],
  hints: [
    'Begin with CHANNELS = 4u: first_channel is a multiple of four, the sum a vec4f, ' +
      'and one input meets the weights of four channels.',
    'The 28 pixels of a row are whole fours, and so are the 128 channels. In a 1×1 ' +
      'filter there is neither padding nor a loop over taps.',
    'With 4 × 4: load x, four pixels, and w, four channels; then s0 += w * x.x; ' +
      's1 += w * x.y; s2 += w * x.z; s3 += w * x.w; and store the 16 sums.',
  ],
  goal: fasterThanShipped(1.5),
  solution: [
    { from: 'const CHANNELS = 1u;', to: 'const CHANNELS = 4u;' },
    { from: 'const PIXELS = 1u;', to: 'const PIXELS = 4u;' },
    {
      from: '  let x = index % params.out_width;\n',
      through: '  output[at] = epilogue(plus_residual(sum, at), channel);\n',
      to:
        '  let across = params.out_width / PIXELS;\n' +
        '  let x = index % across * PIXELS;\n' +
        '  let y = index / across % params.out_height;\n' +
        '  let block = index / (across * params.out_height);\n' +
        '  let blocks = params.out_channels / CHANNELS;\n' +
        '  let channel = block % blocks * CHANNELS;\n' +
        '  let image = block / blocks;\n' +
        '  if (image >= params.batch) {\n' +
        '    return;\n' +
        '  }\n' +
        '\n' +
        '  var in_at = image * params.input_n + y * params.input_h + x * params.input_w;\n' +
        '  var tap = (channel + vec4u(0u, 1u, 2u, 3u)) * params.filter_o;\n' +
        '  var s0: vec4f;\n' +
        '  var s1: vec4f;\n' +
        '  var s2: vec4f;\n' +
        '  var s3: vec4f;\n' +
        '  for (var i = 0u; i < params.in_per_group; i++) {\n' +
        '    let w = vec4f(filters[tap.x], filters[tap.y], filters[tap.z], filters[tap.w]);\n' +
        '    s0 += w * input[in_at];\n' +
        '    s1 += w * input[in_at + params.input_w];\n' +
        '    s2 += w * input[in_at + 2u * params.input_w];\n' +
        '    s3 += w * input[in_at + 3u * params.input_w];\n' +
        '    in_at += params.input_c;\n' +
        '    tap += params.filter_i;\n' +
        '  }\n' +
        '  for (var c = 0u; c < CHANNELS; c++) {\n' +
        '    let sums = vec4f(s0[c], s1[c], s2[c], s3[c]);\n' +
        '    for (var p = 0u; p < PIXELS; p++) {\n' +
        '      let at = output_offset(image, channel + c, y, x + p);\n' +
        '      output[at] = epilogue(plus_residual(sums[p], at), channel + c);\n' +
        '    }\n' +
        '  }\n',
    },
  ],
};
