// Naive: one invocation per output element, straight from the definition.
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read_write> output: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;

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
  let channel = plane % params.channels;
  let image = plane / params.channels;
  if (image >= params.batch) {
    return;
  }

  let source = image * params.input_n + channel * params.input_c;
  var total = start();
  var taps = 0u;
  for (var ky = 0u; ky < params.window_height; ky++) {
    // Above or left of the input wraps to a huge u32, so one test does both.
    let in_y = y * params.stride_height + ky * params.dilation_height - params.pad_top;
    if (in_y >= params.in_height) {
      continue;
    }
    for (var kx = 0u; kx < params.window_width; kx++) {
      let in_x = x * params.stride_width + kx * params.dilation_width - params.pad_left;
      if (in_x >= params.in_width) {
        continue;
      }
      let value = input[source + in_y * params.input_h + in_x * params.input_w];
      total = merge(vec4f(total), lift(vec4f(value))).x;
      taps++;
    }
  }
  let to = image * params.output_n + channel * params.output_c
         + y * params.output_h + x * params.output_w;
  output[to] = finish(vec4f(total), vec4u(counted(taps, y, x))).x;
}
