// Workgroup memory: each invocation reads 16 bytes a step from a shared array,
// at an address that moves, after one barrier.
struct Params {
  steps: u32,
}

@group(0) @binding(0) var<storage, read_write> results: array<vec4f>;
@group(0) @binding(1) var<uniform> params: Params;

var<workgroup> shared_values: array<vec4f, 256>;

@compute @workgroup_size(64)
fn main(
  @builtin(global_invocation_id) id: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  for (var i = lane; i < 256u; i += 64u) {
    shared_values[i] = vec4f(f32(i));
  }
  workgroupBarrier();
  var sum = vec4f();
  for (var i = 0u; i < params.steps; i++) {
    sum += shared_values[(lane + i) & 255u];
  }
  results[id.x] = sum;
}
