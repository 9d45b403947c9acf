// A 4×4 register tile: column p holds the sums of 4 channels at pixel p.
// A matrix instead of an array, because an array that is indexed in a loop may
// be kept in memory, and a matrix added whole stays in registers everywhere.
fn outer(channels: vec4f, pixels: vec4f) -> mat4x4f {
  return mat4x4f(
    channels * pixels.x,
    channels * pixels.y,
    channels * pixels.z,
    channels * pixels.w,
  );
}
