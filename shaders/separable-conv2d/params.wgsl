// Shared by every separable kernel; appended after it. "Between" is what the
// depthwise step makes and the pointwise one takes.
// *_n, *_c, *_h, *_w: elements to skip for one step along that axis.
struct Params {
  batch: u32,
  in_height: u32,
  in_width: u32,
  between_channels: u32,
  // Depthwise outputs of each input channel.
  multiplier: u32,
  kernel_height: u32,
  kernel_width: u32,
  stride_height: u32,
  stride_width: u32,
  dilation_height: u32,
  dilation_width: u32,
  pad_top: u32,
  pad_left: u32,
  out_channels: u32,
  out_height: u32,
  out_width: u32,
  input_n: u32,
  input_c: u32,
  input_h: u32,
  input_w: u32,
  output_n: u32,
  output_c: u32,
  output_h: u32,
  output_w: u32,
  between_hard_swish: u32,
  between_min: f32,
  between_max: f32,
  hard_swish: u32,
  min_value: f32,
  max_value: f32,
}

// Activation of four depthwise values; their bias is in the sums already.
fn finish_between(y: vec4f) -> vec4f {
  if (params.between_hard_swish == 1u) {
    return y * clamp(y + 3.0, vec4f(0.0), vec4f(6.0)) / 6.0;
  }
  return min(max(y, vec4f(params.between_min)), vec4f(params.between_max));
}

// Bias and activation of one output channel at four pixels.
fn finish(sums: vec4f, channel: u32) -> vec4f {
  // An absent bias is a buffer of zeros.
  let y = sums + bias[channel];
  if (params.hard_swish == 1u) {
    return y * clamp(y + 3.0, vec4f(0.0), vec4f(6.0)) / 6.0;
  }
  return min(max(y, vec4f(params.min_value)), vec4f(params.max_value));
}
