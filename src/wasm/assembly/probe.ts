/** The CPU's ceilings: a module of its own, run by as many threads as asked. */
import { multiplyAdd } from './simd';

/** Multiply-adds of one trip: 10 chains × 4 lanes. */
const CHAINS: i32 = 10;

export function multiplyAddsPerTrip(): i32 {
  return 4 * CHAINS;
}

/** Ten independent chains: enough to fill the units of today's cores. */
export function peak(trips: i32, scale: f32, offset: f32): f32 {
  const m = f32x4.splat(scale);
  const t = f32x4.splat(offset);
  let a = t;
  let b = f32x4.splat(offset + 1);
  let c = f32x4.splat(offset + 2);
  let d = f32x4.splat(offset + 3);
  let e = f32x4.splat(offset + 4);
  let f = f32x4.splat(offset + 5);
  let g = f32x4.splat(offset + 6);
  let h = f32x4.splat(offset + 7);
  let i = f32x4.splat(offset + 8);
  let j = f32x4.splat(offset + 9);
  for (let trip: i32 = 0; trip < trips; trip++) {
    a = multiplyAdd(a, m, t);
    b = multiplyAdd(b, m, t);
    c = multiplyAdd(c, m, t);
    d = multiplyAdd(d, m, t);
    e = multiplyAdd(e, m, t);
    f = multiplyAdd(f, m, t);
    g = multiplyAdd(g, m, t);
    h = multiplyAdd(h, m, t);
    i = multiplyAdd(i, m, t);
    j = multiplyAdd(j, m, t);
  }
  let sum = f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
  sum = f32x4.add(sum, f32x4.add(f32x4.add(e, f), f32x4.add(g, h)));
  sum = f32x4.add(sum, f32x4.add(i, j));
  return (
    f32x4.extract_lane(sum, 0) +
    f32x4.extract_lane(sum, 1) +
    f32x4.extract_lane(sum, 2) +
    f32x4.extract_lane(sum, 3)
  );
}

/** Sums `bytes` (a multiple of 64) `rounds` times. */
export function read(bytes: i32, rounds: i32): f32 {
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  const start = __heap_base;
  for (let round: i32 = 0; round < rounds; round++)
    for (let at: usize = start; at < start + bytes; at += 64) {
      a = f32x4.add(a, v128.load(at));
      b = f32x4.add(b, v128.load(at, 16));
      c = f32x4.add(c, v128.load(at, 32));
      d = f32x4.add(d, v128.load(at, 48));
    }
  const sum = f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
  return f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 3);
}

/** Copies the first `bytes` of the working set over the next, `rounds` times. */
export function copy(bytes: i32, rounds: i32): void {
  const start = __heap_base;
  for (let round: i32 = 0; round < rounds; round++)
    for (let at: usize = start; at < start + bytes; at += 64) {
      v128.store(at + bytes, v128.load(at));
      v128.store(at + bytes, v128.load(at, 16), 16);
      v128.store(at + bytes, v128.load(at, 32), 32);
      v128.store(at + bytes, v128.load(at, 48), 48);
    }
}

export function heapBase(): usize {
  return __heap_base;
}
