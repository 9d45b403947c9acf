// Split, first pass: several invocations share a plane, each of which adds up
// every PARTS-th vector of it. A plane may begin and end within a vector: what
// lies outside of it is left out. What they find is added up by the next pass.
const WORKGROUP_SIZE = 64u;
const PARTS = 8u;

// Buffers are padded to whole vectors.
@group(0) @binding(0) var<storage, read> input: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> partial: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let plane = index / PARTS;
  if (plane >= params.batch * params.channels) {
    return;
  }
  let first = plane * params.pixels;
  let end = first + params.pixels;
  let lanes = vec4u(0u, 1u, 2u, 3u);
  var sum = vec4f();
  for (var at = first / 4u + index % PARTS; 4u * at < end; at += PARTS) {
    let elements = 4u * at + lanes;
    let inside = (elements >= vec4u(first)) & (elements < vec4u(end));
    sum += select(vec4f(), input[at], inside);
  }
  partial[index] = sum.x + sum.y + sum.z + sum.w;
}
