// Winograd F(2×2, 3×3), input: Bᵀ d B of the 4×4 pixels that a tile of 2×2
// outputs reads. Written as the input of a 1×1 convolution: [place][c][tile].
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read_write> transformed: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;

struct Params {
  in_channels: u32,
  in_height: u32,
  in_width: u32,
  pad_top: u32,
  pad_left: u32,
  input_n: u32,
  input_c: u32,
  input_h: u32,
  input_w: u32,
  // Of all images together, and of one across and down.
  tiles: u32,
  tiles_across: u32,
  tiles_down: u32,
}

fn b_rows(d: mat4x4f) -> mat4x4f {
  return mat4x4f(d[0] - d[2], d[1] + d[2], d[2] - d[1], d[1] - d[3]);
}

fn load_row(source: u32, y: u32, x: vec4u) -> vec4f {
  let inside = (x < vec4u(params.in_width)) & vec4<bool>(y < params.in_height);
  let at = source + select(vec4u(0u), y * params.input_h + x * params.input_w, inside);
  let row = vec4f(input[at.x], input[at.y], input[at.z], input[at.w]);
  return select(vec4f(), row, inside);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let count = params.in_channels * params.tiles;
  if (index >= count) {
    return;
  }
  let tile = index % params.tiles;
  let channel = index / params.tiles;
  let across = tile % params.tiles_across;
  let down = tile / params.tiles_across % params.tiles_down;
  let image = tile / (params.tiles_across * params.tiles_down);

  let source = image * params.input_n + channel * params.input_c;
  let y = down * 2u - params.pad_top;
  let x = across * 2u - params.pad_left + vec4u(0u, 1u, 2u, 3u);
  let d = mat4x4f(
    load_row(source, y, x),
    load_row(source, y + 1u, x),
    load_row(source, y + 2u, x),
    load_row(source, y + 3u, x),
  );
  // Columns now run along the rows of v: place = 4 × row + column, transposed
  // twice.
  let v = b_rows(transpose(b_rows(d)));
  store_places(v, index, count);
}

fn store_places(v: mat4x4f, index: u32, count: u32) {
  let at = index + vec4u(0u, 1u, 2u, 3u) * count;
  store_column(v[0], at);
  store_column(v[1], at + 4u * count);
  store_column(v[2], at + 8u * count);
  store_column(v[3], at + 12u * count);
}

fn store_column(v: vec4f, at: vec4u) {
  transformed[at.x] = v.x;
  transformed[at.y] = v.y;
  transformed[at.z] = v.z;
  transformed[at.w] = v.w;
}
