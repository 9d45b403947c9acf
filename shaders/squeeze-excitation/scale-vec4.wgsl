// Vectors, last pass: four elements at once times their channels' gates; an
// invocation handles several vectors, a workgroup's width apart.
const WORKGROUP_SIZE = 64u;
const VECTORS = 2u;
// Of the four elements: 0 any gates, 1 one gate for all (whole vectors make a
// plane), 2 any gates, channels last.
const GATES = 0u;

// Buffers are padded to whole vectors.
@group(0) @binding(0) var<storage, read> input: array<vec4f>;
@group(0) @binding(1) var<storage, read> gates: array<f32>;
@group(0) @binding(2) var<storage, read_write> output: array<vec4f>;
@group(0) @binding(3) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let group = flat_index(group_id, group_count, 0u, 1u);
  let first = group * WORKGROUP_SIZE * VECTORS + lane;
  let count = params.batch * params.input_n;
  let end = min(first + VECTORS * WORKGROUP_SIZE, (count + 3u) / 4u);
  for (var index = first; index < end; index += WORKGROUP_SIZE) {
    let elements = 4u * index + vec4u(0u, 1u, 2u, 3u);
    var gate = vec4f();
    if (GATES == 1u) {
      gate = vec4f(gates[elements.x / params.pixels]);
    } else {
      var at = elements / params.pixels;
      if (GATES == 2u) {
        at = elements / params.input_n * params.channels + elements % params.channels;
      }
      gate = vec4f(gates[at.x], gates[at.y], gates[at.z], gates[at.w]);
    }
    output[index] = input[index] * gate;
  }
}
