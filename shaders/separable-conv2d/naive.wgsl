// Naive: one invocation per output, straight from the definition. Fused, for
// nothing between the steps is stored, but each output channel computes every
// depthwise value again.
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read> depthwise_filters: array<f32>;
@group(0) @binding(2) var<storage, read> depthwise_bias: array<f32>;
@group(0) @binding(3) var<storage, read> pointwise_filters: array<f32>;
@group(0) @binding(4) var<storage, read> bias: array<f32>;
@group(0) @binding(5) var<storage, read_write> output: array<f32>;
@group(0) @binding(6) var<uniform> params: Params;

fn depthwise(image: u32, channel: u32, y: u32, x: u32) -> f32 {
  let source = image * params.input_n + channel / params.multiplier * params.input_c;
  var tap = channel * params.kernel_height * params.kernel_width;
  var sum = depthwise_bias[channel];
  for (var ky = 0u; ky < params.kernel_height; ky++) {
    // Above or left of the input wraps to a huge u32, so one test does both.
    let in_y = y * params.stride_height + ky * params.dilation_height - params.pad_top;
    for (var kx = 0u; kx < params.kernel_width; kx++) {
      let in_x = x * params.stride_width + kx * params.dilation_width - params.pad_left;
      if (in_y < params.in_height && in_x < params.in_width) {
        let at = source + in_y * params.input_h + in_x * params.input_w;
        sum += input[at] * depthwise_filters[tap];
      }
      tap++;
    }
  }
  return finish_between(vec4f(sum)).x;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let x = index % params.out_width;
  let y = index / params.out_width % params.out_height;
  let plane = index / (params.out_width * params.out_height);
  let channel = plane % params.out_channels;
  let image = plane / params.out_channels;
  if (image >= params.batch) {
    return;
  }

  let weights = channel * params.between_channels;
  var sum = 0.0;
  for (var c = 0u; c < params.between_channels; c++) {
    sum += depthwise(image, c, y, x) * pointwise_filters[weights + c];
  }
  let at = image * params.output_n + channel * params.output_c
         + y * params.output_h + x * params.output_w;
  output[at] = finish(vec4f(plus_residual(sum, at)), channel).x;
}
