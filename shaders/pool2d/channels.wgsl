// Channels last: four channels of a pixel are one load, and neighbouring
// invocations read neighbouring addresses.
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> input: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> output: array<vec4f>;
@group(0) @binding(2) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let fours = params.channels / 4u;
  let pixel = index / fours;
  let x = pixel % params.out_width;
  let y = pixel / params.out_width % params.out_height;
  let image = pixel / (params.out_width * params.out_height);
  if (image >= params.batch) {
    return;
  }

  let source = image * params.in_height * params.in_width * fours + index % fours;
  var totals = vec4f(start());
  var taps = 0u;
  for (var ky = 0u; ky < params.window_height; ky++) {
    let in_y = y * params.stride_height + ky * params.dilation_height - params.pad_top;
    if (in_y >= params.in_height) {
      continue;
    }
    for (var kx = 0u; kx < params.window_width; kx++) {
      let in_x = x * params.stride_width + kx * params.dilation_width - params.pad_left;
      if (in_x >= params.in_width) {
        continue;
      }
      let values = input[source + (in_y * params.in_width + in_x) * fours];
      totals = merge(totals, lift(values));
      taps++;
    }
  }
  output[index] = finish(totals, vec4u(counted(taps, y, x)));
}
