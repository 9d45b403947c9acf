// a^b = 2^(b · log2 a) from sums and products, which WGSL rounds correctly; its
// own pow may be off by hundreds of ULP. The logarithm needs 8 bits more than a
// float has, since 2^x doubles an error in x for each power of two: so it and b
// are pairs, whose high parts have few enough bits for exact products.
fn power(a: vec4f, b: vec4f) -> vec4f {
  let size = abs(a);
  // From there on, every number but 1 has left the range of floats.
  let y = clamp(b, vec4f(-4294967296.0), vec4f(4294967296.0));
  var result = exponential_2(logarithm_2(size), y);
  let up = b > vec4f();
  result = select(result, select(infinity(), vec4f(), up), size == vec4f());
  result = select(result, select(vec4f(), infinity(), up), size == infinity());

  // A negative number has whole powers only; from 2^24 on, all are even.
  let whole = trunc(b) == b;
  let odd = whole & (trunc(0.5 * b) != 0.5 * b) & (abs(b) < vec4f(16777216.0));
  let negative = (bitcast<vec4u>(a) >> vec4u(31u)) == vec4u(1u);
  result = select(result, -result, negative & odd);
  let unreal = !whole & (a < vec4f()) & (size != infinity());
  result = select(result, not_a_number(), unreal);
  result = keep_nan(a, b, result);
  return select(result, vec4f(1.0), (b == vec4f()) | (a == vec4f(1.0)));
}

struct Pair {
  high: vec4f,
  low: vec4f,
}

// Without the last 12 or 13 of a float's 24 bits.
fn first_12_bits(x: vec4f) -> vec4f {
  return bitcast<vec4f>(bitcast<vec4u>(x) & vec4u(0xfffff000u));
}

fn first_11_bits(x: vec4f) -> vec4f {
  return bitcast<vec4f>(bitcast<vec4u>(x) & vec4u(0xffffe000u));
}

// x = 2^e · m with m near 1, and log m = 2·atanh(s), s = (m - 1) / (m + 1).
fn logarithm_2(x: vec4f) -> Pair {
  let tiny = x < vec4f(1.1754944e-38);
  let normal = select(x, x * 16777216.0, tiny);
  let half_root = vec4i(0x3f3504f3);
  let above = bitcast<vec4i>(normal) - half_root;
  let e = vec4f(above >> vec4u(23u)) - select(vec4f(), vec4f(24.0), tiny);
  let m = bitcast<vec4f>((above & vec4i(0x7fffff)) + half_root);

  let s = (m - 1.0) / (m + 1.0);
  let s_high = first_11_bits(s);
  let m_high = first_12_bits(m);
  let left = ((m - 1.0) - s_high * (m_high + 1.0)) - s_high * (m - m_high);
  let s_low = left / (m + 1.0);
  let z = s * s;
  var t = 0.11111111 + z * 0.09090909;
  t = 0.14285715 + z * t;
  t = 0.2 + z * t;
  t = 0.33333334 + z * t;

  // 2 / ln 2 in two parts.
  let high = s_high * 2.884765625;
  let low = s_high * 6.2445678e-4 + 2.8853901 * (s_low + s * (z * t));
  let sum = first_12_bits(e + high);
  return Pair(sum, ((e - sum) + high) + low);
}

// 2^(y · log).
fn exponential_2(log: Pair, y: vec4f) -> vec4f {
  let y_high = first_12_bits(y);
  let high = y_high * log.high;
  let low = (y - y_high) * log.high + y * log.low;
  let x = high + low;
  let k = round(clamp(x, vec4f(-151.0), vec4f(129.0)));
  let r = 0.6931472 * clamp((high - k) + low, vec4f(-1.0), vec4f(1.0));
  var q = 1.3940744e-3 + r * 1.9845886e-4;
  q = 8.33339e-3 + r * q;
  q = 4.166636e-2 + r * q;
  q = 0.16666666 + r * q;
  q = 0.5 + r * q;
  let n = vec4i(k);
  let half = n >> vec4u(1u);
  let p = 1.0 + (r + r * r * q);
  let result = p * power_of_two(half) * power_of_two(n - half);
  return select(
    select(result, infinity(), x >= vec4f(128.0)),
    vec4f(),
    x < vec4f(-150.0),
  );
}
