// Columns: where a tap lies is found once and serves several channels. What is
// sampled there is written as a row for each channel and tap, so that a
// pointwise convolution is what remains.
const WORKGROUP_SIZE = 64u;
// Channels that an invocation samples.
const PLANES = 16u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read> offset: array<f32>;
@group(0) @binding(2) var<storage, read> mask: array<f32>;
@group(0) @binding(3) var<storage, read_write> columns: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let pixels = params.out_height * params.out_width;
  let taps = params.kernel_height * params.kernel_width;
  let shares = (params.per_offset_group + PLANES - 1u) / PLANES;
  let pixel = index % pixels;
  let tap = index / pixels % taps;
  let share = index / (pixels * taps) % shares;
  let group = index / (pixels * taps * shares) % params.offset_groups;
  let image = index / (pixels * taps * shares * params.offset_groups);
  if (image >= params.batch) {
    return;
  }

  let corners = corners_of(image, group, tap, pixel);
  let first = group * params.per_offset_group + share * PLANES;
  let end = min(first + PLANES, (group + 1u) * params.per_offset_group);
  let plane = params.in_height * params.in_width;
  var at = (image * params.in_channels + first) * plane + corners.at;
  var to = ((image * params.in_channels + first) * taps + tap) * pixels + pixel;
  for (var channel = first; channel < end; channel++) {
    let values = vec4f(input[at.x], input[at.y], input[at.z], input[at.w]);
    columns[to] = dot(values, corners.weights);
    at += plane;
    to += taps * pixels;
  }
}
