// Naive: one invocation per output element, straight from the definition.
const WORKGROUP_SIZE = 64u;
const KEPT = 4u;
const REDUCED = 4u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read_write> output: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  if (index >= params.outputs) {
    return;
  }
  let first = output_place(index);
  var total = start();
  for (var tap = 0u; tap < params.taps; tap++) {
    let value = input[first + tap_place(tap)];
    total = merge(vec4f(total), lift(vec4f(value))).x;
  }
  output[index] = finish(vec4f(total), vec4u(params.taps)).x;
}
