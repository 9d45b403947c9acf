// Boxes in the order of their scores, those of a class side by side: corners,
// the smaller ones first, and the area, which is rounded by being stored.
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
@group(0) @binding(1) var<storage, read> ranked: array<vec2u>;
// Class and place in `ranked`; only where there are classes.
@group(0) @binding(2) var<storage, read> grouped: array<vec2u>;
@group(0) @binding(3) var<storage, read_write> corners: array<vec4f>;
// The area's bits, and where the box's class starts: that names it.
@group(0) @binding(4) var<storage, read_write> sides: array<vec2u>;
// 1, or 2: kept, but it meets no other.
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
  var place = index;
  var class_start = index - index % params.boxes;
  if (params.classed != 0u) {
    let own = grouped[index];
    place = own.y;
    class_start = 0u;
    var high = index;
    while (class_start < high) {
      let middle = (class_start + high) / 2u;
      if (grouped[middle].x == own.x) {
        high = middle;
      } else {
        class_start = middle + 1u;
      }
    }
  }
  let entry = ranked[place];
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
  sides[index] = vec2u(bitcast<u32>(lengths.x * lengths.y), class_start);
  // By the bits: a compiler may take it that no float is a NaN.
  let magnitudes = bitcast<vec4u>(box) & vec4u(0x7fffffffu);
  let alone = any(magnitudes > vec4u(0x7f800000u));
  let passes = entry.x < params.key_limit && entry.x > 0u;
  let stays = passes || params.key_limit == 0xffffffffu;
  removed[index] = select(1u, select(0u, 2u, alone), stays);
}
