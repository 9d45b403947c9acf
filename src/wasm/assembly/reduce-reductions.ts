/** The reductions that are no pooling: see pool-reductions. */
@unmanaged
export class Sum {
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
    return sum;
  }
}

@unmanaged
export class Min {
  start(): f32 {
    return Infinity;
  }
  lift(x: v128): v128 {
    return x;
  }
  /** Lets NaN through, unlike pmin. */
  merge(best: v128, x: v128): v128 {
    return f32x4.min(best, x);
  }
  finish(best: v128, taps: v128): v128 {
    return best;
  }
}
