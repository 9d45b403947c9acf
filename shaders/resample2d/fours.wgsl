// Fours: an invocation makes four neighbours of a row, which are one store, in
// several planes, for which they lie at the same places.
const WORKGROUP_SIZE = 64u;
const PLANES = 4u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read_write> output: array<vec4f>;
@group(0) @binding(2) var<uniform> params: Params;

fn load_four(at: vec4u) -> vec4f {
  return vec4f(input[at.x], input[at.y], input[at.z], input[at.w]);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let fours = params.out_columns / 4u;
  let in_plane = params.in_rows * params.middle * params.in_columns;
  let out_plane = params.out_rows * params.middle * fours;
  let place = index % out_plane;
  let first = index / out_plane * PLANES;
  if (first >= params.outer) {
    return;
  }

  let line = place / fours;
  let m = line % params.middle;
  let row = row_of(line / params.middle);
  let x = 4u * (place % fours);
  let a = column_of(x);
  let b = column_of(x + 1u);
  let c = column_of(x + 2u);
  let d = column_of(x + 3u);
  let left = vec4u(a.low, b.low, c.low, d.low);
  let right = vec4u(a.high, b.high, c.high, d.high);
  let weight = vec4f(a.weight, b.weight, c.weight, d.weight);
  let at = first * in_plane + m * params.in_columns;
  let step = params.middle * params.in_columns;
  var top = at + row.low * step;
  var bottom = at + row.high * step;
  var to = first * out_plane + place;
  let end = min(first + PLANES, params.outer);
  for (var plane = first; plane < end; plane++) {
    var values = load_four(top + left);
    if (LINEAR == 1u) {
      values += weight * (load_four(top + right) - values);
      var below = load_four(bottom + left);
      below += weight * (load_four(bottom + right) - below);
      values += row.weight * (below - values);
    }
    output[to] = values;
    top += in_plane;
    bottom += in_plane;
    to += out_plane;
  }
}
