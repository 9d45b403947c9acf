/**
 * e^x and its kin on four lanes: the polynomials, and so the errors, of
 * shaders/elementwise/exponential.wgsl. NaN goes in and comes out: pmin and
 * pmax return their first operand when a comparison is false.
 */

/** a + b × c. */
function sum(a: f32, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.splat(a), f32x4.mul(b, c));
}

/** x = k·ln 2 + r; the k of that. */
function twos(x: v128): v128 {
  return f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504)));
}

/** e^r − 1. */
function rest(x: v128, k: v128): v128 {
  // ln 2 in two parts: k times the first is exact.
  const high = f32x4.mul(k, f32x4.splat(0.693145751953125));
  const low = f32x4.mul(k, f32x4.splat(1.42860682e-6));
  const r = f32x4.sub(f32x4.sub(x, high), low);
  let q = sum(1.3940744e-3, r, f32x4.splat(1.9845886e-4));
  q = sum(8.33339e-3, r, q);
  q = sum(4.166636e-2, r, q);
  q = sum(0.16666666, r, q);
  q = sum(0.5, r, q);
  return f32x4.add(r, f32x4.mul(f32x4.mul(r, r), q));
}

/** 2^k for k from −126 to 127. */
function powerOfTwo(k: v128): v128 {
  return i32x4.shl(i32x4.add(k, i32x4.splat(127)), 23);
}

export function exponential(x: v128): v128 {
  const low = f32x4.pmax(x, f32x4.splat(-104));
  const t = f32x4.pmin(low, f32x4.splat(89));
  const k = twos(t);
  const p = rest(t, k);
  // In two steps, since 2^128 and 2^−150 are no floats.
  const n = i32x4.trunc_sat_f32x4_s(k);
  const half = i32x4.shr_s(n, 1);
  const y = f32x4.mul(
    f32x4.mul(f32x4.add(f32x4.splat(1), p), powerOfTwo(half)),
    powerOfTwo(i32x4.sub(n, half)),
  );
  const over = f32x4.gt(x, f32x4.splat(88.72283));
  return v128.bitselect(f32x4.splat(Infinity), y, over);
}

/** e^x − 1 for x ≤ 0, without cancellation near 0. */
export function exponentialMinus1(x: v128): v128 {
  const t = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-30)), f32x4.splat(0));
  const k = twos(t);
  const p = rest(t, k);
  const scale = powerOfTwo(i32x4.trunc_sat_f32x4_s(k));
  return f32x4.add(f32x4.mul(scale, p), f32x4.sub(scale, f32x4.splat(1)));
}

/** log(1 + x) = 2·atanh(s / 2), s = x / (1 + x / 2), for x from 0 to 1. */
export function log1Plus(x: v128): v128 {
  const half = f32x4.mul(f32x4.splat(0.5), x);
  const s = f32x4.div(x, f32x4.add(f32x4.splat(1), half));
  const z = f32x4.mul(s, s);
  let l = sum(2.1875617e-3, z, f32x4.splat(5.4721529e-4));
  l = sum(1.2506745e-2, z, l);
  l = sum(8.3333025e-2, z, l);
  return f32x4.add(s, f32x4.mul(f32x4.mul(s, z), l));
}

/** The error function. */
export function errorFunction(x: v128): v128 {
  const t = f32x4.pmin(f32x4.abs(x), f32x4.splat(4));
  const z = f32x4.mul(t, t);
  let p = sum(-8.0101925e-4, z, f32x4.splat(7.853858e-5));
  p = sum(5.1883277e-3, z, p);
  p = sum(-2.6853811e-2, z, p);
  p = sum(0.112835854, z, p);
  p = sum(-0.37612626, z, p);
  p = sum(1.1283791, z, p);
  let r = sum(2.9476667e-3, t, f32x4.splat(-1.8638009e-4));
  r = sum(-2.1838097e-2, t, r);
  r = sum(0.10310682, t, r);
  r = sum(0.63814473, t, r);
  r = sum(1.1270893, t, r);
  r = sum(3.4151258e-4, t, r);
  const size = v128.bitselect(
    f32x4.mul(t, p),
    f32x4.sub(f32x4.splat(1), exponential(f32x4.neg(r))),
    f32x4.lt(t, f32x4.splat(1)),
  );
  return withSign(size, x);
}

/** The size of a, the sign of b. */
export function withSign(a: v128, b: v128): v128 {
  return v128.bitselect(b, f32x4.abs(a), i32x4.splat(0x80000000));
}
