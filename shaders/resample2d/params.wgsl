// Shared by every resample2d kernel; appended after it. The tensor is seen as
// [outer, rows, middle, columns, inner]. Output o of an axis lies at
// (o · step + start) / divisor of the input: whole numbers, so which element
// is the nearest does not depend on rounding.
struct Params {
  outer: u32,
  middle: u32,
  inner: u32,
  in_rows: u32,
  in_columns: u32,
  out_rows: u32,
  out_columns: u32,
  row_step: i32,
  row_start: i32,
  row_divisor: i32,
  column_step: i32,
  column_start: i32,
  column_divisor: i32,
}

// 0: the nearest element. 1: between two, along both axes.
const LINEAR = 1u;

struct Source {
  low: u32,
  high: u32,
  // Of `high`; the rest is of `low`.
  weight: f32,
}

fn source_of(output: u32, step: i32, start: i32, divisor: i32, length: u32) -> Source {
  let end = i32(length) - 1;
  let place = u32(clamp(i32(output) * step + start, 0, end * divisor));
  let low = place / u32(divisor);
  let weight = f32(place - low * u32(divisor)) / f32(divisor);
  return Source(low, min(low + 1u, u32(end)), weight);
}

fn row_of(y: u32) -> Source {
  return source_of(y, params.row_step, params.row_start, params.row_divisor, params.in_rows);
}

fn column_of(x: u32) -> Source {
  return source_of(
    x, params.column_step, params.column_start, params.column_divisor, params.in_columns,
  );
}
