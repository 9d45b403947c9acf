// Winograd F(2×2, 3×3), weights: G g Gᵀ turns each 3×3 filter into 4×4, once.
// Written as the filter of a 1×1 convolution in 16 × groups groups, one for
// each place of the 4×4: [place][o][i].
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> filters: array<f32>;
@group(0) @binding(1) var<storage, read_write> transformed: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;

struct Params {
  out_channels: u32,
  in_per_group: u32,
  filter_o: u32,
  filter_i: u32,
  filter_h: u32,
  filter_w: u32,
}

fn g_rows(g: mat3x3f) -> mat4x3f {
  let even = 0.5 * (g[0] + g[2]);
  let odd = 0.5 * g[1];
  return mat4x3f(g[0], even + odd, even - odd, g[2]);
}

fn g_columns(g: mat3x4f) -> mat4x4f {
  let even = 0.5 * (g[0] + g[2]);
  let odd = 0.5 * g[1];
  return mat4x4f(g[0], even + odd, even - odd, g[2]);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let count = params.out_channels * params.in_per_group;
  if (index >= count) {
    return;
  }
  let at = index / params.in_per_group * params.filter_o
         + index % params.in_per_group * params.filter_i;
  var g: mat3x3f;
  for (var y = 0u; y < 3u; y++) {
    for (var x = 0u; x < 3u; x++) {
      g[y][x] = filters[at + y * params.filter_h + x * params.filter_w];
    }
  }
  let u = g_columns(transpose(g_rows(g)));
  for (var place = 0u; place < 16u; place++) {
    transformed[place * count + index] = u[place / 4u][place % 4u];
  }
}
