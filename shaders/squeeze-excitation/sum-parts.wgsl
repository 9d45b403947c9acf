// Split, second pass: one invocation per channel adds up what the parts of its
// plane came to, and takes the mean.
const WORKGROUP_SIZE = 64u;
const PARTS = 8u;

@group(0) @binding(0) var<storage, read> partial: array<f32>;
@group(0) @binding(1) var<storage, read_write> means: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  if (index >= params.batch * params.channels) {
    return;
  }
  var sum = 0.0;
  for (var part = 0u; part < PARTS; part++) {
    sum += partial[index * PARTS + part];
  }
  means[index] = sum / f32(params.pixels);
}
