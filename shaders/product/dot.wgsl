// Dot products: LANES invocations share the terms of four outputs of a row,
// four terms to a load, and add their sums in workgroup memory. For few rows,
// where every value of b is used only so often and has to be fetched quickly.
const WORKGROUP_SIZE = 64u;
// A power of two, at most WORKGROUP_SIZE; 1 needs no barrier.
const LANES = 16u;

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
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE) / LANES;
  let part = lane % LANES;
  let place = place_of(index);
  var sums = share_of(place, part, LANES);
  if (LANES > 1u) {
    partials[lane] = sums;
    for (var half = LANES / 2u; half > 0u; half /= 2u) {
      workgroupBarrier();
      if (part < half) {
        partials[lane] += partials[lane + half];
      }
    }
    sums = partials[lane];
  }
  if (part == 0u && place.is_inside) {
    store_row(sums, place.batch, place.row, place.column);
  }
}
