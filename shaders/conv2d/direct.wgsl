// Direct, register-blocked: an invocation computes 8 pixels × 8 channels, so
// each loaded input serves 8 channels and each loaded weight 8 pixels.
// No workgroup memory and no barrier: the reuse is all in registers.
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read> filters: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> output: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  // Pixels are counted along the flattened plane, so narrow planes fill tiles.
  let pixel_tiles = (params.out_height * params.out_width + 7u) / 8u;
  let group_tiles = (params.out_per_group + 7u) / 8u;
  let groups = params.out_channels / params.out_per_group;

  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let rest = index / pixel_tiles;
  let group = rest / group_tiles % groups;
  let image = rest / (group_tiles * groups);
  if (image >= params.batch) {
    return;
  }

  // Past the group's last channel a tile loads that channel again.
  let group_end = (group + 1u) * params.out_per_group;
  let first_channel = group * params.out_per_group + rest % group_tiles * 8u;
  let last = vec4u(group_end - 1u);
  let low_rows = min(first_channel + vec4u(0u, 1u, 2u, 3u), last) * params.filter_o;
  let high_rows = min(first_channel + vec4u(4u, 5u, 6u, 7u), last) * params.filter_o;
  let first_pixel = index % pixel_tiles * 8u;
  let left_corners = corners_of(first_pixel + vec4u(0u, 1u, 2u, 3u));
  let right_corners = corners_of(first_pixel + vec4u(4u, 5u, 6u, 7u));
  let source = image * params.input_n + group * params.in_per_group * params.input_c;

  var a: mat4x4f;
  var b: mat4x4f;
  var c: mat4x4f;
  var d: mat4x4f;
  for (var ky = 0u; ky < params.kernel_height; ky++) {
    for (var kx = 0u; kx < params.kernel_width; kx++) {
      // Padding is decided once per tap, not once per multiply.
      let left = taps_at(left_corners, ky, kx);
      let right = taps_at(right_corners, ky, kx);
      if (!any(left.inside | right.inside)) {
        continue;
      }
      let tap = ky * params.filter_h + kx * params.filter_w;
      for (var i = 0u; i < params.in_per_group; i++) {
        let plane = source + i * params.input_c;
        let x_left = select(vec4f(), load_inputs(plane + left.at), left.inside);
        let x_right = select(vec4f(), load_inputs(plane + right.at), right.inside);
        let w_low = load_filters(low_rows + tap + i * params.filter_i);
        let w_high = load_filters(high_rows + tap + i * params.filter_i);
        a += outer(w_low, x_left);
        b += outer(w_high, x_left);
        c += outer(w_low, x_right);
        d += outer(w_high, x_right);
      }
    }
  }
  store_tile(a, image, first_channel, group_end, first_pixel);
  store_tile(b, image, first_channel + 4u, group_end, first_pixel);
  store_tile(c, image, first_channel, group_end, first_pixel + 4u);
  store_tile(d, image, first_channel + 4u, group_end, first_pixel + 4u);
}
