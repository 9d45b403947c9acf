// Dot products, subgroups: a workgroup shares the terms of four outputs of a
// row, and its subgroups add their sums without a barrier for every halving.
enable subgroups;

const WORKGROUP_SIZE = 64u;

// Terms are neighbours in both matrices, a multiple of four of them.
@group(0) @binding(0) var<storage, read> a: array<vec4f>;
@group(0) @binding(1) var<storage, read> b: array<vec4f>;
@group(0) @binding(2) var<storage, read> c: array<f32>;
@group(0) @binding(3) var<storage, read_write> output: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

var<workgroup> partials: array<vec4f, WORKGROUP_SIZE>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
  @builtin(subgroup_invocation_id) in_subgroup: u32,
  @builtin(subgroup_size) subgroup_size: u32,
) {
  let place = place_of(flat_index(group_id, group_count, 0u, 1u));
  let sums = subgroupAdd(share_of(place, lane, WORKGROUP_SIZE));
  // One lane speaks for its subgroup. Which lanes are in which subgroup is
  // nowhere promised, so each subgroup adds up all that was said.
  partials[lane] = select(vec4f(), sums, subgroupElect());
  workgroupBarrier();
  var said = vec4f();
  for (var i = in_subgroup; i < WORKGROUP_SIZE; i += subgroup_size) {
    said += partials[i];
  }
  let total = subgroupAdd(said);
  if (lane == 0u && place.is_inside) {
    store_row(total, place.batch, place.row, place.column);
  }
}
