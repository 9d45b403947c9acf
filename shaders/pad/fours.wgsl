// Fours: an invocation makes four neighbours along the innermost axis, and asks
// only once where in the input their row comes from.
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
  let fours = (params.out_0 + 3u) / 4u;
  let first = index % fours * 4u;
  let line = index / fours;
  let row = beyond_first(Place(line, 0u, params.size_0, true));
  let at = line * params.out_0 + first;
  if (first + 3u < params.out_0) {
    output[at] = value_at(row, first);
    output[at + 1u] = value_at(row, first + 1u);
    output[at + 2u] = value_at(row, first + 2u);
    output[at + 3u] = value_at(row, first + 3u);
  } else {
    for (var p = 0u; p < params.out_0 - first; p++) {
      output[at + p] = value_at(row, first + p);
    }
  }
}

fn value_at(row: Place, column: u32) -> f32 {
  let source = u32(source_of(column, params.size_0, params.before_0));
  return select(params.value, input[row.at + source], row.inside && source < params.size_0);
}
