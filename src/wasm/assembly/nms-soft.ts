/** Soft-NMS: src/ops/nms/soft-decay.ts says what happens to a score. */
import { exponential } from './exponential';
import { storeBox } from './nms-box';

const LINEAR = 0;
const GAUSSIAN = 1;
/** Instead of a score: a NaN that no arithmetic makes. */
const GONE: i32 = -1;
const LEAST = i32.MIN_VALUE;

/** Rows of `stride` bytes: x1, y1, x2, y2, area, score, index. */
const SCORE: usize = 5;
const INDEX: usize = 6;
const ROWS: usize = 7;

/** The box that was kept last, and how it tells on the others. */
let x1: v128 = i32x4.splat(0);
let y1: v128 = i32x4.splat(0);
let x2: v128 = i32x4.splat(0);
let y2: v128 = i32x4.splat(0);
let own: v128 = i32x4.splat(0);
let pixels: v128 = i32x4.splat(0);
let limit: v128 = i32x4.splat(0);
let factor: v128 = i32x4.splat(0);
let least: v128 = i32x4.splat(0);

/** At most `cap` boxes; `rows` gets their number, `box` is for one box. */
export function nmsSoft(
  boxes: usize,
  scores: usize,
  planes: usize,
  box: usize,
  indices: usize,
  decayedScores: usize,
  rows: usize,
  count: i32,
  cap: i32,
  format: i32,
  method: i32,
  pixel: f32,
  threshold: f32,
  scale: f32,
  scoreThreshold: f32,
): void {
  const stride = ((<usize>(count + 3)) >> 2) << 4;
  for (let i: usize = 0; i < <usize>count; i++) {
    storeBox(boxes + (i << 4), format, pixel, box, box + 16);
    const at = planes + (i << 2);
    for (let row: usize = 0; row < SCORE; row++)
      store<f32>(at + row * stride, load<f32>(box + (row << 2)));
    const score = load<f32>(scores + (i << 2));
    // One NaN for all of them, none of them GONE.
    store<f32>(at + SCORE * stride, score == score ? score : f32.NaN);
    store<u32>(at + INDEX * stride, <u32>i);
  }
  fillUp(planes + SCORE * stride, count);
  pixels = f32x4.splat(pixel);
  limit = f32x4.splat(threshold);
  factor = f32x4.splat(scale);
  least = f32x4.splat(scoreThreshold);
  // The first sweep decays nothing: no box overlaps this one.
  x1 = y1 = x2 = y2 = own = f32x4.splat(f32.NaN);
  let held = count;
  let kept: usize = 0;
  while (kept < <usize>cap) {
    const best = sweep(planes, stride, held, method);
    if (best < 0) break;
    const at = planes + ((<usize>best) << 2);
    store<u32>(indices + (kept << 2), load<u32>(at + INDEX * stride));
    store<f32>(decayedScores + (kept << 2), load<f32>(at + SCORE * stride));
    kept++;
    x1 = v128.load32_splat(at);
    y1 = v128.load32_splat(at + stride);
    x2 = v128.load32_splat(at + 2 * stride);
    y2 = v128.load32_splat(at + 3 * stride);
    own = v128.load32_splat(at + 4 * stride);
    store<i32>(at + SCORE * stride, GONE);
    if (left <= held >> 1) held = compact(planes, stride, held);
  }
  store<u32>(rows, <u32>kept);
}

/** Of the last sweep: boxes that are still there. */
let left: i32 = 0;

