// Rows: PARTS invocations share a line, so that they read neighbouring numbers
// together; the best of them is found in halves, the first of equals winning.
const WORKGROUP_SIZE = 64u;
const SIGN = 1i;
const PARTS = 64u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read_write> output: array<i32>;
@group(0) @binding(2) var<uniform> params: Params;

// The order of a number, and its index.
var<workgroup> partial: array<vec2i, WORKGROUP_SIZE>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let part = lane % PARTS;
  let line = flat_index(group_id, group_count, lane, WORKGROUP_SIZE) / PARTS;
  // No invocation may leave before a barrier: those past the end do nothing.
  let first = line * params.length;
  let end = select(0u, params.length, line < params.lines);
  // Below every number, at no index.
  var best = vec2i(-0x7fffffff, 0x7fffffff);
  for (var i = part; i < end; i += PARTS) {
    let x = order(vec4f(input[first + i])).x;
    best = select(best, vec2i(x, i32(i)), x > best.x);
  }
  partial[lane] = best;
  workgroupBarrier();
  for (var half = PARTS / 2u; half > 0u; half /= 2u) {
    if (part < half) {
      let other = partial[lane + half];
      let is_better = other.x > best.x || (other.x == best.x && other.y < best.y);
      best = select(best, other, is_better);
      partial[lane] = best;
    }
    workgroupBarrier();
  }
  if (part == 0u && line < params.lines) {
    output[line] = best.y;
  }
}
