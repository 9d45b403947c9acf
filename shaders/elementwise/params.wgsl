// Shared by both element-wise kernels; appended after them.
struct Params {
  count: u32,
  // The function's own two numbers; clamp's are its bounds.
  alpha: f32,
  beta: f32,
}

// WGSL promises NaN neither through min and max nor through arithmetic, so it
// is told by its bits: what was NaN stays NaN.
fn keep_nan(x: vec4f, y: vec4f) -> vec4f {
  let size = bitcast<vec4u>(x) & vec4u(0x7fffffffu);
  return select(y, x, size > vec4u(0x7f800000u));
}
