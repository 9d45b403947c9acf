// Naive: one invocation per line, straight from the definition.
const WORKGROUP_SIZE = 64u;
const SIGN = 1i;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read_write> output: array<i32>;
@group(0) @binding(2) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let line = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  if (line >= params.lines) {
    return;
  }
  let first = line_start(line);
  var best = order(vec4f(input[first])).x;
  var found = 0u;
  for (var i = 1u; i < params.length; i++) {
    let x = order(vec4f(input[first + i * params.inner])).x;
    found = select(found, i, x > best);
    best = max(best, x);
  }
  output[line] = i32(found);
}
