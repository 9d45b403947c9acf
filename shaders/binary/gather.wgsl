// Gather: rows need not be a multiple of 4 long. The input that is not repeated
// lies in memory as the output does, so its vectors may reach over the end of a
// row; of the other input each lane finds its own element.
const WORKGROUP_SIZE = 64u;
const RANK = 8u;
const A_WHOLE = 1u;
const B_WHOLE = 0u;

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
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  if (4u * index >= params.count) {
    return;
  }
  // What the last vector has too much finds the last element.
  let last = params.count - 1u;
  let p = places(4u * index);
  let q = places(min(4u * index + 1u, last));
  let r = places(min(4u * index + 2u, last));
  let s = places(min(4u * index + 3u, last));
  var x: vec4f;
  var y: vec4f;
  if (A_WHOLE == 1u) {
    x = a[index];
  } else {
    x = vec4f(a_at(p.x), a_at(q.x), a_at(r.x), a_at(s.x));
  }
  if (B_WHOLE == 1u) {
    y = b[index];
  } else {
    y = vec4f(b_at(p.y), b_at(q.y), b_at(r.y), b_at(s.y));
  }
  output[index] = f(x, y);
}

fn a_at(index: u32) -> f32 {
  return a[index / 4u][index % 4u];
}

fn b_at(index: u32) -> f32 {
  return b[index / 4u][index % 4u];
}
