// float16 to float32, element by element: for a small weight that a kernel reads
// as f32 whatever the tensors are.
enable f16;

const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> narrow: array<f16>;
@group(0) @binding(1) var<storage, read_write> wide: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;

struct Params {
  count: u32,
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  if (index < params.count) {
    wide[index] = f32(narrow[index]);
  }
}
