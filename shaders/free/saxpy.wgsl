// SAXPY: a times x plus y, one invocation for each element.
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
@group(0) @binding(2) var<uniform> a: f32;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.x;
  // The last workgroup may reach past the end.
  if (i >= arrayLength(&y)) {
    return;
  }
  y[i] = a * x[i] + y[i];
}
