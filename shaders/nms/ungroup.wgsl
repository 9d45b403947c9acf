// Flags go from the order by class back to the order by score.
const WORKGROUP_SIZE = 64u;

struct Params {
  count: u32,
}

@group(0) @binding(0) var<storage, read> removed: array<u32>;
@group(0) @binding(1) var<storage, read> grouped: array<vec2u>;
@group(0) @binding(2) var<storage, read_write> by_score: array<u32>;
@group(0) @binding(3) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  if (index < params.count) {
    by_score[grouped[index].y] = removed[index];
  }
}
