// Naive: one invocation per pair, straight from the definition.
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> boxes1: array<vec4f>;
@group(0) @binding(1) var<storage, read> boxes2: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> output: array<f32>;
@group(0) @binding(3) var<uniform> params: Params;

// Pairs that are computed at once.
alias lanes = f32;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  if (index >= params.rows * params.columns) {
    return;
  }
  let a = measure(boxes1[index / params.columns]);
  let b = measure(boxes2[index % params.columns]);
  let other = Boxes(b.corners.x, b.corners.y, b.corners.z, b.corners.w, b.area, b.angle);
  output[index] = overlap(a, other);
}
