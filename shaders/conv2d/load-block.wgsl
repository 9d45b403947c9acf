// Four channels of four pixels, a channel to a column, zero in the padding.
// Past the group's last channel it loads that one again: the weights are zero.
fn load_block(source: u32, first: u32, taps: Taps) -> mat4x4f {
  let last = params.in_per_group - 1u;
  return mat4x4f(
    load_column(source + first * params.input_c, taps),
    load_column(source + min(first + 1u, last) * params.input_c, taps),
    load_column(source + min(first + 2u, last) * params.input_c, taps),
    load_column(source + min(first + 3u, last) * params.input_c, taps),
  );
}

fn load_column(plane: u32, taps: Taps) -> vec4f {
  let at = plane + taps.at;
  let values = vec4f(input[at.x], input[at.y], input[at.z], input[at.w]);
  return select(vec4f(), values, taps.inside);
}
