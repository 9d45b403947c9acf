// Naive, second and third pass: one invocation per row of a matrix of weights,
// which it multiplies with what the pass before has left.
const WORKGROUP_SIZE = 64u;
// 0: from channels to few. 1: from these to channels.
const EXPAND = 0u;
const ACTIVATION = 1u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read> weights: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> output: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let rows = select(params.reduced, params.channels, EXPAND == 1u);
  let columns = select(params.channels, params.reduced, EXPAND == 1u);
  let image = index / rows;
  if (image >= params.batch) {
    return;
  }
  let row = index % rows;
  // An absent bias is a buffer of zeros.
  var sum = bias[row];
  for (var i = 0u; i < columns; i++) {
    sum += weights[row * columns + i] * input[image * columns + i];
  }
  output[index] = activate(ACTIVATION, sum);
}
