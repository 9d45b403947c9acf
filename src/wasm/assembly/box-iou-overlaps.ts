/**
 * The four measures of one box with four others: shaders/box-iou/overlaps.wgsl.
 * `a` and `b` point at the first of six numbers of each, `stepA` and `stepB`
 * bytes apart.
 */

/** The same number of the one box, four times. */
function one(a: usize, step: usize, row: usize): v128 {
  return v128.load_splat<f32>(a + row * step);
}

/** A number of four boxes. */
function four(b: usize, step: usize, row: usize): v128 {
  return v128.load(b + row * step);
}

/** A side of the intersection; axis 0 is x, 1 is y. */
function overlap(
  a: usize,
  stepA: usize,
  b: usize,
  stepB: usize,
  axis: usize,
  offset: v128,
): v128 {
  const low = f32x4.max(one(a, stepA, axis), four(b, stepB, axis));
  const high = f32x4.min(one(a, stepA, axis + 2), four(b, stepB, axis + 2));
  const side = f32x4.add(f32x4.sub(high, low), offset);
  return f32x4.max(side, f32x4.splat(0));
}

/** A side of the smallest box around both. */
function hull(
  a: usize,
  stepA: usize,
  b: usize,
  stepB: usize,
  axis: usize,
  offset: v128,
): v128 {
  const low = f32x4.min(one(a, stepA, axis), four(b, stepB, axis));
  const high = f32x4.max(one(a, stepA, axis + 2), four(b, stepB, axis + 2));
  const side = f32x4.add(f32x4.sub(high, low), offset);
  return f32x4.max(side, f32x4.splat(0));
}

function intersection(
  a: usize,
  stepA: usize,
  b: usize,
  stepB: usize,
  offset: v128,
): v128 {
  return f32x4.mul(
    overlap(a, stepA, b, stepB, 0, offset),
    overlap(a, stepA, b, stepB, 1, offset),
  );
}

/** The union of the areas, given their intersection. */
function joint(
  a: usize,
  stepA: usize,
  b: usize,
  stepB: usize,
  shared: v128,
): v128 {
  return f32x4.sub(f32x4.add(one(a, stepA, 4), four(b, stepB, 4)), shared);
}

/** Twice the distance of the centres along an axis, corner from corner. */
function apart(
  a: usize,
  stepA: usize,
  b: usize,
  stepB: usize,
  axis: usize,
): v128 {
  return f32x4.add(
    f32x4.sub(four(b, stepB, axis), one(a, stepA, axis)),
    f32x4.sub(four(b, stepB, axis + 2), one(a, stepA, axis + 2)),
  );
}

/** The squared distance of the centres in terms of the squared diagonal. */
function remoteness(
  a: usize,
  stepA: usize,
  b: usize,
  stepB: usize,
  offset: v128,
): v128 {
  const dx = apart(a, stepA, b, stepB, 0);
  const dy = apart(a, stepA, b, stepB, 1);
  const w = hull(a, stepA, b, stepB, 0, offset);
  const h = hull(a, stepA, b, stepB, 1, offset);
  const squares = f32x4.add(f32x4.mul(dx, dx), f32x4.mul(dy, dy));
  const diagonal = f32x4.add(f32x4.mul(w, w), f32x4.mul(h, h));
  return f32x4.div(
    f32x4.mul(f32x4.splat(0.25), squares),
    f32x4.add(diagonal, f32x4.splat(1e-7)),
  );
}

function overUnion(
  a: usize,
  stepA: usize,
  b: usize,
  stepB: usize,
  offset: v128,
): v128 {
  const shared = intersection(a, stepA, b, stepB, offset);
  return f32x4.div(shared, joint(a, stepA, b, stepB, shared));
}

@unmanaged
export class Iou {
  value(a: usize, stepA: usize, b: usize, stepB: usize, offset: v128): v128 {
    return overUnion(a, stepA, b, stepB, offset);
  }
}

@unmanaged
export class Generalized {
  value(a: usize, stepA: usize, b: usize, stepB: usize, offset: v128): v128 {
    const shared = intersection(a, stepA, b, stepB, offset);
    const all = joint(a, stepA, b, stepB, shared);
    const around = f32x4.mul(
      hull(a, stepA, b, stepB, 0, offset),
      hull(a, stepA, b, stepB, 1, offset),
    );
    return f32x4.sub(
      f32x4.div(shared, all),
      f32x4.div(f32x4.sub(around, all), around),
    );
  }
}

@unmanaged
export class Distance {
  value(a: usize, stepA: usize, b: usize, stepB: usize, offset: v128): v128 {
    return f32x4.sub(
      overUnion(a, stepA, b, stepB, offset),
      remoteness(a, stepA, b, stepB, offset),
    );
  }
}

@unmanaged
export class Complete {
  value(a: usize, stepA: usize, b: usize, stepB: usize, offset: v128): v128 {
    const iou = overUnion(a, stepA, b, stepB, offset);
    const turn = f32x4.mul(
      f32x4.splat(0.636619772),
      f32x4.sub(one(a, stepA, 5), four(b, stepB, 5)),
    );
    const v = f32x4.mul(turn, turn);
    const weight = f32x4.add(
      f32x4.add(f32x4.sub(f32x4.splat(1), iou), v),
      f32x4.splat(1e-7),
    );
    const penalty = f32x4.div(f32x4.mul(v, v), weight);
    const near = f32x4.sub(iou, remoteness(a, stepA, b, stepB, offset));
    return f32x4.sub(near, penalty);
  }
}
