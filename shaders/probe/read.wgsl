// Streams the working set in: one load of 16 bytes an element, summed so that no
// load can be dropped.
struct Params {
  // Elements of a buffer less one: their number is a power of two.
  mask: u32,
  // Fours of elements that an invocation touches in one round, and rounds.
  steps: u32,
  rounds: u32,
}

@group(0) @binding(0) var<storage, read> a: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> results: array<vec4f>;
@group(0) @binding(2) var<uniform> params: Params;

@compute @workgroup_size(64)
fn main(
  @builtin(global_invocation_id) id: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let threads = groups.x * 64u;
  var sum = vec4f();
  for (var r = 0u; r < params.rounds; r++) {
    for (var i = 0u; i < params.steps; i++) {
      // Neighbours touch neighbours, and each round starts elsewhere.
      let first = id.x + 4u * i * threads + r * 64u;
      let at = (first + vec4u(0u, 1u, 2u, 3u) * threads) & vec4u(params.mask);
      sum += (a[at.x] + a[at.y]) + (a[at.z] + a[at.w]);
    }
  }
  results[id.x] = sum;
}
