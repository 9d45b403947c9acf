// Four channels of the first of four pixels, zero in the padding.
// Past the group's last channel it loads that one again: the weights are zero.
fn load_terms(source: u32, first: u32, taps: Taps) -> Four {
  let last = params.in_per_group - 1u;
  let channels = min(first + vec4u(0u, 1u, 2u, 3u), vec4u(last));
  let at = source + channels * params.input_c + taps.at.x;
  let values = Four(input[at.x], input[at.y], input[at.z], input[at.w]);
  return select(Four(), values, taps.inside.x);
}
