import { Geometry } from './geometry';

export function activate(g: Geometry, x: v128): v128 {
  return g.hardSwish
    ? hardSwish(x)
    : clamp(x, f32x4.splat(g.min), f32x4.splat(g.max));
}

/** pmin and pmax let a NaN in x through, as the oracle does. */
export function clamp(x: v128, low: v128, high: v128): v128 {
  return f32x4.pmin(f32x4.pmax(x, low), high);
}

export function hardSwish(x: v128): v128 {
  const open = clamp(
    f32x4.add(x, f32x4.splat(3)),
    f32x4.splat(0),
    f32x4.splat(6),
  );
  return f32x4.div(f32x4.mul(x, open), f32x4.splat(6));
}

export function activateOne(g: Geometry, x: f32): f32 {
  if (g.hardSwish) return (x * min<f32>(max<f32>(x + 3, 0), 6)) / 6;
  return min<f32>(max<f32>(x, g.min), g.max);
}
