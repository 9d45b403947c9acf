// Shared by both kernels of all four measures: what a box alone tells.
struct Params {
  rows: u32,
  columns: u32,
  // 0 xyxy, 1 yxyx, 2 xywh, 3 cxcywh.
  format: u32,
  // Added to each side: 1 where the second corner is the last pixel.
  offset: f32,
}

// 1: the measure reads angles.
const ANGLES = 1u;

struct Box {
  // x1, y1, x2, y2.
  corners: vec4f,
  area: f32,
  angle: f32,
}

// As many boxes as the kernel computes pairs at once.
struct Boxes {
  x1: lanes,
  y1: lanes,
  x2: lanes,
  y2: lanes,
  area: lanes,
  angle: lanes,
}

fn measure(values: vec4f) -> Box {
  var corners = values;
  if (params.format == 1u) {
    corners = values.yxwz;
  } else if (params.format >= 2u) {
    let low = values.xy - select(0.0, 0.5, params.format == 3u) * values.zw;
    let high = values.xy + select(1.0, 0.5, params.format == 3u) * values.zw;
    corners = vec4f(low, high);
  }
  let sides = corners.zw - corners.xy + params.offset;
  var angle = 0.0;
  if (ANGLES == 1u) {
    angle = arctangent(sides.x, sides.y);
  }
  return Box(corners, sides.x * sides.y, angle);
}

// atan(a / b) from sums, products and one division, for WGSL's own may be off
// by 4096 ULP: Abramowitz and Stegun 4.4.49, to 2e-8.
fn arctangent(a: f32, b: f32) -> f32 {
  let small = min(abs(a), abs(b));
  let x = small / max(abs(a), abs(b));
  let z = x * x;
  var p = -0.0161657367 + 0.0028662257 * z;
  p = 0.0429096138 + p * z;
  p = -0.0752896400 + p * z;
  p = 0.1065626393 + p * z;
  p = -0.1420889944 + p * z;
  p = 0.1999355085 + p * z;
  p = -0.3333314528 + p * z;
  p = x + x * z * p;
  let size = select(p, 1.57079633 - p, abs(a) > abs(b));
  return select(size, -size, (a < 0.0) != (b < 0.0));
}
