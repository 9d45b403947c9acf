// Workgroup, first pass: a workgroup takes the mean of a plane. Each invocation
// adds up every WORKGROUP_SIZE-th vector, then half of them add what the other
// half has, and so on.
const WORKGROUP_SIZE = 64u;

// Buffers are padded to whole vectors.
@group(0) @binding(0) var<storage, read> input: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> means: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;

var<workgroup> sums: array<f32, WORKGROUP_SIZE>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let plane = flat_index(group_id, group_count, 0u, 1u);
  // No invocation may leave before the last barrier: past the last plane there
  // is nothing to add up.
  let exists = plane < params.batch * params.channels;
  let first = plane * params.pixels;
  let end = select(first, first + params.pixels, exists);
  let lanes = vec4u(0u, 1u, 2u, 3u);
  var sum = vec4f();
  for (var at = first / 4u + lane; 4u * at < end; at += WORKGROUP_SIZE) {
    let elements = 4u * at + lanes;
    let inside = (elements >= vec4u(first)) & (elements < vec4u(end));
    sum += select(vec4f(), input[at], inside);
  }
  sums[lane] = sum.x + sum.y + sum.z + sum.w;
  for (var half = WORKGROUP_SIZE / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) {
      sums[lane] += sums[lane + half];
    }
  }
  if (lane == 0u && exists) {
    means[plane] = sums[0] / f32(params.pixels);
  }
}
