// How many boxes each stretch of a segment kept.
const WORKGROUP_SIZE = 64u;

struct Params {
  segments: u32,
  boxes: u32,
  stretches: u32,
  stretch: u32,
}

@group(0) @binding(0) var<storage, read> removed: array<u32>;
@group(0) @binding(1) var<storage, read_write> counts: array<u32>;
@group(0) @binding(2) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let segment = index / params.stretches;
  if (segment >= params.segments) {
    return;
  }
  let begin = index % params.stretches * params.stretch;
  let end = min(begin + params.stretch, params.boxes);
  var count = 0u;
  for (var i = begin; i < end; i++) {
    count += select(1u, 0u, removed[segment * params.boxes + i] == 1u);
  }
  counts[index] = count;
}
