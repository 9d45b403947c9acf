// Blocks: four terms at a time, so that a step is a product of 4×4 matrices
// (four pixels × four inputs × four channels) and its sums go through the
// registers once for four multiply-adds. The weights come packed, four inputs
// to a vec4. An invocation computes 8 pixels × CHANNELS.
const WORKGROUP_SIZE = 64u;
// Output channels of an invocation's tile: 4 or 8.
const CHANNELS = 8u;

// vec4f where four channels are neighbours in memory (nhwc).
alias InputElement = f32;

@group(0) @binding(0) var<storage, read> input: array<InputElement>;
@group(0) @binding(1) var<storage, read> weights: array<vec4f>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> output: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

// A channel to a column, four inputs each.
fn load_weights(at: u32) -> mat4x4f {
  return mat4x4f(weights[at], weights[at + 1u], weights[at + 2u], weights[at + 3u]);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let pixel_tiles = (params.out_height * params.out_width + 7u) / 8u;
  let group_tiles = (params.out_per_group + CHANNELS - 1u) / CHANNELS;
  let groups = params.out_channels / params.out_per_group;
  let input_fours = (params.in_per_group + 3u) / 4u;

  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let rest = index / pixel_tiles;
  let group = rest / group_tiles % groups;
  let image = rest / (group_tiles * groups);
  if (image >= params.batch) {
    return;
  }

  let source = image * params.input_n + group * params.in_per_group * params.input_c;
  let left = index % pixel_tiles * 8u + vec4u(0u, 1u, 2u, 3u);
  let right = left + 4u;
  let left_corners = corners_of(left);
  let right_corners = corners_of(right);
  let padded_channels = group_tiles * CHANNELS;
  let channel = rest % group_tiles * CHANNELS;
  let taps_per_group = params.kernel_height * params.kernel_width * input_fours;
  var at = group * taps_per_group * padded_channels + channel;

  var a: mat4x4f;
  var b: mat4x4f;
  var c: mat4x4f;
  var d: mat4x4f;
  var step = Step();
  let steps = params.kernel_height * params.kernel_width * input_fours;
  for (var n = 0u; n < steps; n++) {
    let left_taps = taps_at(left_corners, step.ky, step.kx);
    let right_taps = taps_at(right_corners, step.ky, step.kx);
    let x_left = load_block(source, step.input, left_taps);
    let x_right = load_block(source, step.input, right_taps);
    let low = load_weights(at);
    a += x_left * low;
    b += x_right * low;
    if (CHANNELS > 4u) {
      let high = load_weights(at + 4u);
      c += x_left * high;
      d += x_right * high;
    }
    at += padded_channels;
    step = next_step(step);
  }

  store_block(a, image, group, channel, left);
  store_block(b, image, group, channel, right);
  if (CHANNELS > 4u) {
    store_block(c, image, group, channel + 4u, left);
    store_block(d, image, group, channel + 4u, right);
  }
}

fn store_block(sums: mat4x4f, image: u32, group: u32, channel: u32, pixels: vec4u) {
  for (var c = 0u; c < 4u; c++) {
    store_column(sums[c], image, group, channel + c, pixels);
  }
}
