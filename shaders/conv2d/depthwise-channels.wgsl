// Depthwise, vec4 over channels: where channels are neighbours in memory (nhwc)
// one load brings a pixel's next four, and none of the four lanes needs what
// another one has. An invocation computes 4 channels × COLUMNS of a row, which
// share their weights.
const WORKGROUP_SIZE = 64u;
// 1, 2 or 4.
const COLUMNS = 4u;

// vec4h where tensors are float16; sums are f32.
alias Four = vec4f;

@group(0) @binding(0) var<storage, read> input: array<Four>;
// [ky][kx][channel / 4]
@group(0) @binding(1) var<storage, read> weights: array<Four>;
// Four channels at once: the epilogue's lanes are channels here, not pixels.
@group(0) @binding(2) var<storage, read> bias: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> output: array<Four>;
@group(0) @binding(4) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let fours = params.out_channels / 4u;
  let across = (params.out_width + COLUMNS - 1u) / COLUMNS;
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let four = index % fours;
  let x = index / fours % across * COLUMNS;
  let y = index / (fours * across) % params.out_height;
  let image = index / (fours * across * params.out_height);
  if (image >= params.batch) {
    return;
  }

  // Rows and columns in the padding wrap to a huge u32: one test does both.
  let columns = x + vec4u(0u, 1u, 2u, 3u);
  let first_x = columns * params.stride_width - params.pad_left;
  let first_y = y * params.stride_height - params.pad_top;
  let source = image * params.input_n / 4u + four;
  let taps = params.kernel_height * params.kernel_width;
  var a: vec4f;
  var b: vec4f;
  var c: vec4f;
  var d: vec4f;
  for (var tap = 0u; tap < taps; tap++) {
    let in_y = first_y + tap / params.kernel_width * params.dilation_height;
    let in_x = first_x + tap % params.kernel_width * params.dilation_width;
    let inside = (in_x < vec4u(params.in_width)) & vec4<bool>(in_y < params.in_height);
    let pixels = in_y * params.in_width + in_x;
    let at = source + select(vec4u(0u), pixels * fours, inside);
    let w = vec4f(weights[tap * fours + four]);
    a += w * select(vec4f(), vec4f(input[at.x]), inside.x);
    if (COLUMNS > 1u) {
      b += w * select(vec4f(), vec4f(input[at.y]), inside.y);
    }
    if (COLUMNS > 2u) {
      c += w * select(vec4f(), vec4f(input[at.z]), inside.z);
      d += w * select(vec4f(), vec4f(input[at.w]), inside.w);
    }
  }

  let to = (image * params.output_n + y * params.output_h) / 4u + columns * fours + four;
  let whole = columns < vec4u(params.out_width);
  output[to.x] = finish_four(a, to.x, four);
  if (COLUMNS > 1u && whole.y) {
    output[to.y] = finish_four(b, to.y, four);
  }
  if (COLUMNS > 2u && whole.z) {
    output[to.z] = finish_four(c, to.z, four);
  }
  if (COLUMNS > 2u && whole.w) {
    output[to.w] = finish_four(d, to.w, four);
  }
}

fn finish_four(sums: vec4f, at: u32, four: u32) -> Four {
  return Four(finish(plus_residuals(sums, 4u * at + vec4u(0u, 1u, 2u, 3u)), four));
}
