// The smallest element; NaN is smaller than any number.
fn start() -> f32 {
  // A `let`, since a constant expression may not be infinite.
  let bits = 0x7f800000u;
  return bitcast<f32>(bits);
}

fn lift(x: vec4f) -> vec4f {
  return x;
}

fn merge(best: vec4f, x: vec4f) -> vec4f {
  // WGSL's min may drop a NaN; its bits are told from all others.
  let is_nan = (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u);
  return select(best, x, (x < best) | is_nan);
}

fn finish(best: vec4f, _taps: vec4u) -> vec4f {
  return best;
}
