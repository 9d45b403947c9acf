// The root of the sum of a window's squares.
fn start() -> f32 {
  return 0.0;
}

fn lift(x: vec4f) -> vec4f {
  return x * x;
}

fn merge(sum: vec4f, square: vec4f) -> vec4f {
  return sum + square;
}

fn finish(sum: vec4f, _taps: vec4u) -> vec4f {
  return sqrt(sum);
}
