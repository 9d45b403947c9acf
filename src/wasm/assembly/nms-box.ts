/** A box in any format as corners, the smaller ones first, and its area. */

/** As src/ops/nms/options.ts numbers the formats. */
const YXYX = 1;
const XYWH = 2;
const CXCYWH = 3;

/** Rounds as the oracle does: float32 after every operation. */
export function storeBox(
  box: usize,
  format: i32,
  pixel: f32,
  corners: usize,
  area: usize,
): void {
  let a = load<f32>(box);
  let b = load<f32>(box, 4);
  let c = load<f32>(box, 8);
  let d = load<f32>(box, 12);
  if (format == YXYX) {
    const y = a;
    a = b;
    b = y;
    const bottom = c;
    c = d;
    d = bottom;
  } else if (format == XYWH) {
    c = a + c;
    d = b + d;
  } else if (format == CXCYWH) {
    const w: f32 = c * 0.5;
    const h: f32 = d * 0.5;
    c = a + w;
    d = b + h;
    a -= w;
    b -= h;
  }
  const left = min<f32>(a, c);
  const top = min<f32>(b, d);
  const right = max<f32>(a, c);
  const bottom = max<f32>(b, d);
  store<f32>(corners, left);
  store<f32>(corners, top, 4);
  store<f32>(corners, right, 8);
  store<f32>(corners, bottom, 12);
  store<f32>(area, (right - left + pixel) * (bottom - top + pixel));
}
