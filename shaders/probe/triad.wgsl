// STREAM's triad: two loads and one store of 16 bytes an element.
// Source: McCalpin 1995, "Memory bandwidth and machine balance".
struct Params {
  // Elements of a buffer less one: their number is a power of two.
  mask: u32,
  // Fours of elements that an invocation touches in one round, and rounds.
  steps: u32,
  rounds: u32,
  scale: f32,
}

@group(0) @binding(0) var<storage, read> a: array<vec4f>;
@group(0) @binding(1) var<storage, read> b: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> results: array<vec4f>;
@group(0) @binding(3) var<uniform> params: Params;

@compute @workgroup_size(64)
fn main(
  @builtin(global_invocation_id) id: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let threads = groups.x * 64u;
  for (var r = 0u; r < params.rounds; r++) {
    for (var i = 0u; i < params.steps; i++) {
      // Neighbours touch neighbours, and each round starts elsewhere.
      let first = id.x + 4u * i * threads + r * 64u;
      let at = (first + vec4u(0u, 1u, 2u, 3u) * threads) & vec4u(params.mask);
      results[at.x] = a[at.x] + params.scale * b[at.x];
      results[at.y] = a[at.y] + params.scale * b[at.y];
      results[at.z] = a[at.z] + params.scale * b[at.z];
      results[at.w] = a[at.w] + params.scale * b[at.w];
    }
  }
}
