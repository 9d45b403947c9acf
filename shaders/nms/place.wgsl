// Writes the kept boxes' rows one after the other, as many of each segment as
// may be kept, and how many there are.
const WORKGROUP_SIZE = 64u;

struct Params {
  segments: u32,
  boxes: u32,
  stretches: u32,
  stretch: u32,
  cap: u32,
  classes: u32,
  columns: u32,
  // 0, or the rows to fill with zeros.
  padded: u32,
}

@group(0) @binding(0) var<storage, read> removed: array<u32>;
@group(0) @binding(1) var<storage, read> ranked: array<vec2u>;
@group(0) @binding(2) var<storage, read> counts: array<u32>;
@group(0) @binding(3) var<storage, read> totals: array<u32>;
@group(0) @binding(4) var<storage, read_write> output: array<u32>;
@group(0) @binding(5) var<storage, read_write> valid_count: array<u32>;
@group(0) @binding(6) var<storage, read_write> rows: array<u32>;
@group(0) @binding(7) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let segment = index / params.stretches;
  var base = 0u;
  var valid = 0u;
  for (var s = 0u; s < params.segments; s++) {
    let of_segment = min(totals[s], params.cap);
    base += select(0u, of_segment, s < segment);
    valid += of_segment;
  }
  if (index == 0u) {
    valid_count[0] = valid;
    rows[0] = max(valid, params.padded);
  }
  let invocations = group_count.x * group_count.y * WORKGROUP_SIZE;
  for (var row = valid + index; row < params.padded; row += invocations) {
    output[row] = 0u;
  }
  if (segment >= params.segments) {
    return;
  }

  let first = segment * params.boxes;
  let begin = index % params.stretches * params.stretch;
  let end = min(begin + params.stretch, params.boxes);
  var place = counts[index];
  for (var i = begin; i < end; i++) {
    if (removed[first + i] != 1u && place < params.cap) {
      let box = ranked[first + i].y;
      let row = base + place;
      if (params.columns == 1u) {
        output[row] = box;
      } else {
        output[3u * row] = segment / params.classes;
        output[3u * row + 1u] = segment % params.classes;
        output[3u * row + 2u] = box;
      }
      place++;
    }
  }
}
