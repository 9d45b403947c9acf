// Lays the filter out in the order in which the phases read it:
// [group][phase][tap][i / 4][channel], four weights i … i + 3 to a vec4.
// Channels and inputs past the end of a group get zeros.
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> filters: array<f32>;
@group(0) @binding(1) var<storage, read_write> weights: array<vec4f>;
@group(0) @binding(2) var<uniform> params: Params;

struct Params {
  count: u32,
  // Channels of a group, rounded up to whole tiles.
  padded_channels: u32,
  kernel_height: u32,
  kernel_width: u32,
  stride_height: u32,
  stride_width: u32,
  dilation_height: u32,
  dilation_width: u32,
  pad_top: u32,
  pad_left: u32,
  out_height: u32,
  out_width: u32,
  in_per_group: u32,
  out_per_group: u32,
  filter_o: u32,
  filter_i: u32,
  filter_h: u32,
  filter_w: u32,
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  if (index >= params.count) {
    return;
  }
  let channel = index % params.padded_channels;
  var rest = index / params.padded_channels;
  let input_fours = (params.in_per_group + 3u) / 4u;
  let first = rest % input_fours * 4u;
  rest /= input_fours;
  let kx = rest % params.kernel_width;
  rest /= params.kernel_width;
  let ky = rest % params.kernel_height;
  let group = rest / params.kernel_height;

  var four: vec4f;
  if (channel < params.out_per_group) {
    let at = group * params.in_per_group * params.filter_i + channel * params.filter_o
           + ky * params.filter_h + kx * params.filter_w;
    for (var i = 0u; i < 4u && first + i < params.in_per_group; i++) {
      four[i] = filters[at + (first + i) * params.filter_i];
    }
  }

  let row_period = period_of(params.stride_height, params.dilation_height);
  let column_period = period_of(params.stride_width, params.dilation_width);
  let rows = row_phase(ky % row_period);
  let columns = column_phase(kx % column_period);
  let tap = taps_before(rows, columns) + ky / row_period * columns.taps + kx / column_period;
  let taps = params.kernel_height * params.kernel_width;
  let row = ((group * taps + tap) * input_fours) + first / 4u;
  weights[row * params.padded_channels + channel] = four;
}
