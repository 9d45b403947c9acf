// Naive: one invocation per output element, which gathers the taps that reach
// it: tap k comes from the input at (y + padding - k * dilation) / stride,
// where that is whole. Most taps are tried in vain.
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read> filters: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> output: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let x = index % params.out_width;
  let y = index / params.out_width % params.out_height;
  let plane = index / (params.out_width * params.out_height);
  let channel = plane % params.out_channels;
  let image = plane / params.out_channels;
  if (image >= params.batch) {
    return;
  }

  let first_in = channel / params.out_per_group * params.in_per_group;
  let taps = first_in * params.filter_i + channel % params.out_per_group * params.filter_o;
  let source = image * params.input_n + first_in * params.input_c;
  var sum = 0.0;
  for (var ky = 0u; ky < params.kernel_height; ky++) {
    // Above the input wraps to a huge u32, whose quotient may be whole but is
    // larger than any input's height.
    let up_y = y + params.pad_top - ky * params.dilation_height;
    let in_y = up_y / params.stride_height;
    if (up_y % params.stride_height != 0u || in_y >= params.in_height) {
      continue;
    }
    for (var kx = 0u; kx < params.kernel_width; kx++) {
      let up_x = x + params.pad_left - kx * params.dilation_width;
      let in_x = up_x / params.stride_width;
      if (up_x % params.stride_width != 0u || in_x >= params.in_width) {
        continue;
      }
      let source_at = source + in_y * params.input_h + in_x * params.input_w;
      let tap = taps + ky * params.filter_h + kx * params.filter_w;
      for (var i = 0u; i < params.in_per_group; i++) {
        sum += input[source_at + i * params.input_c] * filters[tap + i * params.filter_i];
      }
    }
  }
  output[output_offset(image, channel, y, x)] = epilogue(sum, channel);
}
