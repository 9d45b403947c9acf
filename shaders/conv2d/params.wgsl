// Shared by every conv2d kernel; appended after it.
// *_n, *_c, *_h, *_w: elements to skip for one step along that axis, so one
// kernel serves every layout.
struct Params {
  batch: u32,
  in_height: u32,
  in_width: u32,
  out_channels: u32,
  out_height: u32,
  out_width: u32,
  kernel_height: u32,
  kernel_width: u32,
  in_per_group: u32,
  out_per_group: u32,
  stride_height: u32,
  stride_width: u32,
  dilation_height: u32,
  dilation_width: u32,
  pad_top: u32,
  pad_left: u32,
  input_n: u32,
  input_c: u32,
  input_h: u32,
  input_w: u32,
  filter_o: u32,
  filter_i: u32,
  filter_h: u32,
  filter_w: u32,
  output_n: u32,
  output_c: u32,
  output_h: u32,
  output_w: u32,
  min_value: f32,
  max_value: f32,
}

// 1: instead of a clamp. Known when the shader is compiled, for a branch costs
// more than what it skips where all the sums are alive.
const HARD_SWISH = 0u;

// Bias and activation, while the sums are still in registers: of one channel, or
// of four where the kernel binds its bias as vec4f.
fn finish(sums: vec4f, channel: u32) -> vec4f {
  // An absent bias is a buffer of zeros.
  let y = sums + bias[channel];
  if (HARD_SWISH == 1u) {
    return y * clamp(y + 3.0, vec4f(0.0), vec4f(6.0)) / 6.0;
  }
  return min(max(y, vec4f(params.min_value)), vec4f(params.max_value));
}

fn epilogue(sum: f32, channel: u32) -> f32 {
  return finish(vec4f(sum), channel).x;
}

fn output_offset(image: u32, channel: u32, y: u32, x: u32) -> u32 {
  return image * params.output_n + channel * params.output_c
       + y * params.output_h + x * params.output_w;
}
