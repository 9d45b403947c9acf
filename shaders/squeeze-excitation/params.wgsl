// Shared by the kernels of squeezeExcitation; appended after them.
// *_n, *_c, *_p: elements to skip for the next image, channel, pixel.
struct Params {
  batch: u32,
  channels: u32,
  reduced: u32,
  pixels: u32,
  input_n: u32,
  input_c: u32,
  input_p: u32,
  // Of the hard sigmoid.
  alpha: f32,
  beta: f32,
}
