// Shared by the batch normalisation kernels; appended after them. Elements of a
// channel come `inner` in a row.
struct Params {
  count: u32,
  channels: u32,
  inner: u32,
  has_scale: u32,
  has_bias: u32,
  epsilon: f32,
}
