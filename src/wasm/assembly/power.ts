/**
 * a^b = 2^(b · log2 a) on four lanes: the steps, and so the errors, of
 * shaders/binary/power.wgsl. The logarithm and b are pairs, whose high parts
 * have few enough bits for exact products.
 */

/** a + b × c. */
function sum(a: f32, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.splat(a), f32x4.mul(b, c));
}

function where(mask: v128, yes: v128, no: v128): v128 {
  return v128.bitselect(yes, no, mask);
}

function first12Bits(x: v128): v128 {
  return v128.and(x, i32x4.splat(0xfffff000));
}

function first11Bits(x: v128): v128 {
  return v128.and(x, i32x4.splat(0xffffe000));
}

/** 2^k for k from −126 to 127. */
function powerOfTwo(k: v128): v128 {
  return i32x4.shl(i32x4.add(k, i32x4.splat(127)), 23);
}

export function power(a: v128, b: v128): v128 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const infinity = f32x4.splat(Infinity);
  const size = f32x4.abs(a);
  const up = f32x4.gt(b, zero);
  let result = positivePower(size, b);
  result = where(f32x4.eq(size, zero), where(up, zero, infinity), result);
  result = where(f32x4.eq(size, infinity), where(up, infinity, zero), result);

  // A negative number has whole powers only; from 2^24 on, all are even.
  const whole = f32x4.eq(f32x4.trunc(b), b);
  const half = f32x4.mul(f32x4.splat(0.5), b);
  const small = f32x4.lt(f32x4.abs(b), f32x4.splat(16777216));
  const uneven = v128.and(f32x4.ne(f32x4.trunc(half), half), small);
  const odd = v128.and(whole, uneven);
  const negative = i32x4.shr_s(a, 31);
  result = where(v128.and(negative, odd), f32x4.neg(result), result);
  const finite = f32x4.ne(size, infinity);
  const unreal = v128.andnot(v128.and(f32x4.lt(a, zero), finite), whole);
  result = where(unreal, f32x4.splat(NaN), result);
  // A sum is NaN where one of its terms is; two infinities may not meet here.
  const known = v128.and(f32x4.eq(a, a), f32x4.eq(b, b));
  result = where(known, result, f32x4.splat(NaN));
  const always1 = v128.or(f32x4.eq(b, zero), f32x4.eq(a, one));
  return where(always1, one, result);
}

/** For x above 0 and finite. */
function positivePower(x: v128, exponent: v128): v128 {
  const one = f32x4.splat(1);
  // From there on, every number but 1 has left the range of floats.
  const bound = f32x4.splat(4294967296);
  const y = f32x4.pmax(f32x4.pmin(exponent, bound), f32x4.neg(bound));

  // x = 2^e · m with m near 1; log m = 2·atanh(s), s = (m − 1) / (m + 1).
  const tiny = f32x4.lt(x, f32x4.splat(1.1754944e-38));
  const normal = where(tiny, f32x4.mul(x, f32x4.splat(16777216)), x);
  const halfRoot = i32x4.splat(0x3f3504f3);
  const above = i32x4.sub(normal, halfRoot);
  const e = f32x4.sub(
    f32x4.convert_i32x4_s(i32x4.shr_s(above, 23)),
    v128.and(tiny, f32x4.splat(24)),
  );
  const m = i32x4.add(v128.and(above, i32x4.splat(0x7fffff)), halfRoot);
  const numerator = f32x4.sub(m, one);
  const denominator = f32x4.add(m, one);
  const s = f32x4.div(numerator, denominator);
  const sHigh = first11Bits(s);
  const mHigh = first12Bits(m);
  const left = f32x4.sub(
    f32x4.sub(numerator, f32x4.mul(sHigh, f32x4.add(mHigh, one))),
    f32x4.mul(sHigh, f32x4.sub(m, mHigh)),
  );
  const sLow = f32x4.div(left, denominator);
  const z = f32x4.mul(s, s);
  let t = sum(0.11111111, z, f32x4.splat(0.09090909));
  t = sum(0.14285715, z, t);
  t = sum(0.2, z, t);
  t = sum(0.33333334, z, t);

  // 2 / ln 2 in two parts.
  const high = f32x4.mul(sHigh, f32x4.splat(2.884765625));
  const rest = f32x4.add(sLow, f32x4.mul(s, f32x4.mul(z, t)));
  const low = f32x4.add(
    f32x4.mul(sHigh, f32x4.splat(6.2445678e-4)),
    f32x4.mul(f32x4.splat(2.8853901), rest),
  );
  const logHigh = first12Bits(f32x4.add(e, high));
  const logLow = f32x4.add(f32x4.add(f32x4.sub(e, logHigh), high), low);
  return exponential2(logHigh, logLow, y);
}

/** 2^(y · log). */
function exponential2(logHigh: v128, logLow: v128, y: v128): v128 {
  const yHigh = first12Bits(y);
  const high = f32x4.mul(yHigh, logHigh);
  const low = f32x4.add(
    f32x4.mul(f32x4.sub(y, yHigh), logHigh),
    f32x4.mul(y, logLow),
  );
  const x = f32x4.add(high, low);
  const bounded = f32x4.pmin(
    f32x4.pmax(x, f32x4.splat(-151)),
    f32x4.splat(129),
  );
  const k = f32x4.nearest(bounded);
  const difference = f32x4.add(f32x4.sub(high, k), low);
  const near = f32x4.pmin(
    f32x4.pmax(difference, f32x4.splat(-1)),
    f32x4.splat(1),
  );
  const r = f32x4.mul(f32x4.splat(0.6931472), near);
  let q = sum(1.3940744e-3, r, f32x4.splat(1.9845886e-4));
  q = sum(8.33339e-3, r, q);
  q = sum(4.166636e-2, r, q);
  q = sum(0.16666666, r, q);
  q = sum(0.5, r, q);
  const p = f32x4.add(r, f32x4.mul(f32x4.mul(r, r), q));
  const n = i32x4.trunc_sat_f32x4_s(k);
  const half = i32x4.shr_s(n, 1);
  const scaled = f32x4.mul(
    f32x4.mul(f32x4.add(f32x4.splat(1), p), powerOfTwo(half)),
    powerOfTwo(i32x4.sub(n, half)),
  );
  const over = f32x4.ge(x, f32x4.splat(128));
  const under = f32x4.lt(x, f32x4.splat(-150));
  const bounds = where(over, f32x4.splat(Infinity), scaled);
  return where(under, f32x4.splat(0), bounds);
}
