// Vectors: as `copy`, but an element is four numbers. An invocation copies
// several, a workgroup's width apart, so that neighbours stay neighbours.
const WORKGROUP_SIZE = 64u;
const VECTORS = 2u;

@group(0) @binding(0) var<storage, read> input: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> output: array<vec4f>;
@group(0) @binding(2) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let group = flat_index(group_id, group_count, 0u, 1u);
  let first = group * WORKGROUP_SIZE * VECTORS + lane;
  let end = min(first + VECTORS * WORKGROUP_SIZE, params.count);
  for (var index = first; index < end; index += WORKGROUP_SIZE) {
    let place = place_of(index);
    output[place.out_at] = input[place.in_at];
  }
}
