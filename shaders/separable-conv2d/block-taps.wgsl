// Four depthwise channels at 4 columns, tap after tap: any kernel, stride and
// dilation.
struct Window {
  image: u32,
  // The top left taps; above or left of the input wraps to a huge u32, so that
  // one test does both sides.
  y: u32,
  x: vec4u,
}

fn window_of(image: u32, y: u32, x: u32) -> Window {
  return Window(
    image,
    y * params.stride_height - params.pad_top,
    (x + vec4u(0u, 1u, 2u, 3u)) * params.stride_width - params.pad_left,
  );
}

fn depthwise_block(window: Window, four: u32) -> mat4x4f {
  let planes = planes_of(window.image, four);
  let taps = params.kernel_height * params.kernel_width;
  let first = four * (taps + 1u);
  let biases = depthwise_weights[first];
  var sums = mat4x4f(
    vec4f(biases.x),
    vec4f(biases.y),
    vec4f(biases.z),
    vec4f(biases.w),
  );
  // One loop instead of two: each carries all the sums along.
  var step = vec2u(0u);
  for (var tap = 1u; tap <= taps; tap++) {
    let y = window.y + step.y * params.dilation_height;
    let x = window.x + step.x * params.dilation_width;
    let inside = (x < vec4u(params.in_width)) & vec4<bool>(y < params.in_height);
    let at = select(vec4u(0u), y * params.input_h + x * params.input_w, inside);
    let w = depthwise_weights[first + tap];
    sums += mat4x4f(
      load_four(planes.x + at, inside) * w.x,
      load_four(planes.y + at, inside) * w.y,
      load_four(planes.z + at, inside) * w.z,
      load_four(planes.w + at, inside) * w.w,
    );
    step.x++;
    if (step.x == params.kernel_width) {
      step = vec2u(0u, step.y + 1u);
    }
  }
  return mat4x4f(
    finish_between(sums[0]),
    finish_between(sums[1]),
    finish_between(sums[2]),
    finish_between(sums[3]),
  );
}
