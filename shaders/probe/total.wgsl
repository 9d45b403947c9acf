// One number out of whatever a lane is, so that every part of it is needed.
fn total(x: lane) -> f32 {
  return f32(dot(x, lane(1.0)));
}
