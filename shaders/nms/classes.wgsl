// What groups boxes after they are sorted by score: the class as a key, with
// the place by score. A stable sort of these keeps each class in that order.
const WORKGROUP_SIZE = 64u;

struct Params {
  count: u32,
}

@group(0) @binding(0) var<storage, read> idxs: array<u32>;
@group(0) @binding(1) var<storage, read> ranked: array<vec2u>;
@group(0) @binding(2) var<storage, read_write> entries: array<vec2u>;
@group(0) @binding(3) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  if (index < params.count) {
    entries[index] = vec2u(idxs[ranked[index].y], index);
  }
}
