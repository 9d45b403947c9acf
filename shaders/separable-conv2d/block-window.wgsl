// Four depthwise channels at 4 columns, 3×3 without dilation.
// Down and across: 1 or 2.
const STRIDE = 1u;

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
