/**
 * A pooling's numbers, 4 bytes each, in linear memory. The field order is that
 * of `withGeometry` in src/ops/pool2d/wasm-kernels.ts.
 */
@unmanaged
export class PoolGeometry {
  channels: i32;
  inHeight: i32;
  inWidth: i32;
  outHeight: i32;
  outWidth: i32;
  windowHeight: i32;
  windowWidth: i32;
  padTop: i32;
  padLeft: i32;
  strideY: i32;
  strideX: i32;
  dilationY: i32;
  dilationX: i32;
  /** Element strides. */
  inN: i32;
  inC: i32;
  inH: i32;
  inW: i32;
  outN: i32;
  outC: i32;
  outH: i32;
  outW: i32;
  paddedHeight: i32;
  paddedWidth: i32;
  /** 1: taps in the padding count. */
  countPadding: i32;
}

/** How many taps of a window's side, begun at `first`, lie inside the input. */
function tapsInside(first: i32, window: i32, dilation: i32, length: i32): i32 {
  const skipped = first < 0 ? (dilation - 1 - first) / dilation : 0;
  const room = max<i32>(length - first, 0);
  const reached = min<i32>(window, (room + dilation - 1) / dilation);
  return max<i32>(reached - skipped, 0);
}

/** How many rows count of a window of output row y. */
export function countedDown(g: PoolGeometry, y: i32): i32 {
  const top = y * g.strideY;
  return g.countPadding
    ? tapsInside(top, g.windowHeight, g.dilationY, g.paddedHeight)
    : tapsInside(top - g.padTop, g.windowHeight, g.dilationY, g.inHeight);
}

/** How many columns count of a window of output column x. */
export function countedAcross(g: PoolGeometry, x: i32): i32 {
  const left = x * g.strideX;
  return g.countPadding
    ? tapsInside(left, g.windowWidth, g.dilationX, g.paddedWidth)
    : tapsInside(left - g.padLeft, g.windowWidth, g.dilationX, g.inWidth);
}
