// Pointwise: a 1×1 kernel without padding is a matrix product, so the taps and
// the padding tests of `direct` go away; only loads and multiplies are left.
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read> filters: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> output: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

// Where the input of four output pixels lies within a channel.
fn pixel_offsets(pixels: vec4u) -> vec4u {
  // Past the last pixel a tile loads that pixel again.
  let last = vec4u(params.out_height * params.out_width - 1u);
  let pixel = min(pixels, last);
  return pixel / params.out_width * params.stride_height * params.input_h
       + pixel % params.out_width * params.stride_width * params.input_w;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let pixel_tiles = (params.out_height * params.out_width + 7u) / 8u;
  let channel_tiles = (params.out_channels + 7u) / 8u;
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let image = index / (pixel_tiles * channel_tiles);
  if (image >= params.batch) {
    return;
  }

  let first_channel = index / pixel_tiles % channel_tiles * 8u;
  let last = vec4u(params.out_channels - 1u);
  let low_rows = min(first_channel + vec4u(0u, 1u, 2u, 3u), last) * params.filter_o;
  let high_rows = min(first_channel + vec4u(4u, 5u, 6u, 7u), last) * params.filter_o;
  let first_pixel = index % pixel_tiles * 8u;
  let left = image * params.input_n + pixel_offsets(first_pixel + vec4u(0u, 1u, 2u, 3u));
  let right = image * params.input_n + pixel_offsets(first_pixel + vec4u(4u, 5u, 6u, 7u));

  var a: mat4x4f;
  var b: mat4x4f;
  var c: mat4x4f;
  var d: mat4x4f;
  for (var i = 0u; i < params.in_per_group; i++) {
    let x_left = load_inputs(left + i * params.input_c);
    let x_right = load_inputs(right + i * params.input_c);
    let w_low = load_filters(low_rows + i * params.filter_i);
    let w_high = load_filters(high_rows + i * params.filter_i);
    a += outer(w_low, x_left);
    b += outer(w_high, x_left);
    c += outer(w_low, x_right);
    d += outer(w_high, x_right);
  }
  let end = params.out_channels;
  store_tile(a, image, first_channel, end, first_pixel);
  store_tile(b, image, first_channel + 4u, end, first_pixel);
  store_tile(c, image, first_channel, end, first_pixel + 4u);
  store_tile(d, image, first_channel + 4u, end, first_pixel + 4u);
}
