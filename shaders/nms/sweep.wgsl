// Blocks: the boxes after a window look at what it kept of their class, one
// invocation each, until one of those overlaps too much. No mask of all pairs:
// memory stays O(N).
const WORKGROUP_SIZE = 64u;
const WINDOW = 1024u;

struct Params {
  count: u32,
  // How many windows a class goes back to where it starts.
  stage: u32,
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
@group(0) @binding(3) var<storage, read> kept_areas: array<f32>;
@group(0) @binding(4) var<storage, read> kept_counts: array<u32>;
@group(0) @binding(5) var<storage, read_write> removed: array<u32>;
@group(0) @binding(6) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let first = (params.stage + 1u) * WINDOW;
  let place = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let index = first + place;
  if (index >= params.count) {
    return;
  }
  let side = sides[index];
  let window = side.y / WINDOW + params.stage;
  if (window >= index / WINDOW || removed[index] != 0u) {
    return;
  }
  let own = Box(corners[index], bitcast<f32>(side.x));
  let end = window * WINDOW + kept_counts[window];
  var k = window * WINDOW;
  while (k < end) {
    let pair = pair_of(Box(kept_corners[k], kept_areas[k]), own);
    if (is_over(pair) || is_near(pair)) {
      break;
    }
    k++;
  }
  while (k < end) {
    if (overlaps(pair_of(Box(kept_corners[k], kept_areas[k]), own))) {
      removed[index] = 1u;
      break;
    }
    k++;
  }
}
