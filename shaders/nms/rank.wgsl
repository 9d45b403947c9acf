// Sorts by counting: an entry's place is the number of entries before it. One
// pass without a barrier, for segments of few boxes.
const WORKGROUP_SIZE = 64u;

struct Params {
  count: u32,
  boxes: u32,
}

@group(0) @binding(0) var<storage, read> entries: array<vec2u>;
@group(0) @binding(1) var<storage, read_write> ranked: array<vec2u>;
@group(0) @binding(2) var<uniform> params: Params;

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
  let first = index - index % params.boxes;
  let own = entries[index];
  var place = first;
  for (var j = 0u; j < params.boxes; j++) {
    // Of equal scores the lower index comes first.
    let key = entries[first + j].x;
    place += select(0u, 1u, key < own.x || (key == own.x && j < own.y));
  }
  ranked[place] = own;
}
