/** The loops of the reductions, made for each way to reduce. */
import { at } from './geometry';
import { placeOf, positions, runSize, runStep } from './reduce-runs';

/** Units are outputs; what becomes one number lies in rows. */
export function rows<R>(
  runs: usize,
  input: usize,
  output: usize,
  kept: i32,
  reduced: i32,
  first: i32,
  end: i32,
): void {
  const all = kept + reduced;
  const length = runSize(runs, kept);
  const parts = positions(runs, kept + 1, all);
  const taps = f32x4.splat(<f32>(length * parts));
  for (let index = first; index < end; index++) {
    const from = at(input, placeOf(runs, 0, kept, index));
    let totals = f32x4.splat(changetype<R>(0).start());
    for (let part = 0; part < parts; part++) {
      const row = at(from, placeOf(runs, kept + 1, all, part));
      totals = changetype<R>(0).merge(totals, rowTotals<R>(row, length));
    }
    store<f32>(at(output, index), one<R>(totals, taps));
  }
}

/** Four totals of a row, in four independent sums of vectors each. */
function rowTotals<R>(row: usize, length: i32): v128 {
  const reduction = changetype<R>(0);
  const start = f32x4.splat(reduction.start());
  let t0 = start;
  let t1 = start;
  let t2 = start;
  let t3 = start;
  const blocks = at(row, length & ~15);
  let p = row;
  for (; p < blocks; p += 64) {
    t0 = reduction.merge(t0, reduction.lift(v128.load(p)));
    t1 = reduction.merge(t1, reduction.lift(v128.load(p, 16)));
    t2 = reduction.merge(t2, reduction.lift(v128.load(p, 32)));
    t3 = reduction.merge(t3, reduction.lift(v128.load(p, 48)));
  }
  const fours = at(row, length & ~3);
  for (; p < fours; p += 16)
    t0 = reduction.merge(t0, reduction.lift(v128.load(p)));
  const last = at(row, length);
  for (; p < last; p += 4) {
    const x = reduction.lift(v128.load32_splat(p));
    // One lane only: a sum must not count it four times.
    t1 = v128.bitselect(reduction.merge(t1, x), t1, i32x4(-1, 0, 0, 0));
  }
  return reduction.merge(reduction.merge(t0, t1), reduction.merge(t2, t3));
}

/** The number that four totals make. */
function one<R>(totals: v128, taps: v128): f32 {
  const reduction = changetype<R>(0);
  const halves = v128.shuffle<i32>(totals, totals, 2, 3, 0, 1);
  const pair = reduction.merge(totals, halves);
  const swapped = v128.shuffle<i32>(pair, pair, 1, 0, 3, 2);
  const total = reduction.merge(pair, swapped);
  return f32x4.extract_lane(reduction.finish(total, taps), 0);
}

/** Units are up to `unit` neighbouring outputs of one row. */
export function columns<R>(
  runs: usize,
  input: usize,
  output: usize,
  kept: i32,
  reduced: i32,
  unit: i32,
  first: i32,
  end: i32,
): void {
  const width = runSize(runs, 0);
  const chunks = (width + unit - 1) / unit;
  for (let i = first; i < end; i++) {
    const row = i / chunks;
    const from = at(input, placeOf(runs, 1, kept, row));
    const to = at(output, row * width);
    let column = (i % chunks) * unit;
    const last = min<i32>(column + unit, width);
    for (; column + 16 <= last; column += 16)
      sixteen<R>(runs, kept, reduced, at(from, column), at(to, column));
    for (; column + 4 <= last; column += 4) {
      const results = four<R>(runs, kept, reduced, at(from, column));
      v128.store(at(to, column), results);
    }
    // Of the rest of a row each column by itself: nothing is read beyond it.
    for (; column < last; column++) {
      const result = single<R>(runs, kept, reduced, at(from, column));
      v128.store_lane<i32>(at(to, column), result, 0);
    }
  }
}

/** A cache line of columns. */
function sixteen<R>(
  runs: usize,
  kept: i32,
  reduced: i32,
  from: usize,
  to: usize,
): void {
  const reduction = changetype<R>(0);
  const size = runSize(runs, kept);
  const step = (<usize>runStep(runs, kept)) << 2;
  const parts = positions(runs, kept + 1, kept + reduced);
  let t0 = f32x4.splat(reduction.start());
  let t1 = t0;
  let t2 = t0;
  let t3 = t0;
  for (let part = 0; part < parts; part++) {
    let p = at(from, placeOf(runs, kept + 1, kept + reduced, part));
    for (let tap = 0; tap < size; tap++, p += step) {
      t0 = reduction.merge(t0, reduction.lift(v128.load(p)));
      t1 = reduction.merge(t1, reduction.lift(v128.load(p, 16)));
      t2 = reduction.merge(t2, reduction.lift(v128.load(p, 32)));
      t3 = reduction.merge(t3, reduction.lift(v128.load(p, 48)));
    }
  }
  const taps = f32x4.splat(<f32>(size * parts));
  v128.store(to, reduction.finish(t0, taps));
  v128.store(to, reduction.finish(t1, taps), 16);
  v128.store(to, reduction.finish(t2, taps), 32);
  v128.store(to, reduction.finish(t3, taps), 48);
}

function four<R>(runs: usize, kept: i32, reduced: i32, from: usize): v128 {
  const reduction = changetype<R>(0);
  const size = runSize(runs, kept);
  const step = (<usize>runStep(runs, kept)) << 2;
  const parts = positions(runs, kept + 1, kept + reduced);
  let total = f32x4.splat(reduction.start());
  for (let part = 0; part < parts; part++) {
    let p = at(from, placeOf(runs, kept + 1, kept + reduced, part));
    for (let tap = 0; tap < size; tap++, p += step)
      total = reduction.merge(total, reduction.lift(v128.load(p)));
  }
  return reduction.finish(total, f32x4.splat(<f32>(size * parts)));
}

function single<R>(runs: usize, kept: i32, reduced: i32, from: usize): v128 {
  const reduction = changetype<R>(0);
  const size = runSize(runs, kept);
  const step = (<usize>runStep(runs, kept)) << 2;
  const parts = positions(runs, kept + 1, kept + reduced);
  let total = f32x4.splat(reduction.start());
  for (let part = 0; part < parts; part++) {
    let p = at(from, placeOf(runs, kept + 1, kept + reduced, part));
    for (let tap = 0; tap < size; tap++, p += step)
      total = reduction.merge(total, reduction.lift(v128.load32_splat(p)));
  }
  return reduction.finish(total, f32x4.splat(<f32>(size * parts)));
}
