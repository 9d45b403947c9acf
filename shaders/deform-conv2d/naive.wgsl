// Naive: one invocation per output element, straight from the definition.
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read> offset: array<f32>;
@group(0) @binding(2) var<storage, read> filters: array<f32>;
@group(0) @binding(3) var<storage, read> mask: array<f32>;
@group(0) @binding(4) var<storage, read> bias: array<f32>;
@group(0) @binding(5) var<storage, read_write> output: array<f32>;
@group(0) @binding(6) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let pixels = params.out_height * params.out_width;
  let pixel = index % pixels;
  let out_channel = index / pixels % params.out_channels;
  let image = index / (pixels * params.out_channels);
  if (image >= params.batch) {
    return;
  }

  let taps = params.kernel_height * params.kernel_width;
  let terms = params.in_per_group * taps;
  let first = out_channel / params.out_per_group * params.in_per_group;
  let plane = params.in_height * params.in_width;
  // An absent bias is a buffer of zeros.
  var sum = bias[out_channel];
  for (var term = 0u; term < terms; term++) {
    let channel = first + term / taps;
    let corners = corners_of(image, channel / params.per_offset_group, term % taps, pixel);
    let at = (image * params.in_channels + channel) * plane + corners.at;
    let values = vec4f(input[at.x], input[at.y], input[at.z], input[at.w]);
    sum += filters[out_channel * terms + term] * dot(values, corners.weights);
  }
  output[index] = sum;
}
