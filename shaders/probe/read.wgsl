// Streams the working set in: loads of 16 bytes, summed so that none can be
// dropped.
@group(0) @binding(0) var<storage, read> a: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> results: array<vec4f>;
@group(0) @binding(2) var<uniform> params: Params;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  var sum = vec4f();
  for (var r = 0u; r < params.rounds; r++) {
    for (var i = 0u; i < params.steps; i++) {
      let p = element(id.x, i, r, 0u);
      let q = element(id.x, i, r, 1u);
      let s = element(id.x, i, r, 2u);
      let t = element(id.x, i, r, 3u);
      sum += (a[p] + a[q]) + (a[s] + a[t]);
    }
  }
  results[id.x] = sum;
}
