// Blocks: an invocation computes SIDE × SIDE outputs, so that each value that
// it loads is used SIDE times while it is in a register.
const WORKGROUP_SIZE = 64u;
// 4 or 8.
const SIDE = 8u;

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
  let column_blocks = (params.columns + SIDE - 1u) / SIDE;
  let row_blocks = (params.rows + SIDE - 1u) / SIDE;
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let column = index % column_blocks * SIDE;
  let row = index / column_blocks % row_blocks * SIDE;
  let batch = index / column_blocks / row_blocks;
  if (batch >= params.batches) {
    return;
  }

  // Past the end the last row is computed again, and not stored.
  let four = vec4u(0u, 1u, 2u, 3u);
  let pair = pair_of(batch);
  var top = pair.a + min(row + four, vec4u(params.rows - 1u)) * params.a_row;
  var bottom = pair.a + min(row + four + 4u, vec4u(params.rows - 1u)) * params.a_row;
  var left = pair.b + min(column + four, vec4u(params.columns - 1u)) * params.b_column;
  var right = pair.b + min(column + four + 4u, vec4u(params.columns - 1u)) * params.b_column;

  var top_left: mat4x4f;
  var top_right: mat4x4f;
  var bottom_left: mat4x4f;
  var bottom_right: mat4x4f;
  for (var term = 0u; term < params.terms; term++) {
    let x = vec4f(a[top.x], a[top.y], a[top.z], a[top.w]);
    let w = vec4f(b[left.x], b[left.y], b[left.z], b[left.w]);
    top_left += outer(w, x);
    top += params.a_term;
    left += params.b_term;
    if (SIDE > 4u) {
      let y = vec4f(a[bottom.x], a[bottom.y], a[bottom.z], a[bottom.w]);
      let v = vec4f(b[right.x], b[right.y], b[right.z], b[right.w]);
      top_right += outer(v, x);
      bottom_left += outer(w, y);
      bottom_right += outer(v, y);
      bottom += params.a_term;
      right += params.b_term;
    }
  }

  store_block(top_left, batch, row, column);
  if (SIDE > 4u) {
    store_block(top_right, batch, row, column + 4u);
    store_block(bottom_left, batch, row + 4u, column);
    store_block(bottom_right, batch, row + 4u, column + 4u);
  }
}
