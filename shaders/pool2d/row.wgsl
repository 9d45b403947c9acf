// Rows: an invocation makes 4 outputs of a row. Each column of inputs is
// reduced once, down the window, and joins every output whose window holds it:
// 3×3 with stride 1 loads 18 inputs for 4 outputs instead of 36.
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read_write> output: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let tiles = (params.out_width + 3u) / 4u;
  let first_x = index % tiles * 4u;
  let y = index / tiles % params.out_height;
  let plane = index / (tiles * params.out_height);
  let channel = plane % params.channels;
  let image = plane / params.channels;
  if (image >= params.batch) {
    return;
  }

  let source = image * params.input_n + channel * params.input_c;
  let top = y * params.stride_height - params.pad_top;
  let left = first_x * params.stride_width - params.pad_left;
  let starts = vec4u(0u, 1u, 2u, 3u) * params.stride_width;
  let columns = starts.w + params.window_width;
  var totals = vec4f(start());
  var taps = vec4u();
  for (var j = 0u; j < columns; j++) {
    let in_x = left + j;
    if (in_x >= params.in_width) {
      continue;
    }
    var column = start();
    for (var ky = 0u; ky < params.window_height; ky++) {
      let in_y = top + ky * params.dilation_height;
      if (in_y < params.in_height) {
        let value = input[source + in_y * params.input_h + in_x * params.input_w];
        column = merge(vec4f(column), lift(vec4f(value))).x;
      }
    }
    // A window not yet begun wraps to a huge u32.
    let inside = j - starts < vec4u(params.window_width);
    totals = select(totals, merge(totals, vec4f(column)), inside);
    taps += select(vec4u(), vec4u(1u), inside);
  }

  let rows = taps_inside(top, params.window_height, params.dilation_height, params.in_height);
  let inside = taps * rows;
  let results = finish(totals, vec4u(
    counted(inside.x, y, first_x),
    counted(inside.y, y, first_x + 1u),
    counted(inside.z, y, first_x + 2u),
    counted(inside.w, y, first_x + 3u),
  ));
  let to = image * params.output_n + channel * params.output_c + y * params.output_h;
  for (var i = 0u; i < min(4u, params.out_width - first_x); i++) {
    output[to + (first_x + i) * params.output_w] = results[i];
  }
}
