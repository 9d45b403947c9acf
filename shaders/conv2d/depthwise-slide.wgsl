// Depthwise, input-stationary: loads each input of a row once for all of the 8
// outputs that share it. The weights slide past in registers instead: at input
// j, output c needs tap j - c, so each step shifts the 8 weights by one place.
// Dilation puts zeros between the taps. Needs stride 1 across: with another
// stride the weights would have to move by more than one place.
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read> filters: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> output: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let tile = row_tile(flat_index(group_id, group_count, lane, WORKGROUP_SIZE));
  if (tile.image >= params.batch) {
    return;
  }

  let left = tile.first_x - params.pad_left;
  let span = (params.kernel_width - 1u) * params.dilation_width + 1u;
  let inputs = 7u + span;

  var low_sums: vec4f;
  var high_sums: vec4f;
  for (var ky = 0u; ky < params.kernel_height; ky++) {
    let in_y = tile.y * params.stride_height + ky * params.dilation_height - params.pad_top;
    if (in_y >= params.in_height) {
      continue;
    }
    let row = tile.source + in_y * params.input_h;
    let taps = tile.channel * params.filter_o + ky * params.filter_h;
    var low: vec4f;
    var high: vec4f;
    for (var j = 0u; j < inputs; j++) {
      var tap = 0.0;
      if (j < span && j % params.dilation_width == 0u) {
        tap = filters[taps + j / params.dilation_width * params.filter_w];
      }
      high = vec4f(low.w, high.xyz);
      low = vec4f(tap, low.xyz);
      let in_x = left + j;
      if (in_x < params.in_width) {
        let value = input[row + in_x * params.input_w];
        low_sums += value * low;
        high_sums += value * high;
      }
    }
  }

  store_row(low_sums, tile, tile.first_x);
  store_row(high_sums, tile, tile.first_x + 4u);
}
