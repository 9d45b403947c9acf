// Vectors: each load and store moves four elements of a row, which is a
// multiple of 4 long. An input that does not move along the row is loaded as
// one number. An invocation handles several vectors, a workgroup's width apart.
const WORKGROUP_SIZE = 64u;
const VECTORS = 2u;
const RANK = 8u;
const A_STEP = 1u;
const B_STEP = 1u;

// Buffers are padded to whole vectors.
@group(0) @binding(0) var<storage, read> a: array<vec4f>;
@group(0) @binding(1) var<storage, read> b: array<vec4f>;
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
    let at = places(4u * index);
    output[index] = f(load_a(at.x), load_b(at.y));
  }
}

fn load_a(at: u32) -> vec4f {
  if (A_STEP == 1u) {
    return a[at / 4u];
  } else {
    return vec4f(a[at / 4u][at % 4u]);
  }
}

fn load_b(at: u32) -> vec4f {
  if (B_STEP == 1u) {
    return b[at / 4u];
  } else {
    return vec4f(b[at / 4u][at % 4u]);
  }
}
