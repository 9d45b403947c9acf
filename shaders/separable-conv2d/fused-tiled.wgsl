// Fused, tiled: a workgroup makes a tile of depthwise values, 64 pixels × 32
// channels, once for all its outputs; its 256 invocations then read the tile
// from workgroup memory, 4 pixels × 4·BLOCKS output channels each.
const WORKGROUP_SIZE = 256u;
// Blocks of 4 output channels of an invocation: a workgroup has 64 × BLOCKS.
const BLOCKS = 2u;
// 1: neighbouring invocations fetch neighbouring channels (nhwc), not pixels.
const CHANNELS_LAST = 0u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read> depthwise_weights: array<vec4f>;
@group(0) @binding(2) var<storage, read> weights: array<vec4f>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
@group(0) @binding(4) var<storage, read_write> output: array<f32>;
@group(0) @binding(5) var<uniform> params: Params;

const PIXELS = 64u;
// Depthwise channels of a tile.
const DEPTH = 32u;
// [channel][pixel / 4], four pixels to a vec4.
var<workgroup> tile: array<vec4f, DEPTH * PIXELS / 4u>;

fn load_weights(at: u32) -> mat4x4f {
  return mat4x4f(weights[at], weights[at + 1u], weights[at + 2u], weights[at + 3u]);
}

// One depthwise channel at four pixels, tap after tap.
fn depthwise_four(image: u32, channel: u32, corners: Corners) -> vec4f {
  let plane = image * params.input_n + channel / params.multiplier * params.input_c;
  let taps = params.kernel_height * params.kernel_width;
  let first = channel / 4u * (taps + 1u);
  let component = channel % 4u;
  var sums = vec4f(depthwise_weights[first][component]);
  var step = vec2u(0u);
  for (var tap = 1u; tap <= taps; tap++) {
    let reads = taps_at(corners, step.y, step.x);
    let at = plane + reads.at;
    let values = vec4f(input[at.x], input[at.y], input[at.z], input[at.w]);
    sums += select(vec4f(), values, reads.inside) * depthwise_weights[first + tap][component];
    step.x++;
    if (step.x == params.kernel_width) {
      step = vec2u(0u, step.y + 1u);
    }
  }
  return finish_between(sums);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let pixels = params.out_height * params.out_width;
  let pixel_tiles = (pixels + PIXELS - 1u) / PIXELS;
  let channels = 64u * BLOCKS;
  let channel_tiles = (params.out_channels + channels - 1u) / channels;
  let index = group_id.y * group_count.x + group_id.x;
  let image = index / (pixel_tiles * channel_tiles);
  // The whole workgroup leaves or stays.
  if (image >= params.batch) {
    return;
  }
  let first_pixel = index % pixel_tiles * PIXELS;

  // What the invocation fetches: four pixels of two channels.
  var fetched = vec2u(lane / 16u, lane % 16u);
  if (CHANNELS_LAST == 1u) {
    fetched = vec2u(lane % 16u, lane / 16u);
  }
  let corners = corners_of(first_pixel + fetched.y * 4u + vec4u(0u, 1u, 2u, 3u));
  let last = params.between_channels - 1u;

  // What it computes: neighbours share their weights.
  let own = lane % 16u;
  let first_channel = index / pixel_tiles % channel_tiles * channels + lane / 16u * 4u * BLOCKS;
  let padded_channels = channel_tiles * channels;
  var at = first_channel;

  var a: mat4x4f;
  var b: mat4x4f;
  var c: mat4x4f;
  var d: mat4x4f;
  for (var first = 0u; first < params.between_channels; first += DEPTH) {
    for (var half = 0u; half < DEPTH; half += 16u) {
      let channel = half + fetched.x;
      tile[channel * 16u + fetched.y] =
        depthwise_four(image, min(first + channel, last), corners);
    }
    workgroupBarrier();
    let depth = min(DEPTH, (params.between_channels - first + 3u) / 4u * 4u);
    for (var k = 0u; k < depth; k += 4u) {
      let row = k * 16u + own;
      let between = mat4x4f(tile[row], tile[row + 16u], tile[row + 32u], tile[row + 48u]);
      a += between * load_weights(at);
      if (BLOCKS > 1u) {
        b += between * load_weights(at + 4u);
      }
      if (BLOCKS > 2u) {
        c += between * load_weights(at + 8u);
        d += between * load_weights(at + 12u);
      }
      at += padded_channels;
    }
    workgroupBarrier();
  }

  let own_pixels = first_pixel + own * 4u + vec4u(0u, 1u, 2u, 3u);
  let to = image * params.output_n + own_pixels * params.output_w;
  let whole = own_pixels < vec4u(pixels);
  store_block(a, first_channel, to, whole);
  if (BLOCKS > 1u) {
    store_block(b, first_channel + 4u, to, whole);
  }
  if (BLOCKS > 2u) {
    store_block(c, first_channel + 8u, to, whole);
    store_block(d, first_channel + 12u, to, whole);
  }
}
