// Four channels of four pixels, a channel to a column, zero in the padding.
// Channels are neighbours here, so one vec4 load brings all four of a pixel.
fn load_block(source: u32, first: u32, taps: Taps) -> mat4x4f {
  let at = (source + first + taps.at) / 4u;
  return transpose(mat4x4f(
    select(vec4f(), input[at.x], taps.inside.x),
    select(vec4f(), input[at.y], taps.inside.y),
    select(vec4f(), input[at.z], taps.inside.z),
    select(vec4f(), input[at.w], taps.inside.w),
  ));
}
