// Shared by both kernels of roiPool: a bin as whole pixels.
struct Window {
  // y, x; the end is one past the last.
  first: vec2u,
  end: vec2u,
}

// Half away from zero. WGSL rounds half to even, so that halves are told by
// twice the number, which no float is too short for.
fn round_away(x: vec2f) -> vec2i {
  // As far as the oracle goes: products stay within 32 bits.
  let near = clamp(x, vec2f(-1048576.0), vec2f(1048576.0));
  let twice = 2.0 * near;
  let whole = vec2i(round(twice));
  let half = (twice == round(twice)) & ((whole & vec2i(1)) == vec2i(1));
  return select(vec2i(round(near)), (whole + sign(whole)) / 2, half);
}

fn window_of(roi: u32, y: u32, x: u32) -> Window {
  let start = round_away(low_corner(roi));
  let size = vec2u(max(round_away(high_corner(roi)) - start + 1, vec2i(1)));
  let bin = vec2u(y, x);
  let bins = vec2u(params.bins_y, params.bins_x);
  // In whole numbers: no division that could be off by one.
  let first = start + vec2i(bin * size / bins);
  let end = start + vec2i(((bin + 1u) * size + bins - 1u) / bins);
  let sides = vec2i(vec2u(params.in_height, params.in_width));
  return Window(
    vec2u(clamp(first, vec2i(0), sides)),
    vec2u(clamp(end, vec2i(0), sides)),
  );
}

// The largest value of a bin; `at` is the plane's first element.
fn pool(roi: u32, y: u32, x: u32, at: u32) -> lanes {
  let window = window_of(roi, y, x);
  let size = max(window.end, window.first) - window.first;
  let count = size.x * size.y;
  var best = lanes(LOWEST);
  var row = at + window.first.x * params.input_h + window.first.y * params.input_w;
  var column = 0u;
  for (var i = 0u; i < count; i++) {
    best = max(best, input[row + column * params.input_w]);
    column++;
    if (column == size.y) {
      column = 0u;
      row += params.input_h;
    }
  }
  return select(best, lanes(0.0), count == 0u);
}
