// Naive: one invocation per output element, straight from the definition.
// Both operands are loaded from memory for every multiply.
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read> c: array<f32>;
@group(0) @binding(3) var<storage, read_write> output: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let column = index % params.columns;
  let row = index / params.columns % params.rows;
  let batch = index / params.columns / params.rows;
  if (batch >= params.batches) {
    return;
  }
  let pair = pair_of(batch);
  var in_a = pair.a + row * params.a_row;
  var in_b = pair.b + column * params.b_column;
  var sum = 0.0;
  for (var term = 0u; term < params.terms; term++) {
    sum += a[in_a] * b[in_b];
    in_a += params.a_term;
    in_b += params.b_term;
  }
  let added = c[row * params.c_row + column * params.c_column];
  output[index] = finish(vec4f(sum), vec4f(added)).x;
}
