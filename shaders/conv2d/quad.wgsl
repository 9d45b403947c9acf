// Quad: the four lanes of a quad load four different weights and swap them, so
// that each lane loads a quarter of those it multiplies with. Otherwise as
// `blocks`: sums of 4×4×4 products. A quad computes 16 pixels × CHANNELS.
enable subgroups;

const WORKGROUP_SIZE = 64u;
// Output channels of a quad's tile: 4, 8, 16 or 32.
const CHANNELS = 16u;

// vec4f where four channels are neighbours in memory (nhwc).
alias InputElement = f32;

@group(0) @binding(0) var<storage, read> input: array<InputElement>;
@group(0) @binding(1) var<storage, read> weights: array<vec4f>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> output: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

// Column s: four weights for the channel of lane (lane ^ s).
fn swapped_weights(at: u32) -> mat4x4f {
  let own = weights[at];
  return mat4x4f(own, quadSwapX(own), quadSwapY(own), quadSwapDiagonal(own));
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let pixel_tiles = (params.out_height * params.out_width + 15u) / 16u;
  let group_tiles = (params.out_per_group + CHANNELS - 1u) / CHANNELS;
  let groups = params.out_channels / params.out_per_group;
  let input_fours = (params.in_per_group + 3u) / 4u;

  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE) / 4u;
  let rest = index / pixel_tiles;
  let group = rest / group_tiles % groups;
  let image = rest / (group_tiles * groups);
  // Nobody leaves early, for all four lanes must be there to swap. Past the
  // last image a quad reads the last one again and stores nothing.
  let source = min(image, params.batch - 1u) * params.input_n
             + group * params.in_per_group * params.input_c;

  // Neighbouring lanes take neighbouring pixels and channels.
  let in_quad = lane % 4u;
  let pixels = index % pixel_tiles * 16u + vec4u(0u, 4u, 8u, 12u) + in_quad;
  let corners = corners_of(pixels);
  let padded_channels = group_tiles * CHANNELS;
  let first_channel = rest % group_tiles * CHANNELS;
  let taps_per_group = params.kernel_height * params.kernel_width * input_fours;
  var at = group * taps_per_group * padded_channels + first_channel + in_quad;

  var a: mat4x4f;
  var b: mat4x4f;
  var c: mat4x4f;
  var d: mat4x4f;
  var e: mat4x4f;
  var f: mat4x4f;
  var g: mat4x4f;
  var h: mat4x4f;
  var step = Step();
  let steps = params.kernel_height * params.kernel_width * input_fours;
  for (var n = 0u; n < steps; n++) {
    let x = load_block(source, step.input, taps_at(corners, step.ky, step.kx));
    a += x * swapped_weights(at);
    if (CHANNELS > 4u) {
      b += x * swapped_weights(at + 4u);
    }
    if (CHANNELS > 8u) {
      c += x * swapped_weights(at + 8u);
      d += x * swapped_weights(at + 12u);
    }
    if (CHANNELS > 16u) {
      e += x * swapped_weights(at + 16u);
      f += x * swapped_weights(at + 20u);
      g += x * swapped_weights(at + 24u);
      h += x * swapped_weights(at + 28u);
    }
    at += padded_channels;
    step = next_step(step);
  }
  if (image >= params.batch) {
    return;
  }

  let tile = SwappedTile(image, group, first_channel, in_quad, pixels);
  store_swapped(a, tile, 0u);
  if (CHANNELS > 4u) {
    store_swapped(b, tile, 4u);
  }
  if (CHANNELS > 8u) {
    store_swapped(c, tile, 8u);
    store_swapped(d, tile, 12u);
  }
  if (CHANNELS > 16u) {
    store_swapped(e, tile, 16u);
    store_swapped(f, tile, 20u);
    store_swapped(g, tile, 24u);
    store_swapped(h, tile, 28u);
  }
}

struct SwappedTile {
  image: u32,
  group: u32,
  // Within the group.
  first_channel: u32,
  in_quad: u32,
  pixels: vec4u,
}

// Column s of the sums belongs to the channel of lane (lane ^ s).
fn store_swapped(sums: mat4x4f, tile: SwappedTile, offset: u32) {
  let first = tile.first_channel + offset;
  for (var s = 0u; s < 4u; s++) {
    let channel = first + (tile.in_quad ^ s);
    store_column(sums[s], tile.image, tile.group, channel, tile.pixels);
  }
}
