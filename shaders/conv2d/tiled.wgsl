// Tiled: the convolution as a matrix product (pixels × terms times terms ×
// channels) whose matrix of pixels is never built. A workgroup copies 16 terms
// of 64 pixels and 64 channels into memory of its own, where 16 invocations
// read each value that one of them fetched.
const WORKGROUP_SIZE = 256u;
const DEPTH = 16u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read> filters: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> output: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

// [term][pixel / 4] and [term][channel / 4]
var<workgroup> input_tile: array<vec4f, DEPTH * 16u>;
var<workgroup> filter_tile: array<vec4f, DEPTH * 16u>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let pixel_tiles = (params.out_height * params.out_width + 63u) / 64u;
  let channel_tiles = (params.out_per_group + 63u) / 64u;
  let groups = params.out_channels / params.out_per_group;
  let index = group_id.y * group_count.x + group_id.x;
  let rest = index / pixel_tiles;
  let group = rest / channel_tiles % groups;
  let image = rest / (channel_tiles * groups);
  if (image >= params.batch) {
    return;
  }

  let first_pixel = index % pixel_tiles * 64u;
  let first_channel = rest % channel_tiles * 64u;
  // What this invocation fetches: one term of four pixels and four channels.
  let row = lane / 16u;
  let four = lane % 16u * 4u + vec4u(0u, 1u, 2u, 3u);
  let corners = corners_of(first_pixel + four);
  let source = image * params.input_n + group * params.in_per_group * params.input_c;
  let channels = min(first_channel + four, vec4u(params.out_per_group - 1u));
  let filter_rows = (group * params.out_per_group + channels) * params.filter_o;

  let taps = params.kernel_height * params.kernel_width;
  let terms = params.in_per_group * taps;
  var sums: mat4x4f;
  for (var start = 0u; start < terms; start += DEPTH) {
    let term = start + row;
    // Zeros said aloud: SwiftShader would keep the last step's values.
    var x = vec4f();
    var w = vec4f();
    if (term < terms) {
      let channel = term / taps;
      let ky = term % taps / params.kernel_width;
      let kx = term % params.kernel_width;
      x = load_column(source + channel * params.input_c, taps_at(corners, ky, kx));
      let at = filter_rows + channel * params.filter_i
             + ky * params.filter_h + kx * params.filter_w;
      w = vec4f(filters[at.x], filters[at.y], filters[at.z], filters[at.w]);
    }
    input_tile[lane] = x;
    filter_tile[lane] = w;
    workgroupBarrier();
    // What it computes: the pixels of one column, the channels of one row.
    for (var t = 0u; t < DEPTH; t++) {
      sums += outer(input_tile[t * 16u + lane % 16u], filter_tile[t * 16u + row]);
    }
    workgroupBarrier();
  }

  for (var c = 0u; c < 4u; c++) {
    let channel = first_channel + row * 4u + c;
    store_column(sums[c], image, group, channel, first_pixel + four);
  }
}
