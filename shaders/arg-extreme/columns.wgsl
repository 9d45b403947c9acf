// Columns: neighbours in memory belong to neighbouring lines, so four lines are
// one vector from the first number to the last.
const WORKGROUP_SIZE = 64u;
const SIGN = 1i;

@group(0) @binding(0) var<storage, read> input: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> output: array<vec4i>;
@group(0) @binding(2) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  if (4u * index >= params.lines) {
    return;
  }
  let step = params.inner / 4u;
  let first = line_start(4u * index) / 4u;
  var best = order(input[first]);
  var found = vec4i();
  for (var i = 1u; i < params.length; i++) {
    let x = order(input[first + i * step]);
    found = select(found, vec4i(i32(i)), x > best);
    best = max(best, x);
  }
  output[index] = found;
}
