// Shared by both kernels of roiAlign: a bin as bilinear samples.

// 0 the mean, 1 the largest sample, 2 the largest of the weighted corners.
const MODE = 0u;

struct Grid {
  // Of the first sample, and from one to the next; y, x.
  start: vec2f,
  step: vec2f,
  samples: vec2u,
}

fn grid_of(roi: u32, y: u32, x: u32) -> Grid {
  let low = low_corner(roi) - params.shift;
  let high = high_corner(roi) - params.shift;
  let size = max(high - low, vec2f(params.least_size));
  let bins = vec2f(vec2u(params.bins_y, params.bins_x));
  let bin = size / bins;
  var samples = vec2f(f32(params.sampling_ratio));
  if (params.sampling_ratio == 0u) {
    // The quotient may be off by 2.5 ULP, a whole number of bins is exact.
    samples = ceil(bin);
    samples -= select(vec2f(0.0), vec2f(1.0), (samples - 1.0) * bins >= size);
    samples += select(vec2f(0.0), vec2f(1.0), samples * bins < size);
    samples = clamp(samples, vec2f(0.0), vec2f(4096.0));
  }
  let step = bin / max(samples, vec2f(1.0));
  let first = low + vec2f(vec2u(y, x)) * bin + 0.5 * step;
  return Grid(first, step, vec2u(samples));
}

// The value of a bin; `at` is the plane's first element.
fn align(roi: u32, y: u32, x: u32, at: u32) -> lanes {
  let grid = grid_of(roi, y, x);
  let sides = vec2f(vec2u(params.in_height, params.in_width));
  // A region may be far larger than its image: samples outside are left out,
  // but for those near its edges, which `inside` tells.
  let samples = vec2f(grid.samples);
  var first = vec2f(0.0);
  var end = samples;
  if (all(grid.step > vec2f(0.0))) {
    first = clamp(floor((vec2f(-1.0) - grid.start) / grid.step) - 2.0, vec2f(0.0), samples);
    end = clamp(ceil((sides - grid.start) / grid.step) + 3.0, first, samples);
  }
  let begin = vec2u(first);
  let looked_at = vec2u(end) - begin;
  let count = looked_at.x * looked_at.y;
  var sum = lanes(select(LOWEST, 0.0, MODE == 0u));
  var row = begin.x;
  var column = begin.y;
  for (var i = 0u; i < count; i++) {
    let place = grid.start + vec2f(vec2u(row, column)) * grid.step;
    let inside = all((place >= vec2f(-1.0)) & (place <= sides));
    let held = clamp(place, vec2f(0.0), sides - 1.0);
    let low = floor(held);
    let high = min(low + 1.0, sides - 1.0);
    let right = held - low;
    let left = 1.0 - right;
    let rows = at + vec2u(vec2f(low.x, high.x)) * params.input_h;
    let columns = vec2u(vec2f(low.y, high.y)) * params.input_w;
    let weight = select(0.0, 1.0, inside);
    let a = input[rows.x + columns.x] * (left.x * left.y * weight);
    let b = input[rows.x + columns.y] * (left.x * right.y * weight);
    let c = input[rows.y + columns.x] * (right.x * left.y * weight);
    let d = input[rows.y + columns.y] * (right.x * right.y * weight);
    if (MODE == 0u) {
      sum += a + b + c + d;
    } else if (MODE == 1u) {
      sum = max(sum, a + b + c + d);
    } else {
      sum = max(sum, max(max(a, b), max(c, d)));
    }
    column++;
    if (column == begin.y + looked_at.y) {
      column = begin.y;
      row++;
    }
  }
  if (MODE == 0u) {
    sum /= max(samples.x * samples.y, 1.0);
  } else if (any(looked_at < grid.samples)) {
    sum = max(sum, lanes(0.0));
  }
  return select(sum, lanes(0.0), grid.samples.x * grid.samples.y == 0u);
}
