// Shared by every pooling kernel; appended after it.
// *_n, *_c, *_h, *_w: elements to skip for one step along that axis, so one
// kernel serves both layouts.
struct Params {
  batch: u32,
  channels: u32,
  in_height: u32,
  in_width: u32,
  out_height: u32,
  out_width: u32,
  window_height: u32,
  window_width: u32,
  stride_height: u32,
  stride_width: u32,
  dilation_height: u32,
  dilation_width: u32,
  pad_top: u32,
  pad_left: u32,
  padded_height: u32,
  padded_width: u32,
  count_padding: u32,
  input_n: u32,
  input_c: u32,
  input_h: u32,
  input_w: u32,
  output_n: u32,
  output_c: u32,
  output_h: u32,
  output_w: u32,
}

// How many taps of a window's side, begun at `first`, lie inside the input.
fn taps_inside(first: u32, window: u32, dilation: u32, length: u32) -> u32 {
  // Above or left of the input the wrapped number is negative as an i32.
  let before = u32(max(-bitcast<i32>(first), 0));
  let skipped = (before + dilation - 1u) / dilation;
  let room = u32(max(bitcast<i32>(length - first), 0));
  let reached = min(window, (room + dilation - 1u) / dilation);
  return reached - min(skipped, reached);
}

// How many taps count of the window at y, x: those inside, or padding's too.
fn counted(inside: u32, y: u32, x: u32) -> u32 {
  let down = taps_inside(
    y * params.stride_height,
    params.window_height,
    params.dilation_height,
    params.padded_height,
  );
  let across = taps_inside(
    x * params.stride_width,
    params.window_width,
    params.dilation_width,
    params.padded_width,
  );
  return select(inside, down * across, params.count_padding != 0u);
}
