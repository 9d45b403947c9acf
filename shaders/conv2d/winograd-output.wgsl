// Winograd F(2×2, 3×3), output: Aᵀ m A of the 16 products of a tile gives its
// 2×2 outputs; bias and activation on the way out.
const WORKGROUP_SIZE = 64u;

// [place][o][tile]
@group(0) @binding(0) var<storage, read> products: array<f32>;
@group(0) @binding(1) var<storage, read> bias: array<f32>;
@group(0) @binding(2) var<storage, read_write> output: array<f32>;
@group(0) @binding(3) var<uniform> params: Params;

fn a_rows(m: mat4x4f) -> mat2x4f {
  return mat2x4f(m[0] + m[1] + m[2], m[1] - m[2] - m[3]);
}

fn a_columns(m: mat4x2f) -> mat2x2f {
  return mat2x2f(m[0] + m[1] + m[2], m[1] - m[2] - m[3]);
}

fn load_column(at: u32, count: u32) -> vec4f {
  return vec4f(
    products[at],
    products[at + count],
    products[at + 2u * count],
    products[at + 3u * count],
  );
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let tiles_across = (params.out_width + 1u) / 2u;
  let tiles_down = (params.out_height + 1u) / 2u;
  let tiles = params.batch * tiles_across * tiles_down;
  let count = params.out_channels * tiles;
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  if (index >= count) {
    return;
  }
  let tile = index % tiles;
  let channel = index / tiles;
  let x = tile % tiles_across * 2u;
  let y = tile / tiles_across % tiles_down * 2u;
  let image = tile / (tiles_across * tiles_down);

  let m = mat4x4f(
    load_column(index, count),
    load_column(index + 4u * count, count),
    load_column(index + 8u * count, count),
    load_column(index + 12u * count, count),
  );
  let sums = a_columns(transpose(a_rows(m)));
  let low = vec2<bool>(true, x + 1u < params.out_width);
  let high = vec2<bool>(y + 1u < params.out_height) & low;
  let at = output_offset(image, channel, y, x) + vec4u(0u, 1u, 0u, 1u) * params.output_w
         + vec4u(0u, 0u, 1u, 1u) * params.output_h;
  let four = finish(plus_residuals(vec4f(sums[0], sums[1]), at), channel);
  store_four(four, at, vec4<bool>(low, high));
}
