// Planes: where an output lies is computed once and serves several planes.
const WORKGROUP_SIZE = 64u;
const PLANES = 8u;

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
  let length = params.in_columns * params.inner;
  let in_plane = params.in_rows * params.middle * length;
  let out_plane = params.out_rows * params.middle * params.out_columns * params.inner;
  let place = index % out_plane;
  let first = index / out_plane * PLANES;
  if (first >= params.outer) {
    return;
  }

  let i = place % params.inner;
  let line = place / (params.inner * params.out_columns);
  let m = line % params.middle;
  let row = row_of(line / params.middle);
  let column = column_of(place / params.inner % params.out_columns);
  let rows = (vec2u(row.low, row.high) * params.middle + m) * length;
  let columns = vec2u(column.low, column.high) * params.inner + i;
  var at = first * in_plane + rows.xxyy + columns.xyxy;
  var to = first * out_plane + place;
  let end = min(first + PLANES, params.outer);
  for (var plane = first; plane < end; plane++) {
    var value = input[at.x];
    if (LINEAR == 1u) {
      value += column.weight * (input[at.y] - value);
      var below = input[at.z];
      below += column.weight * (input[at.w] - below);
      value += row.weight * (below - value);
    }
    output[to] = value;
    at += in_plane;
    to += out_plane;
  }
}
