// Columns: neighbours in memory belong to neighbouring lines, so four lines are
// one vector from the first number to the last.
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> input: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> output: array<vec4f>;
@group(0) @binding(2) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let line = 4u * flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  if (line >= params.lines) {
    return;
  }
  let step = params.inner / 4u;
  let first = line_start(line) / 4u;
  let end = first + params.length * step;
  var largest = smallest();
  for (var i = first; i < end; i += step) {
    largest = larger(largest, input[i]);
  }
  var sum = vec4f();
  for (var i = first; i < end; i += step) {
    let e = exponential(input[i] - largest);
    output[i] = e;
    sum += e;
  }
  for (var i = first; i < end; i += step) {
    output[i] = share(output[i], sum, largest);
  }
}
