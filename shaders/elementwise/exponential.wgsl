// e^x from sums and products only, which WGSL rounds correctly; its own exp
// may be off by 3 + 2·|x| ULP, its tanh by any number of them.
// x = k·ln 2 + r with |r| ≤ ln 2 / 2, then e^x = 2^k · (1 + p), p = e^r - 1.
// Polynomials: minimax fits, their error below 0.04 ULP.
struct Reduced {
  k: vec4i,
  p: vec4f,
}

fn reduce(x: vec4f) -> Reduced {
  let k = round(x * 1.44269504);
  // ln 2 in two parts: k times the first is exact.
  let r = (x - k * 0.693145751953125) - k * 1.42860682e-6;
  var q = 1.3940744e-3 + r * 1.9845886e-4;
  q = 8.33339e-3 + r * q;
  q = 4.166636e-2 + r * q;
  q = 0.16666666 + r * q;
  q = 0.5 + r * q;
  return Reduced(vec4i(k), r + r * r * q);
}

// 2^k for k from -126 to 127.
fn power_of_two(k: vec4i) -> vec4f {
  return bitcast<vec4f>((k + vec4i(127)) << vec4u(23u));
}

fn exponential(x: vec4f) -> vec4f {
  let e = reduce(clamp(x, vec4f(-104.0), vec4f(89.0)));
  // In two steps, since 2^128 and 2^-150 are no floats.
  let half = e.k >> vec4u(1u);
  let y = (1.0 + e.p) * power_of_two(half) * power_of_two(e.k - half);
  return select(y, infinity(), x > vec4f(88.72283));
}

// e^x - 1 for x ≤ 0, without cancellation near 0.
fn exponential_minus_1(x: vec4f) -> vec4f {
  let e = reduce(clamp(x, vec4f(-30.0), vec4f(0.0)));
  let scale = power_of_two(e.k);
  return scale * e.p + (scale - 1.0);
}

// log(1 + x) = 2·atanh(s / 2), s = x / (1 + x / 2), for x from 0 to 1.
fn log_1_plus(x: vec4f) -> vec4f {
  let s = x / (1.0 + 0.5 * x);
  let z = s * s;
  var l = 2.1875617e-3 + z * 5.4721529e-4;
  l = 1.2506745e-2 + z * l;
  l = 8.3333025e-2 + z * l;
  return s + s * z * l;
}

// A `let`, since a constant expression may be neither infinite nor NaN.
fn infinity() -> vec4f {
  let bits = vec4u(0x7f800000u);
  return bitcast<vec4f>(bits);
}

fn not_a_number() -> vec4f {
  let bits = vec4u(0x7fc00000u);
  return bitcast<vec4f>(bits);
}
