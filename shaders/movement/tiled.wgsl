// Tiled: 32 × 32 elements go through workgroup memory, so that neighbours are
// read as neighbours and written as neighbours, though not the same ones. The
// innermost axis has its neighbours in the output, the second in the input.
const WORKGROUP_SIZE = 256u;

const TILE = 32u;
// One more, so that a column lies in as many banks of the memory as a row.
const PITCH = TILE + 1u;
const ROWS = WORKGROUP_SIZE / TILE;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read_write> output: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;

var<workgroup> tile: array<f32, TILE * PITCH>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, 0u, 1u);
  if (index >= params.count) {
    return;
  }
  let across = (params.size_0 + TILE - 1u) / TILE;
  let down = (params.size_1 + TILE - 1u) / TILE;
  let first = vec2u(index % across, index / across % down) * TILE;
  let place = beyond_second(Place(index / across / down, params.in_at, params.out_at));
  let x = lane % TILE;
  for (var y = lane / TILE; y < TILE; y += ROWS) {
    let at = first + vec2u(y, x);
    if (at.x < params.size_0 && at.y < params.size_1) {
      tile[y * PITCH + x] = input[place.in_at + at.x * params.in_0 + at.y];
    }
  }
  workgroupBarrier();
  for (var y = lane / TILE; y < TILE; y += ROWS) {
    let at = first + vec2u(x, y);
    if (at.x < params.size_0 && at.y < params.size_1) {
      output[place.out_at + at.x + at.y * params.out_1] = tile[x * PITCH + y];
    }
  }
}
