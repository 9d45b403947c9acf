// Depthwise, 8 outputs of a row: each weight is loaded once for 8 multiplies,
// and the row's address and its padding test are shared by the 8 outputs.
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read> filters: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> output: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

// Four inputs of a row, zero where the row ends.
fn load_row(row: u32, x: vec4u) -> vec4f {
  let inside = x < vec4u(params.in_width);
  let at = row + select(vec4u(0u), x, inside) * params.input_w;
  return select(vec4f(), load_inputs(at), inside);
}

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

  let steps = vec4u(0u, 1u, 2u, 3u) * params.stride_width;
  let left = tile.first_x * params.stride_width + steps - params.pad_left;
  let right = left + 4u * params.stride_width;

  var low_sums: vec4f;
  var high_sums: vec4f;
  for (var ky = 0u; ky < params.kernel_height; ky++) {
    let in_y = tile.y * params.stride_height + ky * params.dilation_height - params.pad_top;
    if (in_y >= params.in_height) {
      continue;
    }
    let row = tile.source + in_y * params.input_h;
    let taps = tile.channel * params.filter_o + ky * params.filter_h;
    for (var kx = 0u; kx < params.kernel_width; kx++) {
      let tap = filters[taps + kx * params.filter_w];
      let step = kx * params.dilation_width;
      low_sums += tap * load_row(row, left + step);
      high_sums += tap * load_row(row, right + step);
    }
  }
  store_row(low_sums, tile, tile.first_x);
  store_row(high_sums, tile, tile.first_x + 4u);
}
