// The arithmetic peak: CHAINS independent chains of multiply-adds, nothing
// loaded and one value stored. Operands and trip count come from the uniform
// and the invocation, so that no compiler can fold or drop them.
alias lane = f32;
const CHAINS = 8u;

struct Params {
  trips: u32,
  scale: f32,
  offset: f32,
}

@group(0) @binding(0) var<storage, read_write> results: array<f32>;
@group(0) @binding(1) var<uniform> params: Params;

// Eight steps of a chain for each look at the loop's end.
fn eight(x: lane, m: lane, t: lane) -> lane {
  let y = fma(fma(fma(fma(x, m, t), m, t), m, t), m, t);
  return fma(fma(fma(fma(y, m, t), m, t), m, t), m, t);
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let m = lane(params.scale);
  let t = lane(params.offset + f32(id.x & 7u) * 0.0625);
  var a = t;
  var b = t + lane(1.0);
  var c = t + lane(2.0);
  var d = t + lane(3.0);
  var e = t + lane(4.0);
  var f = t + lane(5.0);
  var g = t + lane(6.0);
  var h = t + lane(7.0);
  for (var i = 0u; i < params.trips; i++) {
    // Constant conditions: the chains that are not wanted cost nothing.
    a = eight(a, m, t);
    b = eight(b, m, t);
    if (CHAINS > 2u) {
      c = eight(c, m, t);
      d = eight(d, m, t);
    }
    if (CHAINS > 4u) {
      e = eight(e, m, t);
      f = eight(f, m, t);
      g = eight(g, m, t);
      h = eight(h, m, t);
    }
  }
  results[id.x] = total((a + b) + (c + d) + ((e + f) + (g + h)));
}
