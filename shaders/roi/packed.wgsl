// Packed: four channels to a vec4, so that a bin's geometry is computed once
// for four outputs and each load brings four values.
const WORKGROUP_SIZE = 64u;
// 1: neighbouring invocations take neighbouring channels (nhwc), not bins.
const CHANNELS_LAST = 0u;

@group(0) @binding(0) var<storage, read> input: array<vec4f>;
@group(0) @binding(1) var<storage, read> boxes: array<f32>;
@group(0) @binding(2) var<storage, read_write> output: array<f32>;
@group(0) @binding(3) var<uniform> params: Params;

// Channels that are computed at once.
alias lanes = vec4f;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let bins = params.bins_y * params.bins_x;
  let fours = (params.channels + 3u) / 4u;
  let roi = index / (bins * fours);
  if (roi >= params.rois) {
    return;
  }
  var bin = index % bins;
  var four = index / bins % fours;
  if (CHANNELS_LAST == 1u) {
    four = index % fours;
    bin = index / fours % bins;
  }
  let y = bin / params.bins_x;
  let x = bin % params.bins_x;
  let image = image_of(roi);
  var values = vec4f();
  if (image < params.batch) {
    values = bin_value(roi, y, x, image * params.input_n + four * params.input_c);
  }

  let channel = 4u * four;
  let to = roi * params.output_n + channel * params.output_c
         + y * params.output_h + x * params.output_w;
  output[to] = values.x;
  if (channel + 1u < params.channels) {
    output[to + params.output_c] = values.y;
  }
  if (channel + 2u < params.channels) {
    output[to + 2u * params.output_c] = values.z;
  }
  if (channel + 3u < params.channels) {
    output[to + 3u * params.output_c] = values.w;
  }
}
