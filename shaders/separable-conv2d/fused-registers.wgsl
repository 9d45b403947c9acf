// Fused, in registers: an invocation makes four depthwise channels of its 4
// columns, multiplies them at once into CHANNELS sums for each column and
// forgets them. No barrier, nothing between the steps reaches memory; but each
// block of CHANNELS outputs makes the depthwise values again.
const WORKGROUP_SIZE = 64u;
// Output channels of an invocation's tile: 4, 8, 16 or 32.
const CHANNELS = 16u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read> depthwise_weights: array<vec4f>;
@group(0) @binding(2) var<storage, read> weights: array<vec4f>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
@group(0) @binding(4) var<storage, read_write> output: array<f32>;
@group(0) @binding(5) var<uniform> params: Params;

// A channel to a column, four depthwise channels each.
fn load_weights(at: u32) -> mat4x4f {
  return mat4x4f(weights[at], weights[at + 1u], weights[at + 2u], weights[at + 3u]);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let across = (params.out_width + 3u) / 4u;
  let strips = across * params.out_height;
  let channel_tiles = (params.out_channels + CHANNELS - 1u) / CHANNELS;
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let image = index / (strips * channel_tiles);
  if (image >= params.batch) {
    return;
  }

  // Neighbouring invocations take neighbouring columns.
  let strip = index % strips;
  let y = strip / across;
  let x = strip % across * 4u;
  let window = window_of(image, y, x);
  let first_channel = index / strips % channel_tiles * CHANNELS;
  let padded_channels = channel_tiles * CHANNELS;

  var a: mat4x4f;
  var b: mat4x4f;
  var c: mat4x4f;
  var d: mat4x4f;
  var e: mat4x4f;
  var f: mat4x4f;
  var g: mat4x4f;
  var h: mat4x4f;
  var at = first_channel;
  let fours = (params.between_channels + 3u) / 4u;
  for (var four = 0u; four < fours; four++) {
    let between = depthwise_block(window, four);
    a += between * load_weights(at);
    if (CHANNELS > 4u) {
      b += between * load_weights(at + 4u);
    }
    if (CHANNELS > 8u) {
      c += between * load_weights(at + 8u);
      d += between * load_weights(at + 12u);
    }
    if (CHANNELS > 16u) {
      e += between * load_weights(at + 16u);
      f += between * load_weights(at + 20u);
      g += between * load_weights(at + 24u);
      h += between * load_weights(at + 28u);
    }
    at += padded_channels;
  }

  let pixels = x + vec4u(0u, 1u, 2u, 3u);
  let to = image * params.output_n + y * params.output_h + pixels * params.output_w;
  let whole = pixels < vec4u(params.out_width);
  store_block(a, first_channel, to, whole);
  if (CHANNELS > 4u) {
    store_block(b, first_channel + 4u, to, whole);
  }
  if (CHANNELS > 8u) {
    store_block(c, first_channel + 8u, to, whole);
    store_block(d, first_channel + 12u, to, whole);
  }
  if (CHANNELS > 16u) {
    store_block(e, first_channel + 16u, to, whole);
    store_block(f, first_channel + 20u, to, whole);
    store_block(g, first_channel + 24u, to, whole);
    store_block(h, first_channel + 28u, to, whole);
  }
}