/** Decays all scores; the place of the best one, or −1. */
function sweep(planes: usize, stride: usize, held: i32, method: i32): i32 {
  const gone = i32x4.splat(GONE);
  const zero = f32x4.splat(0);
  let bestRank = i32x4.splat(LEAST);
  let bestPlace = i32x4.splat(0);
  let place = i32x4(0, 1, 2, 3);
  left = 0;
  const end = planes + ((<usize>held) << 2);
  for (let at = planes; at < end; at += 16) {
    const bits = v128.load(at + SCORE * stride);
    const w = f32x4.sub(
      f32x4.min(x2, v128.load(at + 2 * stride)),
      f32x4.max(x1, v128.load(at)),
    );
    const h = f32x4.sub(
      f32x4.min(y2, v128.load(at + 3 * stride)),
      f32x4.max(y1, v128.load(at + stride)),
    );
    const inter = f32x4.mul(
      f32x4.max(zero, f32x4.add(w, pixels)),
      f32x4.max(zero, f32x4.add(h, pixels)),
    );
    const union = f32x4.sub(f32x4.add(own, v128.load(at + 4 * stride)), inter);
    const iou = f32x4.div(inter, union);
    let out = i32x4.eq(bits, gone);
    let score = bits;
    if (method == GAUSSIAN) {
      // An IoU of 0 has a weight of 1.
      const over = f32x4.gt(iou, zero);
      if (v128.any_true(over))
        score = v128.bitselect(f32x4.mul(score, bell(iou)), score, over);
    } else {
      const over = f32x4.gt(iou, limit);
      if (method == LINEAR) {
        const weight = f32x4.sub(f32x4.splat(1), iou);
        score = v128.bitselect(f32x4.mul(score, weight), score, over);
      } else out = v128.or(out, over);
    }
    const tiny = f32x4.lt(
      f32x4.abs(score),
      f32x4.splat(reinterpret<f32>(0x00800000)),
    );
    score = v128.andnot(score, tiny);
    out = v128.or(out, f32x4.lt(score, least));
    score = v128.bitselect(gone, score, out);
    v128.store(at + SCORE * stride, score);
    left += 4 - popcnt(i32x4.bitmask(out));

    // As integers that sort: NaN before all, what is gone behind all.
    const sign = i32x4.shr_s(score, 31);
    let rank = v128.xor(score, i32x4.shr_u(sign, 1));
    rank = v128.bitselect(
      i32x4.splat(i32.MAX_VALUE),
      rank,
      f32x4.ne(score, score),
    );
    rank = v128.bitselect(i32x4.splat(LEAST), rank, out);
    const better = i32x4.gt_s(rank, bestRank);
    bestRank = v128.bitselect(rank, bestRank, better);
    bestPlace = v128.bitselect(place, bestPlace, better);
    place = i32x4.add(place, i32x4.splat(4));
  }
  return firstOf(bestRank, bestPlace);
}

/** e^(IoU² · scale); 0 where that is hardly a float any more. */
function bell(iou: v128): v128 {
  const x = f32x4.mul(f32x4.mul(iou, iou), factor);
  return v128.andnot(exponential(x), f32x4.lt(x, f32x4.splat(-86)));
}

/** The place of the highest rank of four, the lowest of equals. */
function firstOf(ranks: v128, places: v128): i32 {
  let rank = i32x4.extract_lane(ranks, 0);
  let place = i32x4.extract_lane(places, 0);
  for (let lane = 1; lane < 4; lane++) {
    ranks = i8x16.shuffle(
      ranks,
      ranks,
      4,
      5,
      6,
      7,
      8,
      9,
      10,
      11,
      12,
      13,
      14,
      15,
      0,
      1,
      2,
      3,
    );
    places = i8x16.shuffle(
      places,
      places,
      4,
      5,
      6,
      7,
      8,
      9,
      10,
      11,
      12,
      13,
      14,
      15,
      0,
      1,
      2,
      3,
    );
    const other = i32x4.extract_lane(ranks, 0);
    const otherPlace = i32x4.extract_lane(places, 0);
    if (other < rank || (other == rank && otherPlace > place)) continue;
    rank = other;
    place = otherPlace;
  }
  return rank == LEAST ? -1 : place;
}

/** Those still there move up, in order; how many there are. */
function compact(planes: usize, stride: usize, held: i32): i32 {
  let to = planes;
  const end = planes + ((<usize>held) << 2);
  for (let at = planes; at < end; at += 4) {
    if (load<i32>(at + SCORE * stride) == GONE) continue;
    for (let row: usize = 0; row < ROWS; row++)
      store<u32>(to + row * stride, load<u32>(at + row * stride));
    to += 4;
  }
  const count = <i32>((to - planes) >> 2);
  fillUp(planes + SCORE * stride, count);
  return count;
}

/** Nothing is there from `count` to the next four. */
function fillUp(row: usize, count: i32): void {
  for (let i = count; i < ((count + 3) & ~3); i++)
    store<i32>(row + ((<usize>i) << 2), GONE);
}
