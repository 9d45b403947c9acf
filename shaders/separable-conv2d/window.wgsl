// What 4 columns read of an input row, 3×3 without dilation: neighbouring
// columns share it, so a row takes 6 loads (STRIDE 2: 9), not 12.

// Which inputs of a row exist, and where they lie in it.
struct Window {
  image: u32,
  y: u32,
  low: vec4u,
  high: vec4u,
  last: u32,
  low_inside: vec4<bool>,
  high_inside: vec4<bool>,
  last_inside: bool,
}

fn window_of(image: u32, y: u32, x: u32) -> Window {
  let low = x * STRIDE - params.pad_left + vec4u(0u, 1u, 2u, 3u);
  let high = low + 4u;
  let last = low.x + 8u;
  let width = vec4u(params.in_width);
  return Window(
    image,
    y * STRIDE - params.pad_top,
    select(vec4u(0u), low, low < width) * params.input_w,
    select(vec4u(0u), high, high < width) * params.input_w,
    select(0u, last, last < params.in_width) * params.input_w,
    low < width,
    high < width,
    last < params.in_width,
  );
}

// One input row as the taps of 4 columns: a tap to a column of the matrix.
fn load_taps(plane: u32, y: u32, window: Window) -> mat3x4f {
  let inside = y < params.in_height;
  let row = plane + select(0u, y, inside) * params.input_h;
  let low = load_four(row + window.low, window.low_inside & vec4<bool>(inside));
  let high_inside = window.high_inside & vec4<bool>(inside);
  if (STRIDE == 1u) {
    let at = row + window.high;
    let high = select(vec2f(), vec2f(input[at.x], input[at.y]), high_inside.xy);
    return mat3x4f(low, vec4f(low.yzw, high.x), vec4f(low.zw, high));
  }
  let high = load_four(row + window.high, high_inside);
  let last = select(0.0, input[row + window.last], window.last_inside & inside);
  return mat3x4f(
    vec4f(low.xz, high.xz),
    vec4f(low.yw, high.yw),
    vec4f(low.z, high.xz, last),
  );
}
