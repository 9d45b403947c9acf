// Mandelbrot: how long z² + c stays near 0, one invocation for each pixel.
const WIDTH = 256u;
const HEIGHT = 192u;
const ROUNDS = 96u;

@group(0) @binding(0) var<storage, read_write> pixels: array<u32>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= WIDTH || id.y >= HEIGHT) {
    return;
  }
  let c = vec2f(
    (f32(id.x) / f32(WIDTH)) * 3.0 - 2.25,
    (f32(id.y) / f32(HEIGHT)) * 2.25 - 1.125,
  );
  var z = vec2f();
  var round = 0u;
  while (round < ROUNDS && dot(z, z) <= 4.0) {
    z = vec2f(z.x * z.x - z.y * z.y, 2.0 * z.x * z.y) + c;
    round++;
  }
  let share = f32(round) / f32(ROUNDS);
  let colour = select(
    vec4f(sqrt(share), share, 0.3 + 0.7 * share, 1.0),
    vec4f(0.05, 0.05, 0.08, 1.0),
    round == ROUNDS,
  );
  // Red in the lowest byte, then green, blue and alpha.
  pixels[id.y * WIDTH + id.x] = pack4x8unorm(colour);
}
