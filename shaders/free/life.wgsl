// Game of life: one step. A cell lives on with two or three neighbours and is
// born with three; the world has no edge, for it goes around.
const SIDE = 96u;

@group(0) @binding(0) var<storage, read> noise: array<u32>;
@group(0) @binding(1) var<storage, read_write> next: array<u32>;

// The world begins with the random numbers' twentieth bit.
fn alive(x: u32, y: u32) -> u32 {
  return (noise[(y % SIDE) * SIDE + x % SIDE] >> 20u) & 1u;
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= SIDE || id.y >= SIDE) {
    return;
  }
  var neighbours = 0u;
  for (var dy = 0u; dy < 3u; dy++) {
    for (var dx = 0u; dx < 3u; dx++) {
      if (dx != 1u || dy != 1u) {
        // One less than nothing is the other side.
        neighbours += alive(id.x + SIDE + dx - 1u, id.y + SIDE + dy - 1u);
      }
    }
  }
  let stays = alive(id.x, id.y) == 1u && neighbours == 2u;
  next[id.y * SIDE + id.x] = select(0u, 1u, stays || neighbours == 3u);
}
