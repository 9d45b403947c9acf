// Lays a depthwise filter out as `depthwise-channels` reads it:
// [ky][kx][channel], so that four channels make a vec4.
const WORKGROUP_SIZE = 64u;

alias Element = f32;

@group(0) @binding(0) var<storage, read> filters: array<Element>;
@group(0) @binding(1) var<storage, read_write> weights: array<Element>;
@group(0) @binding(2) var<uniform> params: Params;

struct Params {
  channels: u32,
  kernel_height: u32,
  kernel_width: u32,
  filter_o: u32,
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
  let channel = index % params.channels;
  let tap = index / params.channels;
  if (tap >= params.kernel_height * params.kernel_width) {
    return;
  }
  weights[index] = filters[
    channel * params.filter_o
    + tap / params.kernel_width * params.filter_h
    + tap % params.kernel_width * params.filter_w
  ];
}
