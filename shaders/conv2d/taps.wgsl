// Where four output pixels read their input at one tap, and whether they do.
struct Taps {
  at: vec4u,
  inside: vec4<bool>,
}

// The top left tap of four output pixels, which may lie in the padding: above
// or left of the input wraps to a huge u32, so that one test does both sides.
struct Corners {
  y: vec4u,
  x: vec4u,
}

fn corners_of(pixels: vec4u) -> Corners {
  return Corners(
    pixels / params.out_width * params.stride_height - params.pad_top,
    pixels % params.out_width * params.stride_width - params.pad_left,
  );
}

fn taps_at(corners: Corners, ky: u32, kx: u32) -> Taps {
  let y = corners.y + ky * params.dilation_height;
  let x = corners.x + kx * params.dilation_width;
  let inside = (y < vec4u(params.in_height)) & (x < vec4u(params.in_width));
  return Taps(
    select(vec4u(0u), y * params.input_h + x * params.input_w, inside),
    inside,
  );
}
