// Blocks: the boxes after a block look at what the block kept, one invocation
// each, until one of them overlaps too much. No mask: memory stays O(N).
const WORKGROUP_SIZE = 64u;

struct Params {
  boxes: u32,
  rows: u32,
  first: u32,
  threshold: f32,
  threshold_high: f32,
  threshold_low: f32,
  half_ulp: f32,
  tie_above: u32,
  pixel: f32,
  zero: u32,
}

@group(0) @binding(0) var<storage, read> corners: array<vec4f>;
@group(0) @binding(1) var<storage, read> sides: array<vec2u>;
@group(0) @binding(2) var<storage, read> kept_corners: array<vec4f>;
@group(0) @binding(3) var<storage, read> kept_sides: array<vec2u>;
@group(0) @binding(4) var<storage, read> kept_counts: array<u32>;
@group(0) @binding(5) var<storage, read_write> removed: array<u32>;
@group(0) @binding(6) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let place = params.first + group_id.x * WORKGROUP_SIZE + lane;
  let segment = group_id.y;
  if (place >= params.boxes) {
    return;
  }
  let index = segment * params.boxes + place;
  if (removed[index] != 0u) {
    return;
  }
  let own = box_of(corners[index], sides[index]);
  let kept = segment * params.rows;
  let end = kept + kept_counts[segment];
  for (var k = kept; k < end; k++) {
    if (overlaps(box_of(kept_corners[k], kept_sides[k]), own)) {
      removed[index] = 1u;
      break;
    }
  }
}
