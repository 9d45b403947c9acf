// Lays the depthwise filter out as the fused kernels read it: for each four
// channels their biases, then their weights tap after tap, a channel to each
// component. Channels past the end get zeros.
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> filters: array<f32>;
@group(0) @binding(1) var<storage, read> bias: array<f32>;
@group(0) @binding(2) var<storage, read_write> depthwise_weights: array<vec4f>;
@group(0) @binding(3) var<uniform> params: Params;

struct Params {
  count: u32,
  channels: u32,
  taps: u32,
  has_bias: u32,
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
  let first = index / (params.taps + 1u) * 4u;
  let place = index % (params.taps + 1u);
  var four: vec4f;
  for (var c = 0u; c < 4u && first + c < params.channels; c++) {
    if (place > 0u) {
      four[c] = filters[(first + c) * params.taps + place - 1u];
    } else if (params.has_bias == 1u) {
      four[c] = bias[first + c];
    }
  }
  depthwise_weights[index] = four;
}
