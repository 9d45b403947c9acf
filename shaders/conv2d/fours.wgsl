// Loads and stores by fours, for the kernels that keep vec4s of sums.
fn load_inputs(at: vec4u) -> vec4f {
  return vec4f(input[at.x], input[at.y], input[at.z], input[at.w]);
}

fn load_filters(at: vec4u) -> vec4f {
  return vec4f(filters[at.x], filters[at.y], filters[at.z], filters[at.w]);
}

// Stores a 4×4 tile; what hangs over the last channel or pixel is dropped.
fn store_tile(
  sums: mat4x4f,
  image: u32,
  first_channel: u32,
  channel_end: u32,
  first_pixel: u32,
) {
  let pixels = params.out_height * params.out_width;
  for (var p = 0u; p < 4u && first_pixel + p < pixels; p++) {
    let y = (first_pixel + p) / params.out_width;
    let x = (first_pixel + p) % params.out_width;
    let column = sums[p];
    for (var c = 0u; c < 4u && first_channel + c < channel_end; c++) {
      let channel = first_channel + c;
      let at = output_offset(image, channel, y, x);
      output[at] = epilogue(plus_residual(column[c], at), channel);
    }
  }
}
