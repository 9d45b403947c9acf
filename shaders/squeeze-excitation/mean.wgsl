// Naive, first pass: one invocation per channel takes its mean.
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read_write> means: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let image = index / params.channels;
  if (image >= params.batch) {
    return;
  }
  let channel = index % params.channels;
  let at = image * params.input_n + channel * params.input_c;
  var sum = 0.0;
  for (var p = 0u; p < params.pixels; p++) {
    sum += input[at + p * params.input_p];
  }
  means[index] = sum / f32(params.pixels);
}
