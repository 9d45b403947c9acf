// Blocks: outputs of one residue modulo the stride see the same taps, so each
// such phase is an ordinary convolution without a tap in vain. A step is a
// product of 4×4 matrices (four pixels × four inputs × four channels) with
// weights packed beforehand; an invocation computes 8 pixels × CHANNELS.
const WORKGROUP_SIZE = 64u;
// Output channels of an invocation's tile: 4 or 8.
const CHANNELS = 8u;

// vec4f where four channels are neighbours in memory (nhwc).
alias InputElement = f32;

@group(0) @binding(0) var<storage, read> input: array<InputElement>;
@group(0) @binding(1) var<storage, read> weights: array<vec4f>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> output: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

// A channel to a column, four inputs each.
fn load_weights(at: u32) -> mat4x4f {
  return mat4x4f(weights[at], weights[at + 1u], weights[at + 2u], weights[at + 3u]);
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
  let index = workgroup_index / phase_count * WORKGROUP_SIZE + lane;
  let tile = tile_of(index, 8u, CHANNELS);
  if (tile.image >= params.batch) {
    return;
  }

  let source = source_of(tile);
  let left = tile.first_pixel + vec4u(0u, 1u, 2u, 3u);
  let right = left + 4u;
  let left_corners = corners_of(left, phases);
  let right_corners = corners_of(right, phases);
  let padded_channels = tile.padded_channels;
  var at = first_weights(phases, tile);

  var a: mat4x4f;
  var b: mat4x4f;
  var c: mat4x4f;
  var d: mat4x4f;
  var step = Step();
  let steps = steps_of(phases);
  for (var n = 0u; n < steps; n++) {
    let x_left = load_block(source, step.input, taps_at(left_corners, step));
    let x_right = load_block(source, step.input, taps_at(right_corners, step));
    let low = load_weights(at);
    a += x_left * low;
    b += x_right * low;
    if (CHANNELS > 4u) {
      let high = load_weights(at + 4u);
      c += x_left * high;
      d += x_right * high;
    }
    at += padded_channels;
    step = next_step(step, phases);
  }

  store_block(a, phases, tile, 0u, left);
  store_block(b, phases, tile, 0u, right);
  if (CHANNELS > 4u) {
    store_block(c, phases, tile, 4u, left);
    store_block(d, phases, tile, 4u, right);
  }
}

fn store_block(
  sums: mat4x4f,
  phases: Phases,
  tile: Tile,
  offset: u32,
  pixels: vec4u,
) {
  for (var c = 0u; c < 4u; c++) {
    store_column(sums[c], phases, tile, tile.first_channel + offset + c, pixels);
  }
}
