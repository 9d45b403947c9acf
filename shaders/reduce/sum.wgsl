// The sum of all elements.
fn start() -> f32 {
  return 0.0;
}

fn lift(x: vec4f) -> vec4f {
  return x;
}

fn merge(sum: vec4f, x: vec4f) -> vec4f {
  return sum + x;
}

fn finish(sum: vec4f, _taps: vec4u) -> vec4f {
  return sum;
}
