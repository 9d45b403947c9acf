// Vectors: each load and store moves four elements, and an invocation handles
// several vectors, a workgroup's width apart. Where the four are of one channel,
// its terms are one load; otherwise each lane finds its own.
const WORKGROUP_SIZE = 64u;
const VECTORS = 2u;
const SAME_CHANNEL = 0u;

// Buffers are padded to whole vectors.
@group(0) @binding(0) var<storage, read> input: array<vec4f>;
@group(0) @binding(1) var<storage, read> terms: array<vec4f>;
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
  let end = min(first + VECTORS * WORKGROUP_SIZE, (params.count + 3u) / 4u);
  for (var index = first; index < end; index += WORKGROUP_SIZE) {
    let x = input[index];
    let p = terms_at(4u * index);
    if (SAME_CHANNEL == 1u) {
      output[index] = (x - p.x) * p.y + p.z;
    } else {
      let q = terms_at(4u * index + 1u);
      let r = terms_at(4u * index + 2u);
      let s = terms_at(4u * index + 3u);
      let mean = vec4f(p.x, q.x, r.x, s.x);
      let factor = vec4f(p.y, q.y, r.y, s.y);
      output[index] = (x - mean) * factor + vec4f(p.z, q.z, r.z, s.z);
    }
  }
}

fn terms_at(index: u32) -> vec4f {
  return terms[index / params.inner % params.channels];
}
