// Shared by the kernels of roiPool and roiAlign.
// *_n, *_c, *_h, *_w: elements to skip for one step along that axis; the
// output's n is the region.
struct Params {
  batch: u32,
  channels: u32,
  in_height: u32,
  in_width: u32,
  rois: u32,
  bins_y: u32,
  bins_x: u32,
  input_n: u32,
  input_c: u32,
  input_h: u32,
  input_w: u32,
  output_n: u32,
  output_c: u32,
  output_h: u32,
  output_w: u32,
  spatial_scale: f32,
  // roiAlign's: half a pixel when aligned, and the least size when not.
  shift: f32,
  least_size: f32,
  // 0: adaptive.
  sampling_ratio: u32,
}

const LOWEST = -3.40282346e38;

// A number that no image has, such as -1, becomes one of at least `batch`.
fn image_of(roi: u32) -> u32 {
  return u32(i32(boxes[5u * roi]));
}

// Corners before the spatial scale, y first.
fn low_corner(roi: u32) -> vec2f {
  return vec2f(boxes[5u * roi + 2u], boxes[5u * roi + 1u]) * params.spatial_scale;
}

fn high_corner(roi: u32) -> vec2f {
  return vec2f(boxes[5u * roi + 4u], boxes[5u * roi + 3u]) * params.spatial_scale;
}
