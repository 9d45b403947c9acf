// Scores become integers that sort: the larger the score the smaller the key,
// NaN before all, both zeros alike. Written with the box's place.
const WORKGROUP_SIZE = 64u;

struct Params {
  count: u32,
  boxes: u32,
}

@group(0) @binding(0) var<storage, read> scores: array<u32>;
@group(0) @binding(1) var<storage, read_write> entries: array<vec2u>;
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
  let bits = scores[index];
  let value = select(bits, 0u, bits == 0x80000000u);
  let falling = select(~(value | 0x80000000u), value, value >= 0x80000000u);
  let key = select(falling, 0u, (bits & 0x7fffffffu) > 0x7f800000u);
  entries[index] = vec2u(key, index % params.boxes);
}
