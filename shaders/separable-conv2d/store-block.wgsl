// Finishes and stores four output channels at four pixels; what hangs over the
// last channel or pixel is dropped.
fn store_block(sums: mat4x4f, first_channel: u32, to: vec4u, whole: vec4<bool>) {
  for (var c = 0u; c < 4u; c++) {
    let channel = first_channel + c;
    if (channel < params.out_channels) {
      let at = to + channel * params.output_c;
      store_four(finish(plus_residuals(sums[c], at), channel), at, whole);
    }
  }
}
