// Lays the filter out in the order in which `blocks` and `quad` read it:
// [group][ky][kx][i / 4][channel], four weights i … i + 3 to a vec4. Channels
// and inputs past the end of a group get zeros, so nobody tests for them.
const WORKGROUP_SIZE = 64u;

alias Element = f32;

@group(0) @binding(0) var<storage, read> filters: array<Element>;
@group(0) @binding(1) var<storage, read_write> weights: array<vec4<Element>>;
@group(0) @binding(2) var<uniform> params: Params;

struct Params {
  count: u32,
  kernel_height: u32,
  kernel_width: u32,
  in_per_group: u32,
  out_per_group: u32,
  // Channels of a group, rounded up to whole tiles.
  padded_channels: u32,
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

  var four: vec4<Element>;
  if (channel < params.out_per_group) {
    let at = (group * params.out_per_group + channel) * params.filter_o
           + ky * params.filter_h + kx * params.filter_w;
    for (var i = 0u; i < 4u && first + i < params.in_per_group; i++) {
      four[i] = filters[at + (first + i) * params.filter_i];
    }
  }
  weights[index] = four;
}
