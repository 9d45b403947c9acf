// Depthwise, row-blocked: an invocation computes COLUMNS outputs of one row, so
// the inputs that neighbouring outputs share are loaded once per kernel row.
// The kernel's width, stride and dilation are constants here: they size the
// register window and let the compiler unroll it.
const WORKGROUP_SIZE = 64u;
const COLUMNS = 8u;
const KERNEL_WIDTH = 3u;
const STRIDE_WIDTH = 1u;
const DILATION_WIDTH = 1u;
const WINDOW = (COLUMNS - 1u) * STRIDE_WIDTH + (KERNEL_WIDTH - 1u) * DILATION_WIDTH + 1u;

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
  let column_tiles = (params.out_width + COLUMNS - 1u) / COLUMNS;
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let first_x = index % column_tiles * COLUMNS;
  let y = index / column_tiles % params.out_height;
  let plane = index / (column_tiles * params.out_height);
  let channel = plane % params.out_channels;
  let image = plane / params.out_channels;
  if (image >= params.batch) {
    return;
  }

  let source = image * params.input_n
             + channel / params.out_per_group * params.input_c;
  let left = first_x * STRIDE_WIDTH - params.pad_left;
  var sums: array<f32, COLUMNS>;
  var window: array<f32, WINDOW>;
  for (var ky = 0u; ky < params.kernel_height; ky++) {
    let in_y = y * params.stride_height + ky * params.dilation_height - params.pad_top;
    if (in_y >= params.in_height) {
      continue;
    }
    let row = source + in_y * params.input_h;
    for (var j = 0u; j < WINDOW; j++) {
      let in_x = left + j;
      window[j] = 0.0;
      if (in_x < params.in_width) {
        window[j] = input[row + in_x * params.input_w];
      }
    }
    let taps = channel * params.filter_o + ky * params.filter_h;
    for (var kx = 0u; kx < KERNEL_WIDTH; kx++) {
      let w = filters[taps + kx * params.filter_w];
      for (var c = 0u; c < COLUMNS; c++) {
        sums[c] += w * window[c * STRIDE_WIDTH + kx * DILATION_WIDTH];
      }
    }
  }

  let count = min(COLUMNS, params.out_width - first_x);
  for (var c = 0u; c < count; c++) {
    output[output_offset(image, channel, y, first_x + c)] = epilogue(sums[c], channel);
  }
}
