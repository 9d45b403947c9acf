// Tiled: a workgroup copies tiles of both matrices into memory of its own,
// where each value is read 16 times, and computes SIDE × SIDE outputs in each
// invocation. The next tiles are on their way while these are multiplied.
const WORKGROUP_SIZE = 256u;
// 4 or 8: tiles of 64 × 64 or 128 × 128.
const SIDE = 8u;
// Which neighbours in memory a tile is fetched along: its rows or columns, or
// else its terms.
const A_ROWS = 0u;
const B_COLUMNS = 1u;

const TILE = 16u * SIDE;
const FOURS = 4u * SIDE;
// Terms of a tile: with FOURS vectors each, one vector for every invocation.
const STEP = 64u / SIDE;

@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read> c: array<f32>;
@group(0) @binding(3) var<storage, read_write> output: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

// [half][term][row / 4] and [half][term][column / 4]
var<workgroup> a_tiles: array<vec4f, 2u * WORKGROUP_SIZE>;
var<workgroup> b_tiles: array<vec4f, 2u * WORKGROUP_SIZE>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let column_tiles = (params.columns + TILE - 1u) / TILE;
  let row_tiles = (params.rows + TILE - 1u) / TILE;
  let index = flat_index(group_id, group_count, 0u, 1u);
  let column = index % column_tiles * TILE;
  let row = index / column_tiles % row_tiles * TILE;
  let batch = index / column_tiles / row_tiles;
  if (batch >= params.batches) {
    return;
  }

  // What this invocation fetches: one term of four rows and of four columns.
  // Past the end the last row is fetched again; its sums are not stored.
  let pair = pair_of(batch);
  let four = vec4u(0u, 1u, 2u, 3u);
  let across = vec2u(lane % FOURS, lane / FOURS);
  let along = vec2u(lane / STEP, lane % STEP);
  let from_a = select(along, across, A_ROWS == 1u);
  let from_b = select(along, across, B_COLUMNS == 1u);
  let rows = min(row + 4u * from_a.x + four, vec4u(params.rows - 1u));
  let columns = min(column + 4u * from_b.x + four, vec4u(params.columns - 1u));
  var in_a = pair.a + rows * params.a_row + from_a.y * params.a_term;
  var in_b = pair.b + columns * params.b_column + from_b.y * params.b_term;
  let slot_a = from_a.y * FOURS + from_a.x;
  let slot_b = from_b.y * FOURS + from_b.x;

  // What it computes.
  let left = lane % 16u;
  let top = lane / 16u;
  var top_left: mat4x4f;
  var top_right: mat4x4f;
  var bottom_left: mat4x4f;
  var bottom_right: mat4x4f;
  // Before the first step there is nothing to multiply, after the last one
  // nothing to fetch.
  let steps = (params.terms + STEP - 1u) / STEP;
  for (var step = 0u; step <= steps; step++) {
    let filling = step % 2u * WORKGROUP_SIZE;
    // Zeros said aloud: SwiftShader would keep the last step's values.
    var x = vec4f();
    var w = vec4f();
    if (step * STEP + from_a.y < params.terms) {
      x = vec4f(a[in_a.x], a[in_a.y], a[in_a.z], a[in_a.w]);
      in_a += STEP * params.a_term;
    }
    if (step * STEP + from_b.y < params.terms) {
      w = vec4f(b[in_b.x], b[in_b.y], b[in_b.z], b[in_b.w]);
      in_b += STEP * params.b_term;
    }
    if (step > 0u) {
      let full = WORKGROUP_SIZE - filling;
      for (var t = full; t < full + WORKGROUP_SIZE; t += FOURS) {
        let x_top = a_tiles[t + top];
        let w_left = b_tiles[t + left];
        top_left += outer(w_left, x_top);
        if (SIDE > 4u) {
          let x_bottom = a_tiles[t + top + 16u];
          let w_right = b_tiles[t + left + 16u];
          top_right += outer(w_right, x_top);
          bottom_left += outer(w_left, x_bottom);
          bottom_right += outer(w_right, x_bottom);
        }
      }
    }
    a_tiles[filling + slot_a] = x;
    b_tiles[filling + slot_b] = w;
    workgroupBarrier();
  }

  store_block(top_left, batch, row + 4u * top, column + 4u * left);
  if (SIDE > 4u) {
    store_block(top_right, batch, row + 4u * top, column + 4u * left + 64u);
    store_block(bottom_left, batch, row + 4u * top + 64u, column + 4u * left);
    store_block(bottom_right, batch, row + 4u * top + 64u, column + 4u * left + 64u);
  }
}
