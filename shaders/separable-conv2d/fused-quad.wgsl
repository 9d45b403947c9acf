// Fused, in quads: the four lanes of a quad own 4 rows × 4 columns. Each lane
// makes one depthwise channel at all 16 pixels, which reads every input once
// for all the rows and columns that share it; then the lanes swap rows, so that
// each has four channels of its own row. Weights are swapped as in conv2d's
// `quad`. 3×3 without dilation.
enable subgroups;

const WORKGROUP_SIZE = 64u;
// Output channels of a quad's tile: 4, 8, 16, 32 or 64.
const CHANNELS = 32u;
// Down and across: 1 or 2.
const STRIDE = 1u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read> depthwise_weights: array<f32>;
@group(0) @binding(2) var<storage, read> weights: array<vec4f>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
@group(0) @binding(4) var<storage, read_write> output: array<f32>;
@group(0) @binding(5) var<uniform> params: Params;

// Column s: four weights for the channel of lane (lane ^ s).
fn swapped_weights(at: u32) -> mat4x4f {
  let own = weights[at];
  return mat4x4f(own, quadSwapX(own), quadSwapY(own), quadSwapDiagonal(own));
}

// Each lane brings one channel, a row to a column, and leaves with one row, a
// channel to a column.
fn rows_of_quad(own: mat4x4f, lane: u32) -> mat4x4f {
  // Column s: what lane (lane ^ s) made of the row of this lane.
  let odd = (lane & 1u) == 1u;
  let high = (lane & 2u) == 2u;
  // Own rows in the order lane, lane ^ 1, lane ^ 2, lane ^ 3.
  let low_pair = mat2x4f(select(own[0], own[1], odd), select(own[1], own[0], odd));
  let high_pair = mat2x4f(select(own[2], own[3], odd), select(own[3], own[2], odd));
  let mine = select(low_pair[0], high_pair[0], high);
  let across = quadSwapX(select(low_pair[1], high_pair[1], high));
  let down = quadSwapY(select(high_pair[0], low_pair[0], high));
  let diagonal = quadSwapDiagonal(select(high_pair[1], low_pair[1], high));
  // Channel c is that of lane c: back from lane ^ s to c.
  let first = mat2x4f(select(mine, across, odd), select(across, mine, odd));
  let second = mat2x4f(select(down, diagonal, odd), select(diagonal, down, odd));
  return mat4x4f(
    select(first[0], second[0], high),
    select(first[1], second[1], high),
    select(second[0], first[0], high),
    select(second[1], first[1], high),
  );
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let across = (params.out_width + 3u) / 4u;
  let tiles = across * ((params.out_height + 3u) / 4u);
  let channel_tiles = (params.out_channels + CHANNELS - 1u) / CHANNELS;
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE) / 4u;
  let image = index / (tiles * channel_tiles);
  // Nobody leaves early, for all four lanes must be there to swap. Past the
  // last image a quad reads the last one again and stores nothing.
  let source = min(image, params.batch - 1u);

  let in_quad = lane % 4u;
  let x = index % across * 4u;
  let first_y = index % tiles / across * 4u;
  let window = window_of(source, first_y, x);
  let first_channel = index / tiles % channel_tiles * CHANNELS;
  let padded_channels = channel_tiles * CHANNELS;

  var a: mat4x4f;
  var b: mat4x4f;
  var c: mat4x4f;
  var d: mat4x4f;
  var e: mat4x4f;
  var f: mat4x4f;
  var g: mat4x4f;
  var h: mat4x4f;
  var i: mat4x4f;
  var j: mat4x4f;
  var k: mat4x4f;
  var l: mat4x4f;
  var m: mat4x4f;
  var n: mat4x4f;
  var o: mat4x4f;
  var p: mat4x4f;
  var at = first_channel + in_quad;
  let last = params.between_channels - 1u;
  for (var first = 0u; first < params.between_channels; first += 4u) {
    // Past the last channel that one is read again: the weights are zero.
    let channel = min(first + in_quad, last);
    let plane = source * params.input_n + channel / params.multiplier * params.input_c;
    let own = depthwise_rows(plane, window, first * 10u + in_quad);
    let between = rows_of_quad(own, in_quad);
    a += between * swapped_weights(at);
    if (CHANNELS > 4u) {
      b += between * swapped_weights(at + 4u);
    }
    if (CHANNELS > 8u) {
      c += between * swapped_weights(at + 8u);
      d += between * swapped_weights(at + 12u);
    }
    if (CHANNELS > 16u) {
      e += between * swapped_weights(at + 16u);
      f += between * swapped_weights(at + 20u);
      g += between * swapped_weights(at + 24u);
      h += between * swapped_weights(at + 28u);
    }
    if (CHANNELS > 32u) {
      i += between * swapped_weights(at + 32u);
      j += between * swapped_weights(at + 36u);
      k += between * swapped_weights(at + 40u);
      l += between * swapped_weights(at + 44u);
      m += between * swapped_weights(at + 48u);
      n += between * swapped_weights(at + 52u);
      o += between * swapped_weights(at + 56u);
      p += between * swapped_weights(at + 60u);
    }
    at += padded_channels;
  }
  let y = first_y + in_quad;
  if (image >= params.batch || y >= params.out_height) {
    return;
  }

  let pixels = x + vec4u(0u, 1u, 2u, 3u);
  let to = image * params.output_n + y * params.output_h + pixels * params.output_w;
  let whole = pixels < vec4u(params.out_width);
  store_swapped(a, first_channel, in_quad, to, whole);
  if (CHANNELS > 4u) {
    store_swapped(b, first_channel + 4u, in_quad, to, whole);
  }
  if (CHANNELS > 8u) {
    store_swapped(c, first_channel + 8u, in_quad, to, whole);
    store_swapped(d, first_channel + 12u, in_quad, to, whole);
  }
  if (CHANNELS > 16u) {
    store_swapped(e, first_channel + 16u, in_quad, to, whole);
    store_swapped(f, first_channel + 20u, in_quad, to, whole);
    store_swapped(g, first_channel + 24u, in_quad, to, whole);
    store_swapped(h, first_channel + 28u, in_quad, to, whole);
  }
  if (CHANNELS > 32u) {
    store_swapped(i, first_channel + 32u, in_quad, to, whole);
    store_swapped(j, first_channel + 36u, in_quad, to, whole);
    store_swapped(k, first_channel + 40u, in_quad, to, whole);
    store_swapped(l, first_channel + 44u, in_quad, to, whole);
    store_swapped(m, first_channel + 48u, in_quad, to, whole);
    store_swapped(n, first_channel + 52u, in_quad, to, whole);
    store_swapped(o, first_channel + 56u, in_quad, to, whole);
    store_swapped(p, first_channel + 60u, in_quad, to, whole);
  }
}

