// Naive: one invocation per output element, straight from the definition.
// Every operand is loaded from memory for every multiply.
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
  var sum = 0.0;
  for (var ky = 0u; ky < params.kernel_height; ky++) {
    // Above or left of the input wraps to a huge u32, so one test does both.
    let in_y = y * params.stride_height + ky * params.dilation_height - params.pad_top;
    if (in_y >= params.in_height) {
      continue;
    }
    for (var kx = 0u; kx < params.kernel_width; kx++) {
      let in_x = x * params.stride_width + kx * params.dilation_width - params.pad_left;
      if (in_x >= params.in_width) {
        continue;
      }
      for (var i = 0u; i < params.in_per_group; i++) {
        let source_at = image * params.input_n + (first_in + i) * params.input_c
                 + in_y * params.input_h + in_x * params.input_w;
        let tap = channel * params.filter_o + i * params.filter_i
                + ky * params.filter_h + kx * params.filter_w;
        sum += input[source_at] * filters[tap];
      }
    }
  }
  let at = output_offset(image, channel, y, x);
  output[at] = epilogue(plus_residual(sum, at), channel);
}
