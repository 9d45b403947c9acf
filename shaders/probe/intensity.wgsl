// One family from bandwidth to arithmetic: each step copies 4 × 16 bytes and
// does `fmas` multiply-adds on each float between load and store, which is
// fmas / 4 FLOP per byte.
@group(0) @binding(0) var<storage, read> a: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> results: array<vec4f>;
@group(0) @binding(2) var<uniform> params: Params;

// Eight multiply-adds for each look at the loop's end.
fn eight(x: vec4f, m: vec4f) -> vec4f {
  let y = fma(fma(fma(fma(x, m, m), m, m), m, m), m, m);
  return fma(fma(fma(fma(y, m, m), m, m), m, m), m, m);
}

// Four elements in, `fmas` multiply-adds on each of their floats, and out.
fn copy_four(lane: u32, step: u32, round: u32, m: vec4f) {
  let at = vec4u(
    element(lane, step, round, 0u),
    element(lane, step, round, 1u),
    element(lane, step, round, 2u),
    element(lane, step, round, 3u),
  );
  var p = a[at.x];
  var q = a[at.y];
  var r = a[at.z];
  var s = a[at.w];
  for (var k = 0u; k < params.fmas / 8u; k++) {
    p = eight(p, m);
    q = eight(q, m);
    r = eight(r, m);
    s = eight(s, m);
  }
  for (var k = 0u; k < params.fmas % 8u; k++) {
    p = fma(p, m, m);
    q = fma(q, m, m);
    r = fma(r, m, m);
    s = fma(s, m, m);
  }
  results[at.x] = p;
  results[at.y] = q;
  results[at.z] = r;
  results[at.w] = s;
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let m = vec4f(params.scale);
  for (var round = 0u; round < params.rounds; round++) {
    for (var i = 0u; i < params.steps; i++) {
      copy_four(id.x, i, round, m);
    }
  }
}