// One channel at 4 rows × 4 columns, a row to a column of the matrix. Rows
// that two outputs share are loaded once.
fn depthwise_rows(plane: u32, window: Window, at: u32) -> mat4x4f {
  let biased = vec4f(depthwise_weights[at]);
  let top = load_weights(at + 4u);
  let mid = load_weights(at + 16u);
  let low = load_weights(at + 28u);
  let r0 = load_taps(plane, window.y, window);
  let r1 = load_taps(plane, window.y + 1u, window);
  let r2 = load_taps(plane, window.y + 2u, window);
  let r3 = load_taps(plane, window.y + 3u, window);
  let r4 = load_taps(plane, window.y + 4u, window);
  let r5 = load_taps(plane, window.y + 5u, window);
  if (STRIDE == 1u) {
    return mat4x4f(
      finish_between(biased + r0 * top + r1 * mid + r2 * low),
      finish_between(biased + r1 * top + r2 * mid + r3 * low),
      finish_between(biased + r2 * top + r3 * mid + r4 * low),
      finish_between(biased + r3 * top + r4 * mid + r5 * low),
    );
  }
  let r6 = load_taps(plane, window.y + 6u, window);
  let r7 = load_taps(plane, window.y + 7u, window);
  let r8 = load_taps(plane, window.y + 8u, window);
  return mat4x4f(
    finish_between(biased + r0 * top + r1 * mid + r2 * low),
    finish_between(biased + r2 * top + r3 * mid + r4 * low),
    finish_between(biased + r4 * top + r5 * mid + r6 * low),
    finish_between(biased + r6 * top + r7 * mid + r8 * low),
  );
}

// One row of the lane's kernel; four channels' weights of a tap are neighbours.
fn load_weights(at: u32) -> vec3f {
  return vec3f(
    depthwise_weights[at],
    depthwise_weights[at + 4u],
    depthwise_weights[at + 8u],
  );
}

// Column s of the sums belongs to the channel of lane (lane ^ s).
fn store_swapped(sums: mat4x4f, first: u32, in_quad: u32, to: vec4u, whole: vec4<bool>) {
  for (var s = 0u; s < 4u; s++) {
    let channel = first + (in_quad ^ s);
    if (channel < params.out_channels) {
      let at = to + channel * params.output_c;
      store_four(finish(plus_residuals(sums[s], at), channel), at, whole);
    }
  }
}
