// Transpose: rows become columns, by way of a tile in the workgroup's memory,
// so that neighbours read neighbours and write neighbours.
const SIDE = 64u;
const TILE = 16u;

@group(0) @binding(0) var<storage, read> matrix: array<f32>;
@group(0) @binding(1) var<storage, read_write> transposed: array<f32>;

// One more column than needed keeps a column out of a single memory bank.
var<workgroup> tile: array<array<f32, TILE + 1u>, TILE>;

@compute @workgroup_size(TILE, TILE)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_id) own: vec3u,
) {
  let read_at = group.xy * TILE + own.xy;
  tile[own.y][own.x] = matrix[read_at.y * SIDE + read_at.x];
  workgroupBarrier();
  let write_at = group.yx * TILE + own.xy;
  transposed[write_at.y * SIDE + write_at.x] = tile[own.x][own.y];
}
