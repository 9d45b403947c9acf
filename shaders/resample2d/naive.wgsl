// Naive: one invocation per output element, straight from the definition.
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
  let i = index % params.inner;
  let x = index / params.inner % params.out_columns;
  let line = index / (params.inner * params.out_columns);
  let m = line % params.middle;
  let y = line / params.middle % params.out_rows;
  let o = line / (params.middle * params.out_rows);
  if (o >= params.outer) {
    return;
  }

  let row = row_of(y);
  let column = column_of(x);
  let length = params.in_columns * params.inner;
  let at = (o * params.in_rows * params.middle + m) * length + i;
  let top = at + row.low * params.middle * length;
  let left = column.low * params.inner;
  var value = input[top + left];
  if (LINEAR == 1u) {
    let bottom = at + row.high * params.middle * length;
    let right = column.high * params.inner;
    value += column.weight * (input[top + right] - value);
    var below = input[bottom + left];
    below += column.weight * (input[bottom + right] - below);
    value += row.weight * (below - value);
  }
  output[index] = value;
}
