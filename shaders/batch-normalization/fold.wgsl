// Fold: what a channel's elements meet, as one vector: the mean, the factor and
// the bias. Weights only, so this runs once. The mean is not folded into the
// bias, where it would cancel.
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> mean: array<f32>;
@group(0) @binding(1) var<storage, read> variance: array<f32>;
@group(0) @binding(2) var<storage, read> scale: array<f32>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
@group(0) @binding(4) var<storage, read_write> terms: array<vec4f>;
@group(0) @binding(5) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let c = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  if (c >= params.channels) {
    return;
  }
  var factor = inverseSqrt(variance[c] + params.epsilon);
  var offset = 0.0;
  if (params.has_scale == 1u) {
    factor *= scale[c];
  }
  if (params.has_bias == 1u) {
    offset = bias[c];
  }
  terms[c] = vec4f(mean[c], factor, offset, 0.0);
}
