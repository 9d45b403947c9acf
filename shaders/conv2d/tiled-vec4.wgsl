// Tiled, vec4: as `tiled`, with packed weights, four terms to every load, SIDE ×
// SIDE sums in an invocation's registers, and two buffers of workgroup memory:
// while one is multiplied, the next values are on their way to the other, so
// that a step needs one barrier. With SPLITS > 1 several workgroups share the
// terms of a tile and each writes partial sums, as if of an image of its own.
const WORKGROUP_SIZE = 256u;
// Pixels and channels of an invocation: 4 or 8.
const SIDE = 8u;
const SPLITS = 1u;
// 1: neighbouring invocations take neighbouring channels (nhwc), not pixels.
const CHANNELS_LAST = 0u;

// Four of them, vec4f or vec4h, where channels are neighbours in memory (nhwc).
alias InputElement = f32;
// vec4h where tensors are float16: tiles of half the size, sums in f32.
alias Four = vec4f;

@group(0) @binding(0) var<storage, read> input: array<InputElement>;
@group(0) @binding(1) var<storage, read> weights: array<Four>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> output: array<Element>;
@group(0) @binding(4) var<uniform> params: Params;

// Pixels and channels of a workgroup, and terms of a step, in fours: one load
// of each kind for every invocation.
const TILE = 16u * SIDE;
const STEP = WORKGROUP_SIZE / TILE;

// [buffer][four of terms][pixel] and [buffer][four of terms][channel]
var<workgroup> input_tiles: array<Four, 2u * WORKGROUP_SIZE>;
var<workgroup> weight_tiles: array<Four, 2u * WORKGROUP_SIZE>;

// Four pixels in columns, the four terms of a load in rows.
fn pixel_block(at: u32) -> mat4x4f {
  return mat4x4f(
    vec4f(input_tiles[at]),
    vec4f(input_tiles[at + 16u]),
    vec4f(input_tiles[at + 32u]),
    vec4f(input_tiles[at + 48u]),
  );
}

// Four terms in columns, four channels in rows.
fn weight_block(at: u32) -> mat4x4f {
  return transpose(mat4x4f(
    vec4f(weight_tiles[at]),
    vec4f(weight_tiles[at + 16u]),
    vec4f(weight_tiles[at + 32u]),
    vec4f(weight_tiles[at + 48u]),
  ));
}

// Adds one term after the other to the sums, each a fused multiply-add.
fn add_products(sums: mat4x4f, w: mat4x4f, x: mat4x4f) -> mat4x4f {
  return mat4x4f(
    sums[0] + w[0] * x[0].x + w[1] * x[0].y + w[2] * x[0].z + w[3] * x[0].w,
    sums[1] + w[0] * x[1].x + w[1] * x[1].y + w[2] * x[1].z + w[3] * x[1].w,
    sums[2] + w[0] * x[2].x + w[1] * x[2].y + w[2] * x[2].z + w[3] * x[2].w,
    sums[3] + w[0] * x[3].x + w[1] * x[3].y + w[2] * x[3].z + w[3] * x[3].w,
  );
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let pixel_tiles = (params.out_height * params.out_width + TILE - 1u) / TILE;
  let channel_tiles = (params.out_per_group + TILE - 1u) / TILE;
  let groups = params.out_channels / params.out_per_group;
  let index = group_id.y * group_count.x + group_id.x;
  var rest = index / pixel_tiles;
  let first_pixel = index % pixel_tiles * TILE;
  let first_channel = rest % channel_tiles * TILE;
  rest /= channel_tiles;
  let group = rest % groups;
  rest /= groups;
  let split = rest % SPLITS;
  let image = rest / SPLITS;
  if (image >= params.batch) {
    return;
  }

  // The steps of this workgroup.
  let input_fours = (params.in_per_group + 3u) / 4u;
  let fours = params.kernel_height * params.kernel_width * input_fours;
  let steps = (fours + STEP - 1u) / STEP;
  let per_split = (steps + SPLITS - 1u) / SPLITS;
  let first_step = split * per_split;
  let end_step = min(first_step + per_split, steps);

  // What this invocation fetches in a step: four terms of one pixel and of one
  // channel.
  let fetch = select(
    vec2u(lane % TILE, lane / TILE),
    vec2u(lane / STEP, lane % STEP),
    CHANNELS_LAST == 1u,
  );
  let corner = corners_of(vec4u(first_pixel + fetch.x));
  let source = image * params.input_n + group * params.in_per_group * params.input_c;
  let padded_channels = channel_tiles * TILE;
  let weight_rows = group * fours * padded_channels + first_channel;
  let input_slot = fetch.y * TILE + fetch.x;

  // What it computes.
  let place = select(
    vec2u(lane % 16u, lane / 16u),
    vec2u(lane / 16u, lane % 16u),
    CHANNELS_LAST == 1u,
  );
  var a: mat4x4f;
  var b: mat4x4f;
  var c: mat4x4f;
  var d: mat4x4f;
  // Before the first step there is nothing to multiply, after the last one
  // nothing to fetch.
  for (var step = first_step; step <= end_step; step++) {
    let filling = step % 2u * WORKGROUP_SIZE;
    // Zeros said aloud: SwiftShader would keep the last step's values.
    var x = Four();
    var w = Four();
    if (step < end_step) {
      let x_four = step * STEP + fetch.y;
      if (x_four < fours) {
        let tap = x_four / input_fours;
        let ky = tap / params.kernel_width;
        let kx = tap % params.kernel_width;
        let taps = taps_at(corner, ky, kx);
        x = load_terms(source, x_four % input_fours * 4u, taps);
      }
      let w_four = step * STEP + lane / TILE;
      if (w_four < fours) {
        w = weights[weight_rows + w_four * padded_channels + lane % TILE];
      }
    }
    if (step > first_step) {
      let full = WORKGROUP_SIZE - filling;
      for (var s = 0u; s < STEP; s++) {
        let x_low = pixel_block(full + s * TILE + place.x);
        let w_low = weight_block(full + s * TILE + place.y);
        a = add_products(a, w_low, x_low);
        if (SIDE > 4u) {
          let x_high = pixel_block(full + s * TILE + place.x + 64u);
          let w_high = weight_block(full + s * TILE + place.y + 64u);
          b = add_products(b, w_low, x_high);
          c = add_products(c, w_high, x_low);
          d = add_products(d, w_high, x_high);
        }
      }
    }
    input_tiles[filling + input_slot] = x;
    weight_tiles[filling + lane] = w;
    workgroupBarrier();
  }

  let image_of_split = image + split * params.batch;
  let pixels = first_pixel + place.x + vec4u(0u, 16u, 32u, 48u);
  let channel = first_channel + place.y;
  store_block(a, image_of_split, group, channel, pixels);
  if (SIDE > 4u) {
    store_block(b, image_of_split, group, channel, pixels + 64u);
    store_block(c, image_of_split, group, channel + 64u, pixels);
    store_block(d, image_of_split, group, channel + 64u, pixels + 64u);
  }
}

fn store_block(sums: mat4x4f, image: u32, group: u32, channel: u32, pixels: vec4u) {
  let by_channel = transpose(sums);
  for (var c = 0u; c < 4u; c++) {
    store_column(by_channel[c], image, group, channel + c * 16u, pixels);
  }
}
