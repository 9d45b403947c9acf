/**
 * How a window becomes a number, on one lane and on four. Methods of classes
 * without instances, so that loops are made for each with direct calls inside.
 */
@unmanaged
export class Max {
  start(): f32 {
    return -Infinity;
  }
  lift(x: v128): v128 {
    return x;
  }
  /** Lets NaN through, unlike pmax. */
  merge(best: v128, x: v128): v128 {
    return f32x4.max(best, x);
  }
  finish(best: v128, taps: v128): v128 {
    return best;
  }
}

@unmanaged
export class Average {
  start(): f32 {
    return 0;
  }
  lift(x: v128): v128 {
    return x;
  }
  merge(sum: v128, x: v128): v128 {
    return f32x4.add(sum, x);
  }
  finish(sum: v128, taps: v128): v128 {
    return f32x4.div(sum, taps);
  }
}

@unmanaged
export class L2 {
  start(): f32 {
    return 0;
  }
  lift(x: v128): v128 {
    return f32x4.mul(x, x);
  }
  merge(sum: v128, square: v128): v128 {
    return f32x4.add(sum, square);
  }
  finish(sum: v128, taps: v128): v128 {
    return f32x4.sqrt(sum);
  }
}
