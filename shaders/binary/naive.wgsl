// Naive: one invocation per element, straight from the definition.
const WORKGROUP_SIZE = 64u;
const RANK = 8u;

@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read_write> output: array<f32>;
@group(0) @binding(3) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  if (index >= params.count) {
    return;
  }
  let at = places(index);
  output[index] = f(vec4f(a[at.x]), vec4f(b[at.y])).x;
}
