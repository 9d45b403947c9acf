// STREAM's triad: two loads and one store of 16 bytes for each element.
// Source: McCalpin 1995, "Memory bandwidth and machine balance".
@group(0) @binding(0) var<storage, read> a: array<vec4f>;
@group(0) @binding(1) var<storage, read> b: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> results: array<vec4f>;
@group(0) @binding(3) var<uniform> params: Params;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  for (var r = 0u; r < params.rounds; r++) {
    for (var i = 0u; i < params.steps; i++) {
      let p = element(id.x, i, r, 0u);
      let q = element(id.x, i, r, 1u);
      let s = element(id.x, i, r, 2u);
      let t = element(id.x, i, r, 3u);
      results[p] = a[p] + params.scale * b[p];
      results[q] = a[q] + params.scale * b[q];
      results[s] = a[s] + params.scale * b[s];
      results[t] = a[t] + params.scale * b[t];
    }
  }
}
