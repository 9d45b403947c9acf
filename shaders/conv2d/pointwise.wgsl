// Pointwise: a 1×1 kernel without padding is a matrix product, so the taps and
// the padding tests of `direct` go away and an 8-channel tile fits in registers.
const WORKGROUP_SIZE = 64u;
const PIXELS = 8u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read> filters: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> output: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

fn weights(rows: vec4u, i: u32) -> vec4f {
  let at = rows + i * params.filter_i;
  return vec4f(filters[at.x], filters[at.y], filters[at.z], filters[at.w]);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let plane = params.out_height * params.out_width;
  let pixel_tiles = (plane + PIXELS - 1u) / PIXELS;
  let channel_tiles = (params.out_channels + 7u) / 8u;

  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let first_pixel = index % pixel_tiles * PIXELS;
  let first_channel = index / pixel_tiles % channel_tiles * 8u;
  let image = index / (pixel_tiles * channel_tiles);
  if (image >= params.batch) {
    return;
  }

  // Past the last channel or pixel the tile loads the last one again.
  let last = vec4u(params.out_channels - 1u);
  let low = min(first_channel + vec4u(0u, 1u, 2u, 3u), last) * params.filter_o;
  let high = min(first_channel + vec4u(4u, 5u, 6u, 7u), last) * params.filter_o;
  var source_at: array<u32, PIXELS>;
  for (var p = 0u; p < PIXELS; p++) {
    let pixel = min(first_pixel + p, plane - 1u);
    source_at[p] = image * params.input_n
            + pixel / params.out_width * params.stride_height * params.input_h
            + pixel % params.out_width * params.stride_width * params.input_w;
  }

  var low_sums: array<vec4f, PIXELS>;
  var high_sums: array<vec4f, PIXELS>;
  for (var i = 0u; i < params.in_per_group; i++) {
    let w_low = weights(low, i);
    let w_high = weights(high, i);
    for (var p = 0u; p < PIXELS; p++) {
      let x = input[source_at[p] + i * params.input_c];
      low_sums[p] += w_low * x;
      high_sums[p] += w_high * x;
    }
  }

  let count = min(8u, params.out_channels - first_channel);
  for (var p = 0u; p < PIXELS && first_pixel + p < plane; p++) {
    let pixel = first_pixel + p;
    for (var c = 0u; c < count; c++) {
      let sum = select(low_sums[p][c & 3u], high_sums[p][c & 3u], c >= 4u);
      let to = output_offset(image, first_channel + c, pixel / params.out_width, pixel % params.out_width);
      output[to] = epilogue(sum, first_channel + c);
    }
  }
}
