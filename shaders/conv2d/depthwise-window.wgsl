// Depthwise 3×3, sliding window: an invocation walks down a strip of 4 columns
// and keeps the last rows of inputs in registers, so that an input row is
// loaded once for all the outputs above and below that use it.
const WORKGROUP_SIZE = 64u;
// Output rows of a strip.
const ROWS = 8u;
// Down and across: 1 or 2.
const STRIDE = 1u;
// 1: neighbouring invocations take neighbouring channels (nhwc), not columns.
const CHANNELS_LAST = 0u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read> filters: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> output: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

// Where the inputs of the strip lie in their row, and which exist at all: 6
// columns with stride 1, 9 with stride 2.
struct Columns {
  low: vec4u,
  high: vec4u,
  last: u32,
  low_inside: vec4<bool>,
  high_inside: vec4<bool>,
  last_inside: bool,
}

fn columns_of(first_x: u32) -> Columns {
  let low = first_x * STRIDE - params.pad_left + vec4u(0u, 1u, 2u, 3u);
  let high = low + 4u;
  let last = low.x + 8u;
  let width = vec4u(params.in_width);
  return Columns(
    select(vec4u(0u), low, low < width) * params.input_w,
    select(vec4u(0u), high, high < width) * params.input_w,
    select(0u, last, last < params.in_width) * params.input_w,
    low < width,
    high < width,
    last < params.in_width,
  );
}

// One input row as the taps of 4 outputs: a tap to a column.
fn load_taps(source: u32, y: u32, columns: Columns) -> mat3x4f {
  let inside = y < params.in_height;
  let row = source + select(0u, y, inside) * params.input_h;
  let at = row + columns.low;
  let low = select(
    vec4f(),
    vec4f(input[at.x], input[at.y], input[at.z], input[at.w]),
    columns.low_inside & vec4<bool>(inside),
  );
  let high_at = row + columns.high;
  var high = vec4f(input[high_at.x], input[high_at.y], 0.0, 0.0);
  if (STRIDE == 2u) {
    high.z = input[high_at.z];
    high.w = input[high_at.w];
  }
  high = select(vec4f(), high, columns.high_inside & vec4<bool>(inside));
  if (STRIDE == 1u) {
    return mat3x4f(low, vec4f(low.yzw, high.x), vec4f(low.zw, high.xy));
  }
  let last = select(0.0, input[row + columns.last], columns.last_inside & inside);
  return mat3x4f(
    vec4f(low.xz, high.xz),
    vec4f(low.yw, high.yw),
    vec4f(low.z, high.xz, last),
  );
}

fn load_weights(channel: u32, ky: u32) -> vec3f {
  let at = channel * params.filter_o + ky * params.filter_h;
  return vec3f(
    filters[at],
    filters[at + params.filter_w],
    filters[at + 2u * params.filter_w],
  );
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let across = (params.out_width + 3u) / 4u;
  let strips = across * ((params.out_height + ROWS - 1u) / ROWS);
  let image = index / (strips * params.out_channels);
  if (image >= params.batch) {
    return;
  }
  var channel = index / strips % params.out_channels;
  var strip = index % strips;
  if (CHANNELS_LAST == 1u) {
    channel = index % params.out_channels;
    strip = index / params.out_channels % strips;
  }

  let first_x = strip % across * 4u;
  let first_y = strip / across * ROWS;
  let columns = columns_of(first_x);
  let source = image * params.input_n + channel / params.out_per_group * params.input_c;
  let top_weights = load_weights(channel, 0u);
  let mid_weights = load_weights(channel, 1u);
  let low_weights = load_weights(channel, 2u);
  let pixels = first_x + vec4u(0u, 1u, 2u, 3u);
  let whole = pixels < vec4u(params.out_width);
  // A pixel that hangs over is the row's first once more: see store-column.wgsl.
  let to = image * params.output_n + channel * params.output_c
         + select(pixels.xxxx, pixels, whole) * params.output_w;

  var in_y = first_y * STRIDE - params.pad_top;
  var top: mat3x4f;
  var mid: mat3x4f;
  var low = load_taps(source, in_y, columns);
  if (STRIDE == 1u) {
    mid = low;
    in_y += 1u;
    low = load_taps(source, in_y, columns);
  }
  let end = min(first_y + ROWS, params.out_height);
  for (var y = first_y; y < end; y++) {
    if (STRIDE == 1u) {
      top = mid;
      mid = low;
    } else {
      top = low;
      in_y += 1u;
      mid = load_taps(source, in_y, columns);
    }
    in_y += 1u;
    low = load_taps(source, in_y, columns);
    let sums = top * top_weights + mid * mid_weights + low * low_weights;
    let at = to + y * params.output_h;
    let four = select(sums.xxxx, sums, whole);
    let out = finish(plus_residuals(four, at), channel);
    output[at.x] = out.x;
    output[at.y] = out.y;
    output[at.z] = out.z;
    output[at.w] = out.w;
  }
}
