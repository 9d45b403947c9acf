// Naive: one invocation per line, straight from the definition. The largest
// number is subtracted first, so that no exponential overflows.
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read_write> output: array<f32>;
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
  let end = first + params.length * params.inner;
  var largest = smallest();
  for (var i = first; i < end; i += params.inner) {
    largest = larger(largest, vec4f(input[i]));
  }
  var sum = 0.0;
  for (var i = first; i < end; i += params.inner) {
    let e = exponential(vec4f(input[i]) - largest).x;
    output[i] = e;
    sum += e;
  }
  for (var i = first; i < end; i += params.inner) {
    output[i] = share(vec4f(output[i]), vec4f(sum), largest).x;
  }
}
