// Channels: where four neighbouring channels are sampled at one place, each
// load and each store moves all of them.
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> input: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> output: array<vec4f>;
@group(0) @binding(2) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let fours = params.inner / 4u;
  let i = index % fours;
  let line = index / (fours * params.out_columns);
  let m = line % params.middle;
  let o = line / (params.middle * params.out_rows);
  if (o >= params.outer) {
    return;
  }

  let row = row_of(line / params.middle % params.out_rows);
  let column = column_of(index / fours % params.out_columns);
  let length = params.in_columns * fours;
  let at = (o * params.in_rows * params.middle + m) * length + i;
  let top = at + row.low * params.middle * length;
  let left = column.low * fours;
  var values = input[top + left];
  if (LINEAR == 1u) {
    let bottom = at + row.high * params.middle * length;
    let right = column.high * fours;
    values += column.weight * (input[top + right] - values);
    var below = input[bottom + left];
    below += column.weight * (input[bottom + right] - below);
    values += row.weight * (below - values);
  }
  output[index] = values;
}
