// Boxes in the order of their scores: corners, the smaller ones first, and the
// area, which is rounded by being stored.
const WORKGROUP_SIZE = 64u;

struct Params {
  count: u32,
  boxes: u32,
  // Segments that share an image's boxes.
  classes: u32,
  classed: u32,
  // Keys must be below it; the largest u32 lets all pass, NaN too.
  key_limit: u32,
  format: u32,
  pixel: f32,
  // 0: see opaque.wgsl.
  zero: u32,
}

@group(0) @binding(0) var<storage, read> boxes: array<vec4f>;
@group(0) @binding(1) var<storage, read> idxs: array<u32>;
@group(0) @binding(2) var<storage, read> ranked: array<vec2u>;
@group(0) @binding(3) var<storage, read_write> corners: array<vec4f>;
// The area's bits, and the class.
@group(0) @binding(4) var<storage, read_write> sides: array<vec2u>;
@group(0) @binding(5) var<storage, read_write> removed: array<u32>;
@group(0) @binding(6) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  if (index >= params.count) {
    return;
  }
  let entry = ranked[index];
  let image = index / (params.boxes * params.classes);
  let box = boxes[image * params.boxes + entry.y];
  var ends = box;
  if (params.format == 2u) {
    ends = vec4f(box.xy, box.xy + box.zw);
  }
  if (params.format == 3u) {
    // Halves are exact, so a fused multiply-add rounds alike.
    ends = vec4f(box.xy - 0.5 * box.zw, box.xy + 0.5 * box.zw);
  }
  if (params.format == 1u) {
    ends = box.yxwz;
  }
  let low = min(ends.xy, ends.zw);
  let high = max(ends.xy, ends.zw);
  let lengths = opaque2(high - low) + params.pixel;
  corners[index] = vec4f(low, high);
  var group = 0u;
  if (params.classed != 0u) {
    group = idxs[entry.y];
  }
  sides[index] = vec2u(bitcast<u32>(lengths.x * lengths.y), group);
  let passes = entry.x < params.key_limit && entry.x > 0u;
  removed[index] = select(1u, 0u, passes || params.key_limit == 0xffffffffu);
}
