// Naive: one invocation per output, straight from the definition.
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read> boxes: array<f32>;
@group(0) @binding(2) var<storage, read_write> output: array<f32>;
@group(0) @binding(3) var<uniform> params: Params;

// Channels that are computed at once.
alias lanes = f32;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let x = index % params.bins_x;
  let y = index / params.bins_x % params.bins_y;
  let plane = index / (params.bins_x * params.bins_y);
  let channel = plane % params.channels;
  let roi = plane / params.channels;
  if (roi >= params.rois) {
    return;
  }
  let image = image_of(roi);
  var value = 0.0;
  if (image < params.batch) {
    value = bin_value(roi, y, x, image * params.input_n + channel * params.input_c);
  }
  output[roi * params.output_n + channel * params.output_c
       + y * params.output_h + x * params.output_w] = value;
}
