// Blur: each pixel becomes the mean of the window around it. What lies past an
// edge repeats the edge.
const WIDTH = 128;
const HEIGHT = 128;
const RADIUS = 3;

@group(0) @binding(0) var<storage, read> noise: array<f32>;
@group(0) @binding(1) var<storage, read_write> blurred: array<f32>;

// A gradient with noise on it: that is what there is to smooth.
fn pixel(x: i32, y: i32) -> f32 {
  let at = vec2i(clamp(x, 0, WIDTH - 1), clamp(y, 0, HEIGHT - 1));
  let gradient = f32(at.x + at.y) / f32(WIDTH + HEIGHT);
  return gradient + 0.4 * noise[at.y * WIDTH + at.x];
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let x = i32(id.x);
  let y = i32(id.y);
  if (x >= WIDTH || y >= HEIGHT) {
    return;
  }
  var sum = 0.0;
  for (var dy = -RADIUS; dy <= RADIUS; dy++) {
    for (var dx = -RADIUS; dx <= RADIUS; dx++) {
      sum += pixel(x + dx, y + dy);
    }
  }
  let side = f32(2 * RADIUS + 1);
  blurred[y * WIDTH + x] = sum / (side * side);
}
