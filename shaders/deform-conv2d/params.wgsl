// Shared by the kernels of deformConv2d: sizes, and where a tap is taken.
struct Params {
  batch: u32,
  in_channels: u32,
  in_height: u32,
  in_width: u32,
  out_channels: u32,
  out_height: u32,
  out_width: u32,
  kernel_height: u32,
  kernel_width: u32,
  in_per_group: u32,
  out_per_group: u32,
  stride_height: u32,
  stride_width: u32,
  dilation_height: u32,
  dilation_width: u32,
  pad_top: u32,
  pad_left: u32,
  offset_groups: u32,
  per_offset_group: u32,
}

// 0: there is no mask.
const MASKED = 1u;

// The four pixels around a place: top left, top right, bottom left, bottom
// right; where one lies outside, its weight is 0.
struct Corners {
  at: vec4u,
  weights: vec4f,
}

// Of a tap for the channels of an offset group, at a pixel of the output.
fn corners_of(image: u32, group: u32, tap: u32, pixel: u32) -> Corners {
  let taps = params.kernel_height * params.kernel_width;
  let pixels = params.out_height * params.out_width;
  let place = (image * params.offset_groups + group) * taps + tap;
  let at = 2u * place * pixels + pixel;
  // Further away is outside as well, and an integer must hold it.
  let moved = clamp(vec2f(offset[at], offset[at + pixels]), vec2f(-1e6), vec2f(1e6));
  // Whole pixels by themselves: the rest keeps all its digits.
  let whole = floor(moved);
  let high = moved - whole;
  let low = 1.0 - high;
  let y = pixel / params.out_width * params.stride_height
        + tap / params.kernel_width * params.dilation_height - params.pad_top;
  let x = pixel % params.out_width * params.stride_width
        + tap % params.kernel_width * params.dilation_width - params.pad_left;
  let near = bitcast<vec2i>(vec2u(y, x)) + vec2i(whole);
  let sides = vec2i(vec2u(params.in_height, params.in_width));
  let far = near + 1;
  let near_in = select(vec2f(), low, (near >= vec2i()) & (near < sides));
  let far_in = select(vec2f(), high, (far >= vec2i()) & (far < sides));
  var weight = 1.0;
  if (MASKED == 1u) {
    weight = mask[place * pixels + pixel];
  }
  let first = vec2u(clamp(near, vec2i(), sides - 1));
  let last = vec2u(clamp(far, vec2i(), sides - 1));
  let rows = vec2u(first.x, last.x) * params.in_width;
  return Corners(
    rows.xxyy + vec4u(first.y, last.y, first.y, last.y),
    vec4f(near_in.x, near_in.x, far_in.x, far_in.x)
      * vec4f(near_in.y, far_in.y, near_in.y, far_in.y) * weight,
  );
}
