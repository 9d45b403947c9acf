// Where the input channels of four depthwise channels begin. Past the last one
// that one is read again: its weights are zero.
fn planes_of(image: u32, four: u32) -> vec4u {
  let last = vec4u(params.between_channels - 1u);
  let channels = min(4u * four + vec4u(0u, 1u, 2u, 3u), last);
  return image * params.input_n + channels / params.multiplier * params.input_c;
}
