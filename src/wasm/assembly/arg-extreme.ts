/** Where the largest number of a line is, or of −x: sign 1 or −1. */
import { at } from './geometry';

/**
 * Bits that sort as the numbers do, a NaN above all; those of −x where the sign
 * is −1. Both zeros are one.
 */
function order(x: v128, sign: v128): v128 {
  const size = v128.and(x, i32x4.splat(0x7fffffff));
  const negative = i32x4.shr_s(x, 31);
  const upward = v128.bitselect(i32x4.neg(size), size, negative);
  const isNaN = i32x4.gt_s(size, i32x4.splat(0x7f800000));
  const signed = i32x4.mul(upward, sign);
  return v128.bitselect(i32x4.splat(0x7fffffff), signed, isNaN);
}

/** Numbers of a line in a row; units are rows. */
export function argRows(
  input: usize,
  output: usize,
  length: i32,
  sign: i32,
  first: i32,
  end: i32,
): void {
  const whole = length & ~3;
  const signs = i32x4.splat(sign);
  for (let row = first; row < end; row++) {
    const from = at(input, row * length);
    // Below every number; each lane keeps the first of its equals.
    let best = i32x4.splat(-0x7fffffff);
    let found = i32x4.splat(0x7fffffff);
    let index = i32x4(0, 1, 2, 3);
    for (let i = 0; i < whole; i += 4) {
      const x = order(v128.load(at(from, i)), signs);
      found = v128.bitselect(index, found, i32x4.gt_s(x, best));
      best = i32x4.max_s(best, x);
      index = i32x4.add(index, i32x4.splat(4));
    }
    let largest: i32 = -0x7fffffff;
    let place: i32 = 0x7fffffff;
    for (let lane = 0; lane < 4; lane++) {
      const x = i32x4.extract_lane(best, 0);
      const i = i32x4.extract_lane(found, 0);
      if (x > largest || (x === largest && i < place)) {
        largest = x;
        place = i;
      }
      best = v128.shuffle<i32>(best, best, 1, 2, 3, 0);
      found = v128.shuffle<i32>(found, found, 1, 2, 3, 0);
    }
    for (let i = whole; i < length; i++) {
      const four = order(v128.load32_splat(at(from, i)), signs);
      const x = i32x4.extract_lane(four, 0);
      if (x > largest) {
        largest = x;
        place = i;
      }
    }
    store<i32>(at(output, row), place);
  }
}

/** Numbers of a line `inner` apart; units are up to four neighbouring lines. */
export function argColumns(
  input: usize,
  output: usize,
  length: i32,
  inner: i32,
  sign: i32,
  first: i32,
  end: i32,
): void {
  const fours = (inner + 3) >> 2;
  const signs = i32x4.splat(sign);
  for (let unit = first; unit < end; unit++) {
    const column = (unit % fours) << 2;
    const outer = unit / fours;
    const from = at(input, outer * length * inner + column);
    const to = at(output, outer * inner + column);
    if (column + 4 <= inner) {
      let best = order(v128.load(from), signs);
      let found = i32x4.splat(0);
      for (let i = 1; i < length; i++) {
        const x = order(v128.load(at(from, i * inner)), signs);
        found = v128.bitselect(i32x4.splat(i), found, i32x4.gt_s(x, best));
        best = i32x4.max_s(best, x);
      }
      v128.store(to, found);
    }
    // Nothing is read beyond the last column.
    else
      for (let i = 0; i < inner - column; i++)
        store<i32>(at(to, i), single(at(from, i), length, inner, signs));
  }
}

function single(from: usize, length: i32, inner: i32, signs: v128): i32 {
  let largest: i32 = -0x7fffffff;
  let place = 0;
  for (let i = 0; i < length; i++) {
    const four = order(v128.load32_splat(at(from, i * inner)), signs);
    const x = i32x4.extract_lane(four, 0);
    if (x > largest) {
      largest = x;
      place = i;
    }
  }
  return place;
}
