/**
 * Pairwise measures of boxes. Six numbers are kept of each: x1, y1, x2, y2,
 * area, atan(width / height), in six rows of `stride` elements.
 */
import { Complete, Distance, Generalized, Iou } from './box-iou-overlaps';
import { at } from './geometry';

/** Units first … end of `unit` boxes each. Formats: 0 xyxy … 3 cxcywh. */
export function measureBoxes(
  boxes: usize,
  measures: usize,
  count: i32,
  stride: i32,
  unit: i32,
  format: i32,
  offset: f32,
  angles: i32,
  first: i32,
  end: i32,
): void {
  const last = min(end * unit, count);
  for (let i = first * unit; i < last; i++) {
    const from = at(boxes, 4 * i);
    let x1 = load<f32>(from);
    let y1 = load<f32>(from, 4);
    let x2 = load<f32>(from, 8);
    let y2 = load<f32>(from, 12);
    if (format == 1) {
      const x = y1;
      y1 = x1;
      x1 = x;
      const end = y2;
      y2 = x2;
      x2 = end;
    } else if (format == 2) {
      x2 += x1;
      y2 += y1;
    } else if (format == 3) {
      const w: f32 = 0.5 * x2;
      const h: f32 = 0.5 * y2;
      x2 = x1 + w;
      y2 = y1 + h;
      x1 -= w;
      y1 -= h;
    }
    const w = x2 - x1 + offset;
    const h = y2 - y1 + offset;
    const to = at(measures, i);
    store<f32>(to, x1);
    store<f32>(at(to, stride), y1);
    store<f32>(at(to, 2 * stride), x2);
    store<f32>(at(to, 3 * stride), y2);
    store<f32>(at(to, 4 * stride), w * h);
    store<f32>(at(to, 5 * stride), angles ? arctangent(w, h) : 0);
  }
}

/** atan(a / b): shaders/box-iou/boxes.wgsl. */
function arctangent(a: f32, b: f32): f32 {
  const small = min(abs(a), abs(b));
  const x = small / max(abs(a), abs(b));
  const z = x * x;
  let p: f32 = -0.0161657367 + <f32>0.0028662257 * z;
  p = <f32>0.0429096138 + p * z;
  p = <f32>-0.07528964 + p * z;
  p = <f32>0.1065626393 + p * z;
  p = <f32>-0.1420889944 + p * z;
  p = <f32>0.1999355085 + p * z;
  p = <f32>-0.3333314528 + p * z;
  p = x + x * z * p;
  if (abs(a) > abs(b)) p = <f32>1.57079633 - p;
  return a < 0 != b < 0 ? -p : p;
}

/** A part is a row: one box with all the others, four at a time. */
function rows<F>(
  measures1: usize,
  measures2: usize,
  output: usize,
  stride1: i32,
  columns: i32,
  stride2: i32,
  offset: f32,
  first: i32,
  end: i32,
): void {
  const step1 = at(0, stride1);
  const step2 = at(0, stride2);
  const plus = f32x4.splat(offset);
  for (let i = first; i < end; i++) {
    const one = at(measures1, i);
    let others = measures2;
    let to = at(output, i * columns);
    for (let left = columns; left > 0; left -= 4) {
      const values = changetype<F>(0).value(one, step1, others, step2, plus);
      if (left >= 4) v128.store(to, values);
      else storeSome(to, values, left);
      others += 16;
      to += 16;
    }
  }
}

/** The first 1 … 3 lanes: the next row is another thread's. */
function storeSome(to: usize, values: v128, count: i32): void {
  v128.store_lane<f32>(to, values, 0);
  if (count > 1) v128.store_lane<f32>(to, values, 1, 4);
  if (count > 2) v128.store_lane<f32>(to, values, 2, 8);
}

export function boxIouRows(
  measures1: usize,
  measures2: usize,
  output: usize,
  stride1: i32,
  columns: i32,
  stride2: i32,
  offset: f32,
  first: i32,
  end: i32,
): void {
  rows<Iou>(
    measures1,
    measures2,
    output,
    stride1,
    columns,
    stride2,
    offset,
    first,
    end,
  );
}

export function generalizedBoxIouRows(
  measures1: usize,
  measures2: usize,
  output: usize,
  stride1: i32,
  columns: i32,
  stride2: i32,
  offset: f32,
  first: i32,
  end: i32,
): void {
  rows<Generalized>(
    measures1,
    measures2,
    output,
    stride1,
    columns,
    stride2,
    offset,
    first,
    end,
  );
}

export function distanceBoxIouRows(
  measures1: usize,
  measures2: usize,
  output: usize,
  stride1: i32,
  columns: i32,
  stride2: i32,
  offset: f32,
  first: i32,
  end: i32,
): void {
  rows<Distance>(
    measures1,
    measures2,
    output,
    stride1,
    columns,
    stride2,
    offset,
    first,
    end,
  );
}

export function completeBoxIouRows(
  measures1: usize,
  measures2: usize,
  output: usize,
  stride1: i32,
  columns: i32,
  stride2: i32,
  offset: f32,
  first: i32,
  end: i32,
): void {
  rows<Complete>(
    measures1,
    measures2,
    output,
    stride1,
    columns,
    stride2,
    offset,
    first,
    end,
  );
}
