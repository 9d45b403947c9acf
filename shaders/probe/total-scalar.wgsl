// The same for a scalar, which `dot` does not take.
fn total(x: lane) -> f32 {
  return f32(x);
}
