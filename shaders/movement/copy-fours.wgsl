// Fours: an invocation copies four neighbours along the innermost axis, and
// takes its position apart only once for them. Nothing has to be aligned.
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read_write> output: array<f32>;
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
  let fours = (params.size_0 + 3u) / 4u;
  let first = index % fours * 4u;
  let place = beyond_first(Place(
    index / fours,
    params.in_at + first * params.in_0,
    params.out_at + first,
  ));
  let at = place.in_at + vec4u(0u, 1u, 2u, 3u) * params.in_0;
  if (first + 3u < params.size_0) {
    output[place.out_at] = input[at.x];
    output[place.out_at + 1u] = input[at.y];
    output[place.out_at + 2u] = input[at.z];
    output[place.out_at + 3u] = input[at.w];
  } else {
    for (var p = 0u; p < params.size_0 - first; p++) {
      output[place.out_at + p] = input[at[p]];
    }
  }
}
