// A radix sort's first step: how often each digit occurs in a stretch of
// entries. An invocation counts alone, so nothing is atomic or waits.
const WORKGROUP_SIZE = 64u;
const DIGITS = 16u;

@group(0) @binding(0) var<storage, read> entries: array<vec2u>;
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
  let stretch = index % params.stretches;
  var digits: array<u32, DIGITS>;
  let begin = stretch * params.stretch;
  let end = min(begin + params.stretch, params.boxes);
  for (var i = begin; i < end; i++) {
    digits[digit_of(entries[segment * params.boxes + i])]++;
  }
  // All stretches' zeros, then all their ones: a running sum gives places.
  let at = segment * DIGITS * params.stretches + stretch;
  for (var d = 0u; d < DIGITS; d++) {
    counts[at + d * params.stretches] = digits[d];
  }
}
