// Quad: the four lanes of a quad load four different weights and swap them, so
// that each lane loads a quarter of those it multiplies with. Otherwise as
// `blocks`: phases, sums of 4×4×4 products. A quad computes 16 pixels ×
// CHANNELS.
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
  let workgroup_index = group_id.y * group_count.x + group_id.x;
  let phases = phases_of(workgroup_index);
  let phase_count = params.stride_height * params.stride_width;
  let index = (workgroup_index / phase_count * WORKGROUP_SIZE + lane) / 4u;
  let tile = tile_of(index, 16u, CHANNELS);
  // Nobody leaves early, for all four lanes must be there to swap. Past the
  // last image a quad reads the last one again and stores nothing.
  let source = source_of(tile);

  // Neighbouring lanes take neighbouring pixels and channels.
  let in_quad = lane % 4u;
  let pixels = tile.first_pixel + vec4u(0u, 4u, 8u, 12u) + in_quad;
  let corners = corners_of(pixels, phases);
  let padded_channels = tile.padded_channels;
  var at = first_weights(phases, tile) + in_quad;

  var a: mat4x4f;
  var b: mat4x4f;
  var c: mat4x4f;
  var d: mat4x4f;
  var e: mat4x4f;
  var f: mat4x4f;
  var g: mat4x4f;
  var h: mat4x4f;
  var step = Step();
  let steps = steps_of(phases);
  for (var n = 0u; n < steps; n++) {
    let x = load_block(source, step.input, taps_at(corners, step));
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
    step = next_step(step, phases);
  }
  if (tile.image >= params.batch) {
    return;
  }

  store_swapped(a, phases, tile, in_quad + 0u, pixels);
  if (CHANNELS > 4u) {
    store_swapped(b, phases, tile, in_quad + 4u, pixels);
  }
  if (CHANNELS > 8u) {
    store_swapped(c, phases, tile, in_quad + 8u, pixels);
    store_swapped(d, phases, tile, in_quad + 12u, pixels);
  }
  if (CHANNELS > 16u) {
    store_swapped(e, phases, tile, in_quad + 16u, pixels);
    store_swapped(f, phases, tile, in_quad + 20u, pixels);
    store_swapped(g, phases, tile, in_quad + 24u, pixels);
    store_swapped(h, phases, tile, in_quad + 28u, pixels);
  }
}

// Column s of the sums belongs to the channel of lane (lane ^ s).
fn store_swapped(
  sums: mat4x4f,
  phases: Phases,
  tile: Tile,
  own_channel: u32,
  pixels: vec4u,
) {
  for (var s = 0u; s < 4u; s++) {
    let channel = tile.first_channel + (own_channel ^ s);
    store_column(sums[s], phases, tile, channel, pixels);
  }
}
