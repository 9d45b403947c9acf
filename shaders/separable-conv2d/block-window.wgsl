// Four depthwise channels at 4 columns, 3×3 without dilation: neighbouring
// columns share what they read, so a row takes 6 loads (stride 2: 9), not 12.
// Down and across: 1 or 2.
const STRIDE = 1u;

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

// One channel at 4 columns; `w` has a row of the kernel in each column.
fn depthwise_four(plane: u32, window: Window, w: mat3x3f, biased: f32) -> vec4f {
  let sums = load_taps(plane, window.y, window) * w[0]
           + load_taps(plane, window.y + 1u, window) * w[1]
           + load_taps(plane, window.y + 2u, window) * w[2];
  return finish_between(sums + biased);
}

fn depthwise_block(window: Window, four: u32) -> mat4x4f {
  let planes = planes_of(window.image, four);
  let at = four * 10u;
  let biases = depthwise_weights[at];
  // A channel to a column of each: its weights of one row of the kernel.
  let top = transpose(mat3x4f(
    depthwise_weights[at + 1u],
    depthwise_weights[at + 2u],
    depthwise_weights[at + 3u],
  ));
  let mid = transpose(mat3x4f(
    depthwise_weights[at + 4u],
    depthwise_weights[at + 5u],
    depthwise_weights[at + 6u],
  ));
  let low = transpose(mat3x4f(
    depthwise_weights[at + 7u],
    depthwise_weights[at + 8u],
    depthwise_weights[at + 9u],
  ));
  return mat4x4f(
    depthwise_four(planes.x, window, mat3x3f(top[0], mid[0], low[0]), biases.x),
    depthwise_four(planes.y, window, mat3x3f(top[1], mid[1], low[1]), biases.y),
    depthwise_four(planes.z, window, mat3x3f(top[2], mid[2], low[2]), biases.z),
    depthwise_four(planes.w, window, mat3x3f(top[3], mid[3], low[3]), biases.w),
  );
}
