// The mean of a window's elements; padding is not counted.
fn start() -> f32 {
  return 0.0;
}

fn lift(x: vec4f) -> vec4f {
  return x;
}

fn merge(sum: vec4f, x: vec4f) -> vec4f {
  return sum + x;
}

fn finish(sum: vec4f, taps: vec4u) -> vec4f {
  // The mean of nothing: a `let`, since a constant may not be NaN.
  let bits = vec4u(0x7fc00000u);
  return select(sum / vec4f(taps), bitcast<vec4f>(bits), taps == vec4u());
}
