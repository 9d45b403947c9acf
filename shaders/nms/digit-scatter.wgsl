// A radix sort's last step: entries go where the running sums of the counts
// say. Each stretch goes in order, so the sort is stable.
const WORKGROUP_SIZE = 64u;
const DIGITS = 16u;

@group(0) @binding(0) var<storage, read> entries: array<vec2u>;
@group(0) @binding(1) var<storage, read> places: array<u32>;
@group(0) @binding(2) var<storage, read_write> ranked: array<vec2u>;
@group(0) @binding(3) var<uniform> params: Params;

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
  let stretch = index % params.stretches;
  let at = segment * DIGITS * params.stretches + stretch;
  let first = segment * params.boxes;
  var next: array<u32, DIGITS>;
  for (var d = 0u; d < DIGITS; d++) {
    next[d] = first + places[at + d * params.stretches];
  }
  let begin = stretch * params.stretch;
  let end = min(begin + params.stretch, params.boxes);
  for (var i = begin; i < end; i++) {
    let entry = entries[first + i];
    let digit = digit_of(entry);
    ranked[next[digit]] = entry;
    next[digit]++;
  }
}
